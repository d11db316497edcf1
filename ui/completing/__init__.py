"""What was signed here, and what still lacks something of its level."""
