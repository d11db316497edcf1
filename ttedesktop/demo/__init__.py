"""The demonstration: a token, the authorities behind it, and three documents.

All of it is made anew in a private folder, is marked as demonstration material, and
is trusted in demonstration mode only.
"""
