"""Many documents: gathered, read, placed, and signed under one entry of the PIN."""
