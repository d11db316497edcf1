"""The editor of specimens: a change applies at once, in the panel and the preview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from tests.engine.document.test_picture import SVG
from tests.tokens.workshop import PIN
from tests.window.person import PATIENCE
from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.specimens.design import SpecimenKind
from ttedesktop.specimens.profile import Capacity
from ui import rail
from ui.settings.groups import SettingsGroup

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.window.person import Person
    from ttedesktop.settings.values import Settings
    from ui.specimens.editor import SpecimenEditor


@pytest.fixture
def editor(person: Person) -> SpecimenEditor:
    person.window.show_room(rail.SETTINGS)
    person.window.settings_page.open_group(SettingsGroup.SPECIMEN)
    found = person.window.settings_page.specimens
    person.waits_until(lambda: found.paper.has_stamp)
    return found


def settings_of(person: Person) -> Settings:
    return person.application.parts.settings


def named(editor: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """Return the control that reads this name aloud."""
    found = [one for one in editor.findChildren(kind) if one.accessibleName() == name]
    assert found, f"nothing is called {name!r}"
    return found[-1]


def types(editor: QWidget, name: str, words: str) -> None:
    field = named(editor, QLineEdit, name)
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, words)


def names_role(editor: QWidget, words: str) -> None:
    types(editor, "Nama peran", words)
    QTest.keyClick(named(editor, QLineEdit, "Nama peran"), Qt.Key.Key_Return)


def chooses(editor: QWidget, name: str, words: str) -> None:
    box = named(editor, QComboBox, name)
    assert isinstance(box, QComboBox)
    index = box.findText(words)
    assert index >= 0, words
    box.setCurrentIndex(index)
    box.activated.emit(index)


def clicks(editor: QWidget, name: str) -> None:
    button = named(editor, QAbstractButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())


def test_what_is_typed_applies_at_once_and_stays_under_the_hands(
    person: Person, editor: SpecimenEditor
) -> None:
    types(editor, "Nama", "SITI AMINAH")
    types(editor, "Gelar di belakang nama", "M.Si.")
    types(editor, "NIP", "19720415 199703 2 000")

    profile = settings_of(person).profile
    assert profile.name_over("") == "SITI AMINAH, M.Si."
    assert profile.written_employee_number == "19720415 199703 2 000"
    field = named(editor, QLineEdit, "NIP")
    assert field.isVisible()


def test_what_no_certificate_says_is_marked_as_ones_own_statement(
    person: Person,
    editor: SpecimenEditor,
) -> None:
    assert editor.isVisible()
    assert person.reads("Pernyataan sendiri")


def test_another_kind_is_added_drawn_and_offered_in_the_panel(
    person: Person, editor: SpecimenEditor
) -> None:
    editor.add_design(SpecimenKind.TEXT)
    edit = named(editor, QPlainTextEdit, "Baris teks")
    assert isinstance(edit, QPlainTextEdit)

    edit.setPlainText("{nama}\n{umur}")

    design = settings_of(person).chosen_specimen
    assert (design.kind, design.lines) == (SpecimenKind.TEXT, "{nama}\n{umur}")
    person.waits_until(lambda: person.reads("{umur}"))
    panel = person.window.document_page.signing_panel
    assert panel.tiles.tile(design.key).text() == "Teks"


def test_specimens_are_deleted_but_the_last(
    person: Person, editor: SpecimenEditor
) -> None:
    for _turn in range(2):
        person.clicks("Hapus", within=editor)

    assert [one.key for one in settings_of(person).specimens] == ["qr-saja"]
    assert not person.button("Hapus", within=editor).isEnabled()


def test_crest_is_chosen_kept_as_a_file_and_drawn(
    person: Person, editor: SpecimenEditor, tmp_path: Path
) -> None:
    crest = tmp_path / "lambang.svg"
    crest.write_bytes(SVG)
    before = settings_of(person).chosen_specimen.picture

    editor.take_picture(crest)
    person.waits_until(lambda: settings_of(person).chosen_specimen.picture != before)

    specimen = person.application.parts.specimen()
    assert specimen.picture.startswith(b"\x89PNG")


def test_file_that_is_no_picture_is_told(
    person: Person, editor: SpecimenEditor, tmp_path: Path
) -> None:
    path = tmp_path / "bukan.png"
    path.write_bytes(b"bukan gambar")
    seen: list[str] = []
    person.will_read_trouble(seen)

    editor.take_picture(path)

    person.waits_until(lambda: bool(seen))
    assert "Gambar itu tidak dapat dipakai" in seen


def test_role_is_added_renamed_used_and_deleted(
    person: Person, editor: SpecimenEditor
) -> None:
    clicks(editor, "Tambah peran")
    names_role(editor, "Plt. Kepala Dinas")
    types(editor, "Jabatan", "Kepala Dinas")

    settings = settings_of(person)
    assert settings.signs_as == "Plt. Kepala Dinas"
    assert settings.signing_profile.position_lines == "Plt. Kepala Dinas"
    assert settings.profile.capacity is Capacity.OWN

    clicks(editor, "Hapus peran ini")
    assert settings_of(person).more_profiles == ()
    assert settings_of(person).signing_profile == settings.profile


def test_renamed_role_is_chosen_by_its_new_name(
    person: Person, editor: SpecimenEditor
) -> None:
    clicks(editor, "Tambah peran")
    names_role(editor, "Plt. Kepala Dinas")

    chooses(editor, "Peran yang dipakai", "Saya sendiri")
    chooses(editor, "Peran yang dipakai", "Plt. Kepala Dinas")

    settings = settings_of(person)
    assert settings.signing_profile.label == "Plt. Kepala Dinas"
    assert settings.signing_profile.capacity is Capacity.ACTING


@pytest.mark.parametrize("name", ["Plt.", "  "])
def test_role_keeps_its_name_where_the_new_one_is_taken_or_none(
    person: Person, editor: SpecimenEditor, name: str
) -> None:
    clicks(editor, "Tambah peran")
    clicks(editor, "Tambah peran")

    names_role(editor, name)

    field = named(editor, QLineEdit, "Nama peran")
    assert isinstance(field, QLineEdit)
    assert field.text() == settings_of(person).signs_as == "Plt. 2"


def test_pasal_44_is_applied_as_a_preset(
    person: Person, editor: SpecimenEditor
) -> None:
    chooses(editor, "Jenis naskah", "Pengaturan dan penetapan")
    person.clicks("Terapkan", within=editor)

    profile = settings_of(person).profile
    assert not profile.shows_titles
    assert not profile.shows_employee_number


def test_paper_is_f4_or_a4(person: Person, editor: SpecimenEditor) -> None:
    assert editor.paper.paper == "F4"

    person.clicks("A4", within=editor)

    assert editor.paper.paper == "A4"


def test_specimen_chosen_in_the_panel_changes_the_box(
    person: Person, letter: Path
) -> None:
    person.gets_ready_to_sign(letter)
    page = person.window.document_page
    before = page.desk.placement
    tile = page.signing_panel.tiles.tile("qr-saja")

    QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=tile.rect().center())

    after = page.desk.placement
    assert before is not None
    assert after is not None
    assert settings_of(person).specimen == "qr-saja"
    assert round(after.rect.width) == round(after.rect.height) == 71
    middle = (after.rect.x0 + after.rect.x1) / 2
    assert middle == pytest.approx((before.rect.x0 + before.rect.x1) / 2, abs=1)


def test_number_is_asked_for_where_the_specimen_has_a_place_for_it(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    keeper = person.application.parts.keeper
    designs = settings_of(person).specimens
    panel = person.window.document_page.signing_panel
    assert not panel.asks_for_number

    first = replace(designs[0], qr="https://laman.invalid/{nomor}")
    keeper.change(specimens=(first, *designs[1:]))

    assert panel.asks_for_number


def test_number_is_read_off_the_letter_proposed_and_printed(
    person: Person, tmp_path: Path
) -> None:
    parts, designs = person.application.parts, settings_of(person).specimens
    lines = replace(designs[0], kind=SpecimenKind.TEXT, lines="{nama}\nNo. {nomor}")
    parts.keeper.change(specimens=(lines, *designs[1:]), specimen=lines.key)
    letters = []
    for number in ("800/123/BKD", "800/124/BKD"):
        drawing = Drawing(title="Surat")
        sheet = drawing.sheet(612, 936)
        sheet.text(60, 150, f"Nomor : {number}", face=Face.SERIF, size=11)
        letters.append(tmp_path / f"surat {number.replace('/', '-')}.pdf")
        letters[-1].write_bytes(drawing.pdf())

    person.gets_ready_to_sign(letters[0])
    field = person.window.document_page.signing_panel.letter_number.field
    person.waits_until(lambda: field.text() == "800/123/BKD")
    assert person.reads("Dibaca dari dokumen ini")
    field.setText("800/123/BKD-2")
    assert not person.reads("Dibaca dari dokumen ini")
    person.will_type_pin(PIN)
    switchboard = person.application.switchboard
    assert switchboard is not None
    with person.bot.waitSignal(switchboard.settled, timeout=PATIENCE):
        person.window.document_page.ask_to_sign()

    signed = person.window.document_page.document
    assert signed is not None
    assert parts.making.find(signed, "No. 800/123/BKD-2")
    # Each document has its own.
    person.gets_ready_to_sign(letters[1])
    field = person.window.document_page.signing_panel.letter_number.field
    person.waits_until(lambda: field.text() == "800/124/BKD")
