"""The guide: its chapters, read, searched and followed in the window."""
