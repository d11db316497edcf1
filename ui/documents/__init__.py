"""The open documents: a page for each, their tabs, and what reading one needs."""
