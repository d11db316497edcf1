"""Starts the window of a bundled program."""

from ui.app import main

if __name__ == "__main__":
    main()
