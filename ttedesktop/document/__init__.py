"""The PDF as it is looked at: read once, measured, drawn and searched.

PyMuPDF is met only in this package. It meets foreign bytes only inside the
page renderer, a process of its own (``renderer``).
"""
