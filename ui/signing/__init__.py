"""One signature: who signs, the PIN, the question before it, and the act."""
