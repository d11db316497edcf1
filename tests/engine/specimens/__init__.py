"""Specimens as a person keeps them."""
