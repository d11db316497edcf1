"""Verdicts: of the open document, of many, of whom one trusts and why."""
