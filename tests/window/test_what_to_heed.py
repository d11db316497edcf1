"""What is found in a document stands in the panel, and a warning wants to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.papers import letters as papers

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from tests.window.person import Person
    from ui.contents.heed_list import HeedList

MUST_BE_SEEN = "Centang bahwa Anda sudah melihat peringatan"


def heed_of(person: Person) -> HeedList:
    heed = person.window.document_page.signing_panel.heed
    person.waits_until(lambda: heed.is_filled)
    return heed


def button_of(person: Person) -> QPushButton:
    return person.button(
        "Tanda tangani", within=person.window.document_page.signing_panel
    )


def heed_is_in_view(heed: HeedList) -> bool:
    seen = heed.seen
    return seen is not None and seen.visibleRegion().boundingRect() == seen.rect()


def with_a_program(letter: Path) -> None:
    pdf = papers.changed(letter.read_bytes())
    action = "<< /S /JavaScript /JS (app.alert(1)) >>"
    pdf.xref_set_key(pdf.pdf_catalog(), "OpenAction", action)
    letter.write_bytes(papers.saved(pdf))


def test_honest_letter_needs_no_second_tick(person: Person, letter: Path) -> None:
    person.opens(letter)
    person.waits_for_token()
    heed = heed_of(person)

    assert heed.seen is None
    person.waits_until(lambda: person.reads("Tidak ada yang perlu diwaspadai"))
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)
    person.consents()
    assert button_of(person).isEnabled()


def test_warning_is_read_and_ticked_before_signing(
    person: Person, letter: Path
) -> None:
    with_a_program(letter)
    person.opens(letter)
    person.waits_for_token()
    heed = heed_of(person)
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)
    panel = person.window.document_page.signing_panel
    panel.consent.setChecked(True)

    words = "Dokumen berisi program kecil (JavaScript)."
    person.waits_until(lambda: person.reads(words))
    # Nobody has to scroll to what has to be ticked.
    assert heed.seen is not None
    person.waits_until(lambda: heed_is_in_view(heed))
    assert button_of(person).toolTip() == MUST_BE_SEEN
    assert not button_of(person).isEnabled()
    # The key for signing leads to what is missing.
    panel.press_button()
    person.waits_until(heed.seen.hasFocus)
    heed.seen.setChecked(True)
    assert button_of(person).isEnabled()


def test_warning_of_one_document_says_nothing_of_the_next(
    person: Person, letter: Path, tmp_path: Path
) -> None:
    honest = tmp_path / "lain.pdf"
    honest.write_bytes(letter.read_bytes())
    with_a_program(letter)
    person.opens(letter)
    assert heed_of(person).seen is not None

    person.opens(honest)

    assert heed_of(person).seen is None
    assert not person.reads("JavaScript")
