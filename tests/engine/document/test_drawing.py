"""What the program draws itself: small, exact, and the same bytes each time."""

from __future__ import annotations

import pymupdf

from ttedesktop.document.drawing.sheet import Drawing, Face

WORDS = "Surat ini “dinas”, Rp 1.250,00 – édisi ke-2"


def drawn(*, face: Face = Face.SERIF) -> bytes:
    drawing = Drawing(title="Uji")
    sheet = drawing.sheet(595, 842)
    sheet.text(50, 100, WORDS, face=face)
    sheet.text(50, 140, WORDS, face=Face.SANS_BOLD)
    sheet.qr(50, 200, 80, "isi kode")
    return drawing.pdf()


def test_words_are_read_back_as_they_were_written() -> None:
    with pymupdf.open(stream=drawn(), filetype="pdf") as pdf:
        lines = str(pdf[0].get_text()).splitlines()

    assert lines == [WORDS, WORDS]


def test_same_drawing_gives_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_font_tables_hold_what_is_written_and_no_more() -> None:
    with pymupdf.open(stream=drawn(), filetype="pdf") as pdf:
        maps = [
            bytes(
                pdf.xref_stream(int(pdf.xref_get_key(xref, "ToUnicode")[1].split()[0]))
                or b""
            )
            for xref in range(1, pdf.xref_length())
            if pdf.xref_get_key(xref, "Subtype")[1] == "/Type0"
        ]

    assert len(maps) == 2
    for told in maps:
        assert told.count(b"\n<") - 1 == len(set(WORDS))


def test_character_that_no_font_of_ours_has_is_still_drawn() -> None:
    drawing = Drawing()
    drawing.sheet(200, 100).text(10, 50, "一 A")

    with pymupdf.open(stream=drawing.pdf(), filetype="pdf") as pdf:
        assert "一" in str(pdf[0].get_text())
