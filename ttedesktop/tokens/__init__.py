"""PKCS#11 tokens: drivers, slots, certificates, PIN and session.

python-pkcs11 is met only in this package, and there only in ``helper``, which
runs in a process of its own, one for each module.
"""
