"""A validation report leaves the window as the kind of file that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person


# Said by Qt's offscreen platform of every window besides the first.
@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize(
    ("typed", "written", "begin"),
    [
        ("laporan", "laporan.pdf", b"%PDF-"),
        ("laporan.pdf", "laporan.pdf", b"%PDF-"),
        ("laporan.html", "laporan.html", b"<!doctype html>"),
    ],
)
def test_report_is_saved_as_what_its_name_says(
    person: Person, letter: Path, typed: str, written: str, begin: bytes
) -> None:
    person.opens(letter, for_checking=True)

    def answer(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.clear()
        person.types(field, typed)

    person.will_answer(QFileDialog, answer)
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: person.reads("Laporan disimpan"))

    assert (letter.parent / written).read_bytes().startswith(begin)
