"""``ttedesktop demo`` without a display does the whole job and leaves three files."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from tests.scenarios.command_line import run

if TYPE_CHECKING:
    from pathlib import Path


def test_demonstration_ends_with_a_valid_letter_and_two_pictures(
    tmp_path: Path,
) -> None:
    spoken = run(
        "demo",
        "--headless",
        "--output",
        tmp_path / "hasil",
        environment={"XDG_CACHE_HOME": str(tmp_path / "cache")},
    )

    assert spoken.status == 0, spoken.stderr
    assert "SAH (valid)" in spoken.stderr
    (signed,) = (tmp_path / "hasil").glob("*_TTE.pdf")
    (page,) = (tmp_path / "hasil").glob("*-halaman-2.png")
    (window,) = (tmp_path / "hasil").glob("*-jendela.png")
    assert QImage(str(page)).size().toTuple() == (1224, 1872)
    assert QImage(str(window)).size().toTuple() == (1366, 768)
    program = shutil.which("pdfsig")
    assert program is not None
    found = subprocess.run(
        [program, "-nocert", str(signed)], capture_output=True, text=True, check=True
    ).stdout
    assert "Signature is Valid" in found
    assert "Total document signed" in found

    removed = run(
        "demo", "--remove", environment={"XDG_CACHE_HOME": str(tmp_path / "cache")}
    )
    assert removed.status == 0
    assert not list((tmp_path / "cache").rglob("*.object"))


def test_what_is_missing_is_told_in_words(tmp_path: Path) -> None:
    spoken = run(
        "demo",
        "--headless",
        "--output",
        tmp_path / "hasil",
        environment={"XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": "/nowhere"},
    )

    assert spoken.status == 2
    assert "OpenSC" in spoken.stderr
    assert "Traceback" not in spoken.stderr
