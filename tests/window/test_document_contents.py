"""In the whole window: signatures listed, attachments saved, properties told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QScrollArea

from tests.papers.regulation import BUDGET, regulation_pdf
from tests.window.test_document_page import signs
from ui.contents.attachment_dialog import AttachmentDialog
from ui.contents.properties_dialog import PropertiesDialog
from ui.contents.side_tabs import SideView

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration
    from ui.contents.side_panel import SidePanel
    from ui.controls.row_list import RowList


@pytest.fixture
def regulation(tmp_path: Path) -> Path:
    """A document with everything."""
    path = tmp_path / "rancangan.pdf"
    path.write_bytes(regulation_pdf())
    return path


def opens_view(person: Person, view: SideView) -> SidePanel:
    """Click the tab of a view once the document is known to have it."""
    side = person.window.document_page.side_panel
    tab = side.tabs.tab(view)
    person.waits_until(tab.isEnabled)
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert side.view is view
    return side


def row_saying(rows: RowList, words: str) -> int:
    (place,) = [n for n, row in enumerate(rows.rows()) if words in row.spoken]
    return place


def test_signatures_are_listed_and_a_click_shows_one_in_the_page(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    signs(person, demonstration)
    page = person.window.document_page
    side = opens_view(person, SideView.SIGNATURES)
    (row,) = side.signatures.rows.rows()
    assert row.title == "1. RINA KUSUMAWATI"
    assert (row.state, row.icon) == ("Sah", "shield_checkmark")
    assert row.caption == "Halaman 2"
    page.view.go_to_page(0)

    rows = side.signatures.rows
    place = rows.visualRect(rows.model().index(0, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert 1 in page.view.visible_pages()
    assert person.reads("Belum disiapkan")


# Said by Qt's offscreen platform of every window besides the first.
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_an_attachment_is_saved_after_a_warning_and_overwrites_nothing(
    person: Person, regulation: Path
) -> None:
    person.opens(regulation)
    side = opens_view(person, SideView.ATTACHMENTS)
    kept = regulation.with_name("anggaran.csv")
    kept.write_bytes(b"milik orang lain")
    save = person.button("Simpan…", within=side)
    assert not save.isEnabled()
    side.attachments.rows.select(row_saying(side.attachments.rows, "anggaran"))
    warned: list[bool] = []
    proposed: list[str] = []

    def goes_on(dialog: AttachmentDialog) -> None:
        warned.append(person.reads("Program ini tidak pernah membukanya"))
        person.will_answer(QFileDialog, names_it)
        person.clicks("Pilih tempat menyimpan…", within=dialog)

    def names_it(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        proposed.append(field.text())
        # Typed letter by letter, the names that are there would be offered.
        field.setText(kept.name)
        person.types(field, "")

    person.will_answer(AttachmentDialog, goes_on)
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    person.waits_until(lambda: person.reads("Lampiran disimpan sebagai"))

    assert warned == [True]
    assert proposed == ["Rencana anggaran 2026.csv"]
    assert kept.read_bytes() == b"milik orang lain"
    assert regulation.with_name("anggaran (2).csv").read_bytes() == BUDGET


def test_an_attachment_is_not_saved_if_the_person_thinks_better_of_it(
    person: Person, regulation: Path
) -> None:
    person.opens(regulation)
    side = opens_view(person, SideView.ATTACHMENTS)
    side.attachments.rows.select(row_saying(side.attachments.rows, ".exe"))

    person.will_answer(AttachmentDialog, person.escapes)
    person.clicks("Simpan…", within=side)

    assert [one.name for one in regulation.parent.iterdir()] == [regulation.name]


# --- properties --------------------------------------------------------------------


def test_properties_say_what_is_measured_and_what_is_only_told(
    person: Person, regulation: Path
) -> None:
    person.opens(regulation)
    document = person.window.document_page.document
    assert document is not None
    copied: list[str] = []
    told: list[str] = []
    ends: list[bool] = []

    def read(dialog: PropertiesDialog) -> None:
        told.extend(one.text() for one in dialog.findChildren(QLabel))
        person.clicks("Salin semua", within=dialog)
        copied.append(QGuiApplication.clipboard().text())
        bar = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
        person.presses(Qt.Key.Key_End)
        ends.append(bar.value() == bar.maximum())
        person.escapes(dialog)

    def waits(dialog: PropertiesDialog) -> None:
        if dialog.is_filled:
            read(dialog)
        else:
            dialog.filled.connect(lambda: read(dialog))

    person.will_answer(PropertiesDialog, waits)
    person.presses(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert ends == [True]
    assert "F4 (216 × 330 mm)" in told
    assert "Rancangan peraturan <i>bupati</i>" in told
    assert any(one.startswith("2 Januari 2026") for one in told)
    assert any("tidak ada yang dibuktikan" in one for one in told)
    assert f"SHA-256: {document.sha256}" in copied[0]
    assert "Helvetica: Type1, tidak tertanam" in copied[0]


def test_f4_folds_the_panel_and_brings_it_back(
    person: Person, regulation: Path
) -> None:
    person.opens(regulation)
    opens_view(person, SideView.OUTLINE)

    person.presses(Qt.Key.Key_F4)
    assert not person.window.document_page.side_panel.isVisible()
    person.presses(Qt.Key.Key_F4)

    assert person.window.document_page.side_panel.isVisible()
    assert person.window.document_page.side_panel.view is SideView.OUTLINE
