"""Errors as facts; their words stand in `words`."""
