"""The token: its chip, its page from driver to test signature, its PIN."""
