"""Signatures that stay valid: time-stamps, proof of revocation, renewal."""
