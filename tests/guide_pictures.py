"""The pictures of the guide: cut out of those that ``make screenshots`` takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

FOLDER: Final = Path(__file__).parent.parent / "docs" / "panduan" / "gambar"
SESSION: Final = "1366x768-light-id"
"""The size, theme and language in which the guide shows the window."""
QUALITY: Final = 82
"""Percent; letters stay sharp, and the picture small."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a picture of the window."""

    taken: str
    """Name under which the state of the window is taken."""
    part: tuple[int, int, int, int]
    """Left, top, width and height in pixels."""


CUTS: Final = {
    "menandatangani": Cut("02-document", (606, 0, 760, 696)),
    "pin": Cut("03-pin", (383, 60, 600, 576)),
    "hasil": Cut("05-signed", (80, 0, 1286, 480)),
    "membaca": Cut("20-search", (80, 0, 930, 560)),
    "letak": Cut("26-place-anchor", (606, 56, 760, 640)),
    "spesimen": Cut("26-specimens", (352, 56, 1014, 640)),
    "peran": Cut("26-specimens-role-plt", (352, 84, 680, 572)),
    "menyiapkan": Cut("27-prepare-two", (250, 56, 1116, 640)),
    "antrean": Cut("22-queue-ready", (80, 56, 1286, 640)),
    "menandatangani-antrean": Cut("26-queue-signing", (80, 56, 900, 640)),
    "pin-terakhir": Cut("04-pin-wrong-twice", (383, 30, 600, 640)),
    "token": Cut("11-token", (80, 0, 1286, 640)),
    "tidak-sah": Cut("07-invalid", (80, 0, 1286, 520)),
    "setelan": Cut("12-settings-signing", (80, 0, 1286, 560)),
}


def renew_pictures(folder: Path) -> int:
    """Cut the pictures of the guide out of those in a folder; return how many."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        if old.stem not in CUTS:
            old.unlink()
    done = 0
    for name, cut in CUTS.items():
        whole = QImage(str(folder / f"{cut.taken}-{SESSION}.png"))
        if whole.isNull():
            continue
        part = whole.copy(QRect(*cut.part))
        part.setDevicePixelRatio(1)
        done += part.save(str(FOLDER / f"{name}.webp"), quality=QUALITY)
    return done


if __name__ == "__main__":
    renew_pictures(Path("screenshots"))
