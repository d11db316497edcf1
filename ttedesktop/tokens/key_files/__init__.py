"""Keys in PKCS#12 files, the second source of keys."""
