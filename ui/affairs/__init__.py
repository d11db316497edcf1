"""What a person asks of the window and what follows, a file for each concern."""
