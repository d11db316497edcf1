"""Pages drawn by the program itself: stamps, and the documents of the demonstration.

Text is vector text in an embedded, subset font. Coordinates are points from the
upper left corner of the sheet, as a person lays it out; colours are red, green and
blue from 0 to 1.
"""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

import pymupdf
from pymupdf import mupdf

from ttedesktop.document.drawing.font_tables import Glyphs, cut_down, glyphs_of
from ttedesktop.document.drawing.picture import for_page, size_of
from ttedesktop.document.drawing.qr_modules import qr_rows
from ttedesktop.document.drawing.shaping import (
    has_arabic,
    runs_of,
    shaped,
    shaped_width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.drawing.picture import PictureInPdf
    from ttedesktop.document.drawing.shaping import Glyph
    from ttedesktop.untyped import MuPdfObject

Colour = tuple[float, float, float]
Point = tuple[float, float]
Align = Literal["left", "centre", "right", "justify"]
BLACK: Final[Colour] = (0.0, 0.0, 0.0)


class Face(Enum):
    """The typefaces that are shipped, by the name of their file."""

    SANS = "InterStamp-Regular"
    SANS_ITALIC = "InterStamp-Italic"
    SANS_MEDIUM = "InterStamp-Medium"
    SANS_SEMIBOLD = "InterStamp-SemiBold"
    SANS_BOLD = "InterStamp-Bold"
    JAWI = "JawiStamp-Regular"
    JAWI_BOLD = "JawiStamp-Bold"
    SERIF = "Tinos-Regular"
    SERIF_BOLD = "Tinos-Bold"
    SERIF_ITALIC = "Tinos-Italic"


_BOLD: Final = frozenset({Face.SANS_SEMIBOLD, Face.SANS_BOLD, Face.SERIF_BOLD})


def _arabic_face(face: Face) -> Face:
    """Return the face that has the Arabic letters beside another one."""
    return Face.JAWI_BOLD if face in _BOLD else Face.JAWI


@cache
def _font(face: Face) -> MuPdfObject:
    data = (files("resources") / "fonts" / f"{face.value}.ttf").read_bytes()
    return pymupdf.Font(fontbuffer=data)


@lru_cache(maxsize=1 << 14)
def _width_at_one_point(words: str, face: Face) -> float:
    if has_arabic(words):
        arabic = _arabic_face(face).value
        return sum(
            shaped_width(run.words, arabic)
            if run.is_arabic
            else _width_at_one_point(run.words, face)
            for run in runs_of(words)
        )
    # Asking the font costs some 20 µs a character; a layout asks thousands of times.
    return float(_font(face).text_length(words, fontsize=1))


def width_of(words: str, *, face: Face, size: float) -> float:
    """Return the width of ``words`` in points."""
    return _width_at_one_point(words, face) * size


def broken_into_lines(
    words: str, *, face: Face, size: float, width: float, first_indent: float = 0
) -> list[str]:
    """Break a paragraph into lines no wider than ``width`` points.

    The first line is shorter by ``first_indent``. A single word that is wider stands
    in a line of its own.
    """
    lines: list[str] = []
    current = ""
    for word in words.split():
        longer = f"{current} {word}" if current else word
        room = width if lines else width - first_indent
        if current and width_of(longer, face=face, size=size) > room:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current] if current else lines


