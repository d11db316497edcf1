"""A document on paper: dialog, preview, job and printers."""
