"""What a signer should know of a document before signing it."""
