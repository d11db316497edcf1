"""The window of TTE Desktop (Qt Widgets); it knows the engine, never the reverse."""
