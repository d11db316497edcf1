"""What the window is put together from: buttons, rows, dialogs, icons, look."""
