"""Visible PAdES signatures: field, placement, stamp, signature and output."""
