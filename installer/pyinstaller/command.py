"""Starts the command line of a bundled program."""

from ttedesktop.__main__ import main

if __name__ == "__main__":
    main()
