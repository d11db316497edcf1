"""Pictures are files named by what is in them; another one in its place is none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from ttedesktop.specimens.picture_folder import LARGEST, PictureFolder

if TYPE_CHECKING:
    from pathlib import Path


def test_picture_comes_back_by_its_digest(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path / "gambar")

    digest = folder.keep(b"lambang")

    assert digest == hashlib.sha256(b"lambang").hexdigest() == folder.keep(b"lambang")
    assert folder.read(digest) == b"lambang"
    assert [path.name for path in (tmp_path / "gambar").iterdir()] == [f"{digest}.png"]


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "ab" * 32, "/" * 64])
def test_what_is_not_there_is_nothing(tmp_path: Path, digest: str) -> None:
    assert PictureFolder(tmp_path).read(digest) == b""


def test_picture_that_was_exchanged_or_blown_up_is_nothing(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path)
    digest = folder.keep(b"lambang")
    path = tmp_path / f"{digest}.png"

    path.write_bytes(b"lambang lain")
    assert folder.read(digest) == b""
    path.write_bytes(bytes(LARGEST + 1))
    assert folder.read(digest) == b""
    # What was chosen again is written again.
    assert folder.read(folder.keep(b"lambang")) == b"lambang"


def test_pictures_that_no_specimen_uses_are_deleted(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path)
    used, unused = folder.keep(b"dipakai"), folder.keep(b"tidak dipakai")
    (tmp_path / "catatan.png").write_bytes(b"bukan milik program")

    folder.forget_others([used])

    assert folder.read(used)
    assert not folder.read(unused)
    assert (tmp_path / "catatan.png").is_file()
