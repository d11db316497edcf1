"""Where the program keeps what it has gathered on this computer, and no secret."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_NAME: Final = "tte-desktop"


def data_folder() -> Path:
    """Return this person's folder for data of the program; it may not be there yet."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home())))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        chosen = os.environ.get("XDG_DATA_HOME")
        base = Path(chosen) if chosen else Path.home() / ".local" / "share"
    return base / _NAME


def batches_folder() -> Path:
    """Return where the window keeps the journals of its batches."""
    return data_folder() / "antrean"


def unfinished_folder() -> Path:
    """Return where documents are noted that are to be completed later."""
    return data_folder() / "belum-lengkap"
