"""The entry by which a Linux desktop finds the program and gives it documents."""

from __future__ import annotations

import tomllib
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENTRY = ROOT / "installer" / "linux" / "ttedesktop.desktop"


def test_entry_opens_several_documents_with_the_installed_program() -> None:
    parser = ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # keys as they are
    parser.read(ENTRY, encoding="utf-8")
    entry = parser["Desktop Entry"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    program, files = entry["Exec"].split()
    assert program in project["gui-scripts"]
    assert files == "%F"
    assert entry["MimeType"] == "application/pdf;"
    # The name that the window gives to the desktop (Qt's desktopFileName).
    assert entry["StartupWMClass"] == ENTRY.stem == "ttedesktop"
