"""The demonstration: its own authorities, its own token, three office documents.

Nothing here is trusted outside the demonstration, and nothing outside may import
from here but the command line and the window.
"""
