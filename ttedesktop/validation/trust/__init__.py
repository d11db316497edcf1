"""Whom to trust: anchors, imported certificates and lists, chains, revocation."""