class Sheet:
    """One page to draw on: text above pictures, pictures above lines and areas."""

    def __init__(self, page: MuPdfObject) -> None:
        self._page = page
        self._shape: Any = page.new_shape()
        self._pictures: list[tuple[Any, PictureInPdf]] = []
        self._runs: list[tuple[Colour, Any]] = []
        """Text of one colour after another, as it is read."""
        self.characters: dict[Face, set[str]] = {}
        self.glyphs: dict[Face, Glyphs] = {}
        """Of letters that were shaped; by the number in the font."""
        self.width = float(page.rect.width)
        self.height = float(page.rect.height)

    def finish(self) -> None:
        """Write to the page what was drawn; the drawing does so in its time."""
        # All at once: a stream and a font entry for each word would weigh more than
        # the words.
        self._shape.commit()
        for box, picture in self._pictures:
            if picture.packed:
                self._page.insert_image(box, stream=picture.packed)
            else:
                self._page.insert_image(box, pixmap=picture.pixmap)
        for _colour, writer in self._runs:
            writer.write_text(self._page)

    def _write(  # noqa: PLR0913, PLR0917 - a place, words and a pen
        self, x: float, baseline: float, words: str, face: Face, size: float,
        colour: Colour,
    ) -> None:  # fmt: skip
        if not self._runs or self._runs[-1][0] != colour:
            writer = pymupdf.TextWriter(self._page.rect, color=colour)
            self._runs.append((colour, writer))
        if has_arabic(words):
            self._write_runs(x, baseline, words, face, size)
            return
        self.characters.setdefault(face, set()).update(words)
        self._runs[-1][1].append((x, baseline), words, font=_font(face), fontsize=size)

    def _write_runs(
        self, x: float, baseline: float, words: str, face: Face, size: float
    ) -> None:
        """Write words some of which are Arabic, run by run from the left."""
        arabic = _arabic_face(face)
        font, writer = _font(arabic), self._runs[-1][1]
        for run in runs_of(words):
            if not run.is_arabic:
                self.characters.setdefault(face, set()).update(run.words)
                writer.append((x, baseline), run.words, font=_font(face), fontsize=size)
                x += width_of(run.words, face=face, size=size)
                continue
            for glyph in shaped(run.words, arabic.value):
                self._show(font, glyph, (x, baseline), size)
                seen = self.glyphs.setdefault(arabic, {})
                seen.setdefault(glyph.number, (glyph.letters, glyph.width * 1000))
                x += glyph.advance * size
        writer.used_fonts.add(font)

    def _show(self, font: MuPdfObject, glyph: Glyph, pen: Point, size: float) -> None:
        x, y = pen[0] + glyph.across * size, pen[1] - glyph.up * size
        matrix = mupdf.FzMatrix(size, 0, 0, size, x, self.height - y)
        letter = ord(glyph.letters[0]) if glyph.letters else 0
        mupdf.fz_show_glyph(
            self._runs[-1][1].this, font.this, matrix, glyph.number, letter, 0, 0,
            mupdf.FZ_BIDI_NEUTRAL, mupdf.FZ_LANG_UNSET,
        )  # fmt: skip

    def text(  # noqa: PLR0913 - a place, words and a pen
        self,
        x: float,
        baseline: float,
        words: str,
        *,
        face: Face = Face.SANS,
        size: float = 10,
        colour: Colour = BLACK,
        align: Align = "left",
    ) -> None:
        """Write one line; ``x`` is its left end, middle or right end."""
        if not words:
            return
        wide = width_of(words, face=face, size=size)
        start = (
            x - wide if align == "right" else x - wide / 2 if align == "centre" else x
        )
        self._write(start, baseline, words, face, size, colour)

    def paragraph(  # noqa: PLR0913 - a place, words and a pen
        self,
        x: float,
        top: float,
        width: float,
        words: str,
        *,
        face: Face = Face.SANS,
        size: float = 10,
        leading: float = 1.4,
        colour: Colour = BLACK,
        align: Align = "left",
        first_indent: float = 0,
        is_continued: bool = False,
    ) -> float:
        """Write a paragraph and return the y below it; ``leading`` is in sizes.

        ``is_continued`` tells that the last line is not the last of its paragraph.
        """
        step = size * leading
        baseline = top + size
        lines = broken_into_lines(
            words, face=face, size=size, width=width, first_indent=first_indent
        )
        for number, line in enumerate(lines):
            indent = 0 if number else first_indent
            last = number == len(lines) - 1 and not is_continued
            room = width - indent
            start = x + indent
            if align == "justify" and not last:
                self._spread(start, baseline, line, room, face, size, colour)
            else:
                left = _start_of(line, start, room, align, face, size)
                self._write(left, baseline, line, face, size, colour)
            baseline += step
        return top + step * len(lines)

    def line(  # noqa: PLR0913 - two points and a pen
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        width: float = 0.5,
        colour: Colour = BLACK,
    ) -> None:
        """Draw a straight line; ``width`` in points."""
        shape = self._shape
        shape.draw_line((x0, y0), (x1, y1))
        shape.finish(color=colour, width=width)

    def rectangle(  # noqa: PLR0913 - two corners, a pen and a brush
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.5,
        radius: float = 0,
    ) -> None:
        """Draw a rectangle; ``radius`` of the corners in points."""
        box = pymupdf.Rect(x0, y0, x1, y1)
        shape = self._shape
        shortest = min(box.width, box.height)
        part = min(0.5, radius / shortest) if radius and shortest else None
        shape.draw_rect(box, radius=part)
        shape.finish(color=stroke, fill=fill, width=width if stroke else 0)

    def polygon(
        self,
        corners: Sequence[Point],
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.5,
    ) -> None:
        """Draw a closed polygon."""
        shape = self._shape
        shape.draw_polyline([*corners, corners[0]])
        shape.finish(color=stroke, fill=fill, width=width if stroke else 0)

    def circle(
        self,
        centre: Point,
        radius: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.5,
    ) -> None:
        """Draw a circle; ``radius`` in points."""
        shape = self._shape
        shape.draw_circle(centre, radius)
        shape.finish(color=stroke, fill=fill, width=width if stroke else 0)

    def picture(  # noqa: PLR0913 - a picture and its place
        self, x: float, y: float, width: float, height: float, png: bytes, *,
        is_opaque: bool = True,
    ) -> None:  # fmt: skip
        """Show a prepared picture as large as it fits, in the middle of its place."""
        columns, rows = size_of(png)
        scale = min(width / columns, height / rows)
        wide, high = columns * scale, rows * scale
        left, top = x + (width - wide) / 2, y + (height - high) / 2
        made = for_page(png, width=wide, height=high, is_opaque=is_opaque)
        box = pymupdf.Rect(left, top, left + wide, top + high)
        self._pictures.append((box, made))

    def qr(
        self, x: float, y: float, side: float, content: str, *, error: str = "M"
    ) -> None:
        """Draw a QR code without its quiet zone, as one path of black runs."""
        rows = qr_rows(content, error)
        module = side / len(rows)
        shape = self._shape
        # Written as operators: a call for each run would take fifty times as long.
        shape.draw_cont = "".join(
            f"{x + start * module:.4f} {self.height - y - (number + 1) * module:.4f} "
            f"{length * module:.4f} {module:.4f} re\n"
            for number, runs in enumerate(rows)
            for start, length in runs
        )
        shape.finish(color=None, fill=BLACK, width=0, even_odd=False)

    def _spread(  # noqa: PLR0913, PLR0917 - one line and its room
        self,
        x: float,
        baseline: float,
        line: str,
        width: float,
        face: Face,
        size: float,
        colour: Colour,
    ) -> None:
        words = line.split(" ")
        natural = sum(width_of(word, face=face, size=size) for word in words)
        gap = (width - natural) / max(1, len(words) - 1)
        for number, word in enumerate(words, start=1):
            # A real space after each word, so that no reader has to guess it.
            written = word if number == len(words) else f"{word} "
            self._write(x, baseline, written, face, size, colour)
            x += width_of(word, face=face, size=size) + gap


