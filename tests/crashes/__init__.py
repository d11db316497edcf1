"""Batches that are killed, starved, cut off and raced, and what must hold then."""
