"""What people keep of their specimens: how they look, and in which roles they sign."""