class Drawing:
    """A PDF being drawn, sheet by sheet."""

    def __init__(self, *, title: str = "", language: str = "id-ID") -> None:
        self._pdf: Any = pymupdf.open()
        self._sheet: Sheet | None = None
        self._characters: dict[Face, set[str]] = {}
        self._glyphs: dict[Face, Glyphs] = {}
        self._title = title
        self._language = language

    def sheet(self, width: float, height: float) -> Sheet:
        """Add a page of that size in points; the sheet before it is finished."""
        self._finish_sheet()
        self._sheet = Sheet(self._pdf.new_page(width=width, height=height))
        return self._sheet

    def pdf(self) -> bytes:
        """Return the PDF and end the drawing; the same one gives the same bytes."""
        self._finish_sheet()
        self._pdf.set_metadata({"title": self._title, "producer": "TTE Desktop"})
        self._pdf.set_language(self._language)
        self._pdf.subset_fonts()
        cut_down(
            self._pdf,
            {
                **{
                    _font(face).name: glyphs_of(_font(face), characters)
                    for face, characters in self._characters.items()
                },
                **{_font(face).name: glyphs for face, glyphs in self._glyphs.items()},
            },
        )
        content: bytes = self._pdf.tobytes(
            garbage=3, deflate=True, deflate_fonts=True, no_new_id=True
        )
        self._pdf.close()
        return content

    def _finish_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.finish()
            for face, characters in self._sheet.characters.items():
                self._characters.setdefault(face, set()).update(characters)
            for face, glyphs in self._sheet.glyphs.items():
                self._glyphs.setdefault(face, {}).update(glyphs)
            self._sheet = None


def _start_of(  # noqa: PLR0913, PLR0917 - one line and its room
    line: str, x: float, width: float, align: Align, face: Face, size: float
) -> float:
    room = width - width_of(line, face=face, size=size)
    return x + (room if align == "right" else room / 2 if align == "centre" else 0)
