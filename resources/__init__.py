"""Icons, fonts, translations and trust facts, read through ``importlib.resources``."""
