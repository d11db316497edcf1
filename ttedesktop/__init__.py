"""The engine of TTE Desktop: looks at, signs and validates PDFs, without Qt."""

__version__ = "0.1.0"
