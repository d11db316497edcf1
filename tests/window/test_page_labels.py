"""Pages that the document calls otherwise than by counting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person

CONTROL = Qt.KeyboardModifier.ControlModifier


def page_field() -> QLineEdit:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def test_a_page_is_gone_to_by_its_name_or_its_number(
    person: Person, tmp_path: Path
) -> None:
    pdf = pymupdf.open()
    for number in range(9):
        pdf.new_page(
            width=595 if number < 3 else 612, height=842 if number < 3 else 936
        )
    pdf.set_page_labels(
        [
            {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1},
            {"startpage": 3, "prefix": "", "style": "D", "firstpagenum": 1},
        ]
    )
    path = tmp_path / "naskah.pdf"
    path.write_bytes(pdf.tobytes())
    person.opens(path)
    page = person.window.document_page
    person.waits_until(lambda: bool(page.side_panel.page_labels))

    for typed, index, shown in (("ii", 1, "ii"), ("4", 6, "4"), ("9", 8, "6")):
        person.presses(Qt.Key.Key_G, CONTROL)
        field = page_field()
        person.types(field, typed)
        assert page.view.current_page == index
        assert field.text() == shown
        assert person.reads(f"({index + 1} dari 9)")

    assert person.reads("9 halaman · F4")
    page.view.go_to_page(0)
    assert person.reads("9 halaman · A4")


def test_what_is_no_page_changes_nothing(person: Person, letter: Path) -> None:
    person.opens(letter)
    view, field = person.window.document_page.view, QLineEdit()

    for typed in ("0", "-1", "x", "99999999999999999999", "²"):
        person.presses(Qt.Key.Key_G, CONTROL)
        field = page_field()
        person.types(field, typed)
        assert 0 <= view.current_page < len(view.pages)
    assert field.text() == str(view.current_page + 1)
