"""States of the window, and who is led through them: for pictures and the walk."""
