"""Tests of the validation room."""
