"""Tests of the demonstration's documents, authorities and token."""
