"""The settings: groups, rows, search."""
