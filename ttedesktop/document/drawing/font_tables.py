"""Tables of embedded fonts, cut down to the characters that are written with them.

PyMuPDF cuts the outlines of a font down, but leaves its widths and its map to Unicode
whole: half of what a stamp would add to a file. Where two characters share one glyph,
as a space and a space that does not break do, its map names the wrong one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ttedesktop.untyped import MuPdfObject

Glyphs = dict[int, tuple[str, float]]
"""Character and width (thousandths of the size) by the number of the glyph."""
_MOST_AT_ONCE: Final = 100
"""Entries of one block (Adobe Technical Note 5411, 1.4.2)."""
_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_FOOT: Final = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def glyphs_of(font: MuPdfObject, characters: Iterable[str]) -> Glyphs:
    """Return the glyphs that a font has for characters."""
    glyphs: Glyphs = {}
    for character in sorted(characters):
        number = int(font.has_glyph(ord(character)))
        if number:
            width = float(font.glyph_advance(ord(character))) * 1000
            # The first of those that share a glyph: the plain space.
            glyphs.setdefault(number, (character, width))
    return glyphs


def cut_down(pdf: MuPdfObject, used: Mapping[str, Glyphs]) -> None:
    """Rewrite the tables of the fonts, known by their names, with the used glyphs.

    Fonts of other names are left as they are: the library takes them itself for
    characters that ours do not have.
    """
    for xref in range(1, pdf.xref_length()):
        if pdf.xref_get_key(xref, "Subtype") != ("name", "/Type0"):
            continue
        name = pdf.xref_get_key(xref, "BaseFont")[1].replace("#20", " ")
        glyphs = used.get(name.rpartition("+")[2].removeprefix("/"))
        if glyphs:
            pdf.update_stream(_target(pdf, xref, "ToUnicode"), _map(glyphs).encode())
            descendant = _target(pdf, xref, "DescendantFonts")
            pdf.xref_set_key(descendant, "W", _widths(glyphs))
            _complete(pdf, descendant, glyphs)


def _complete(pdf: MuPdfObject, descendant: int, glyphs: Glyphs) -> None:
    """Add what an archive asks of an embedded font and PyMuPDF leaves out.

    ISO 19005-1, 6.3.3.2 and 6.3.5: how characters lead to glyphs, the height of
    capitals, and which glyphs of the subset there are.
    """
    pdf.xref_set_key(descendant, "CIDToGIDMap", "/Identity")
    descriptor = _target(pdf, descendant, "FontDescriptor")
    ascent = pdf.xref_get_key(descriptor, "Ascent")[1]
    pdf.xref_set_key(descriptor, "CapHeight", ascent)
    program = pdf.xref_stream(_target(pdf, descriptor, "FontFile2"))
    there = _outlined(program) | {0, *glyphs}
    bits = bytearray(max(there) // 8 + 1)
    for number in there:
        bits[number // 8] |= 0x80 >> number % 8
    stream = pdf.get_new_xref()
    pdf.update_object(stream, "<<>>")
    pdf.update_stream(stream, bytes(bits))
    pdf.xref_set_key(descriptor, "CIDSet", f"{stream} 0 R")


def _outlined(program: bytes) -> set[int]:
    """Return the glyphs of a TrueType program that have an outline."""
    tables = {
        program[12 + at : 16 + at]: int.from_bytes(program[20 + at : 24 + at])
        for at in range(0, 16 * int.from_bytes(program[4:6]), 16)
    }
    head, loca = tables[b"head"], tables[b"loca"]
    size = 4 if program[head + 51] else 2
    count = int.from_bytes(program[tables[b"maxp"] + 4 : tables[b"maxp"] + 6])
    places = [
        int.from_bytes(program[loca + number * size : loca + (number + 1) * size])
        for number in range(count + 1)
    ]
    return {number for number in range(count) if places[number] != places[number + 1]}


def _target(pdf: MuPdfObject, xref: int, key: str) -> int:
    """Return the object that an entry, or the only item of its array, refers to."""
    reference: str = pdf.xref_get_key(xref, key)[1]
    return int(reference.strip("[] ").split()[0])


def _map(glyphs: Glyphs) -> str:
    lines = [
        f"<{number:04x}> <{character.encode('utf-16-be').hex()}>\n"
        for number, (character, _width) in sorted(glyphs.items())
        # A mark above a letter that another glyph stands for says nothing by itself.
        if character
    ]
    blocks = (
        lines[start : start + _MOST_AT_ONCE]
        for start in range(0, len(lines), _MOST_AT_ONCE)
    )
    body = "".join(
        f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks
    )
    return f"{_HEAD}{body}{_FOOT}"


def _widths(glyphs: Glyphs) -> str:
    """Return the widths as ISO 32000-2, 9.7.4.3, wants them."""
    runs: list[tuple[int, list[str]]] = []
    for number, (_character, width) in sorted(glyphs.items()):
        if not runs or runs[-1][0] + len(runs[-1][1]) != number:
            runs.append((number, []))
        runs[-1][1].append(f"{width:.0f}")
    told = "".join(f"{first}[{' '.join(widths)}]" for first, widths in runs)
    return f"[{told}]"
