"""Offline validation of signed PDFs (EN 319 102-1, with pinned trust anchors)."""
