"""The process in which a vendor's module runs; python-pkcs11 is met only here."""
