"""Files made to hang, exhaust or confuse whoever shows them (security.md, 5)."""
