"""What looks like a signature and is none: its words are read, and called a picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
import segno
from PySide6.QtWidgets import QLabel, QWidget

from tests.engine.validation.authorities import new_authorities
from tests.papers.letters import changed, letter, saved

if TYPE_CHECKING:
    from tests.window.person import Person
    from ttedesktop.document.rendering.renderer import Renderer

ADDRESS = "https://tte.tirtaraya.go.id/periksa/7F3A"


@pytest.fixture
def stamped(tmp_path: Path) -> Path:
    """A letter with the picture of a specimen: a code and the usual words."""
    path = tmp_path / "cetakan.pdf"
    path.write_bytes(with_specimen())
    return path


def with_specimen(words: str = ADDRESS) -> bytes:
    picture = BytesIO()
    # segno annotates none of this.
    code: Any = segno.make(words, error="h")
    code.save(picture, kind="png", scale=4, border=2)
    pdf = changed(letter())
    page = pdf[1]
    page.insert_image(pymupdf.Rect(330, 700, 400, 770), stream=picture.getvalue())
    page.insert_text((330, 790), "Ditandatangani secara elektronik oleh:", fontsize=8)
    return saved(pdf)


def test_codes_are_read_off_a_page(renderer: Renderer, stamped: Path) -> None:
    document = renderer.open(stamped)

    assert renderer.codes(document, 0) == ()
    assert renderer.codes(document, 1) == (ADDRESS,)


def test_lines_of_a_code_stay_lines_and_nothing_steers_them(
    renderer: Renderer,
) -> None:
    written = with_specimen("TTE Rina\nSekretariat Daerah\r\n\n30 November\u202e 2026")

    document = renderer.open_bytes(Path("kode.pdf"), written)

    said = "TTE Rina\nSekretariat Daerah\n30 November 2026"
    assert renderer.codes(document, 1) == (said,)


def test_picture_of_a_signature_is_called_a_picture(
    person: Person, stamped: Path
) -> None:
    person.opens(stamped, for_checking=True)

    assert person.window.document_page.strip.word == "TIDAK ADA TTE"
    person.waits_until(lambda: person.reads("tidak ada tanda tangan elektronik di"))
    assert person.reads("Gambar tanda tangan bukan tanda tangan.")
    panel = person.window.document_page.validation_panel
    assert any(ADDRESS in words.replace("\u200b", "") for words in words_in(panel))


def words_in(panel: QWidget) -> list[str]:
    return [one.text() for one in panel.findChildren(QLabel)]


def test_code_of_a_signed_letter_is_shown_beside_the_facts(
    person: Person, stamped: Path
) -> None:
    stamped.write_bytes(new_authorities().sign(stamped.read_bytes()))

    person.opens(stamped)

    person.waits_until(lambda: person.reads("Kode QR pada halaman"))
    assert person.reads("bukan kode ini")
