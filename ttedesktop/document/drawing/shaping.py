"""Arabic letters, as names in Jawi need them: joined to one another, right to left.

Letters of the Latin alphabet stand for themselves. These take a form from their
neighbours, which HarfBuzz knows and PyMuPDF does not ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Final

_ARABIC: Final = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_RUN: Final = re.compile(f"[{_ARABIC}](?:[{_ARABIC}\\s]*[{_ARABIC}])?")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a shaped run; lengths are parts of the size of the type."""

    number: int
    """In the font."""
    width: float
    """As the font has it, before it was brought nearer to its neighbour."""
    advance: float
    across: float
    """From the pen to where the glyph stands."""
    up: float
    letters: str
    """What it stands for; empty for all but the first glyph of a letter."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one direction, in the order in which they stand on the line."""

    words: str
    is_arabic: bool


def has_arabic(words: str) -> bool:
    """Whether any letter of the words has to be shaped."""
    return not words.isascii() and _RUN.search(words) is not None


@lru_cache(maxsize=256)
def runs_of(words: str) -> tuple[Run, ...]:
    """Return the words in runs of one direction, from the left of the line.

    The line goes from right to left if it begins with an Arabic letter.
    """
    runs: list[Run] = []
    end = 0
    for found in _RUN.finditer(words):
        if found.start() > end:
            runs.append(Run(words[end : found.start()], is_arabic=False))
        runs.append(Run(found[0], is_arabic=True))
        end = found.end()
    if end < len(words):
        runs.append(Run(words[end:], is_arabic=False))
    first = next((run for run in runs if run.words.strip()), None)
    return tuple(reversed(runs) if first is not None and first.is_arabic else runs)


@lru_cache(maxsize=256)
def shaped(words: str, name: str) -> tuple[Glyph, ...]:
    """Return the glyphs of an Arabic run from left to right, in the font ``name``."""
    harfbuzz, font, units = _harfbuzz(name)
    buffer: Any = harfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = "rtl"
    harfbuzz.shape(font, buffer, {})
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(words)], strict=True))
    told: set[int] = set()
    glyphs: list[Glyph] = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        is_first = info.cluster not in told
        told.add(info.cluster)
        letters = words[info.cluster : ends[info.cluster]] if is_first else ""
        glyphs.append(
            Glyph(
                info.codepoint,
                font.get_glyph_h_advance(info.codepoint) / units,
                place.x_advance / units,
                place.x_offset / units,
                place.y_offset / units,
                letters,
            )
        )
    return tuple(glyphs)


def shaped_width(words: str, name: str) -> float:
    """Return the width of an Arabic run at a size of one point."""
    return sum(glyph.advance for glyph in shaped(words, name))


@cache
def _harfbuzz(name: str) -> tuple[Any, Any, int]:
    # Most people never write such a letter, and so never load what shapes them.
    harfbuzz: Any = import_module("uharfbuzz")  # it carries no types
    program = (files("resources") / "fonts" / f"{name}.ttf").read_bytes()
    face = harfbuzz.Face(program)
    return harfbuzz, harfbuzz.Font(face), int(face.upem)
