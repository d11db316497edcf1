"""Where crests and own pictures are kept: files named by their SHA-256.

The keyring holds settings, and no entry of it takes a picture on Windows. A picture
that is missing or is another one than was chosen is drawn as none at all.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.specimens.design import SpecimenDesign

LARGEST: Final = 2 << 20
"""Bytes of a prepared picture."""
_DIGEST: Final = 64


class PictureFolder:
    """The pictures of one person on one computer."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take a folder, which need not be there yet; else the person's own."""
        self.folder = folder or _own_folder()

    def keep(self, png: bytes) -> str:
        """Write a prepared picture and return its digest. Raises OSError."""
        digest = hashlib.sha256(png).hexdigest()
        target = self._path(digest)
        if self.read(digest):
            return digest
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = target.with_suffix(f".{os.getpid()}.part")
        beside.write_bytes(png)
        beside.replace(target)
        return digest

    def read(self, digest: str) -> bytes:
        """Return a picture; nothing if it is not there or not the one it was."""
        if len(digest) != _DIGEST or not digest.isalnum():
            return b""
        path = self._path(digest)
        try:
            if path.stat().st_size > LARGEST:
                return b""
            content = path.read_bytes()
        except OSError:
            return b""
        return content if hashlib.sha256(content).hexdigest() == digest else b""

    def forget_others(self, used: Iterable[str]) -> None:
        """Delete the pictures that no specimen uses any more."""
        kept = set(used)
        for path in self.folder.glob("*.png"):
            if path.stem not in kept and len(path.stem) == _DIGEST:
                path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.png"


def _own_folder() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", str(Path.home())))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        told = os.environ.get("XDG_DATA_HOME")
        base = Path(told) if told else Path.home() / ".local" / "share"
    return base / "tte-desktop" / "pictures"


def pictures_of(
    specimens: Iterable[SpecimenDesign], folder: PictureFolder
) -> tuple[bytes, ...]:
    """Return the pictures that specimens use, each of them once."""
    digests = dict.fromkeys(one.picture for one in specimens if one.picture)
    return tuple(png for one in digests if (png := folder.read(one)))
