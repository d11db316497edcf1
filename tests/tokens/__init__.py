"""Tokens of the tests: SoftHSM, a card in a virtual reader, key files, faults."""
