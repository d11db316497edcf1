"""What runs behind the window: engine, sessions, files, further starts."""
