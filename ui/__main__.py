"""Starts the window from a checkout; installed, it is ``ttedesktop-gui``."""

from __future__ import annotations

from ui.app import main

if __name__ == "__main__":
    main()
