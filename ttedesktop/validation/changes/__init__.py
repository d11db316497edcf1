"""What was added to a file after a signature, and whether it may be there."""
