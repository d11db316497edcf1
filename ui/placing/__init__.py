"""Where a signature goes: the box on the page, its rules, and prepared places."""
