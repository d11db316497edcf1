"""Which pages of a document a person wants, as they type it: 1-3, 5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ttedesktop.language import _

_DASHES: Final = re.compile(
    r"\s*(?:s\.?\s?/?\s?d\.?|sampai|to|–|—|−|-)\s*", re.IGNORECASE
)
"""A dash, or what stands for it in a letter: 1 s.d. 3."""
_RANGE: Final = re.compile(r"(\d{0,9})(-?)(\d{0,9})")


@dataclass(frozen=True, slots=True)
class PageChoice:
    """The pages that were asked for, or what is wrong with the asking."""

    pages: tuple[int, ...] = ()
    """Indices from 0, in the order and as often as they were asked for."""
    problem: str = ""
    """A sentence, in the language in use; empty if there is none."""


def pages_in(text: str, count: int) -> PageChoice:
    """Return the pages that ``text`` names of a document of ``count`` pages.

    Parts are separated by commas or semicolons; a part is a number or a range, of
    which one end may be left out.
    """
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    if not any(parts):
        return PageChoice(problem=_("Tulis nomor halaman, misalnya 1-3, 5."))
    pages: list[int] = []
    for part in filter(None, parts):
        found = _pages_of(part, count)
        if found.problem:
            return found
        pages.extend(found.pages)
    return PageChoice(tuple(pages))


def _pages_of(part: str, count: int) -> PageChoice:
    matched = _RANGE.fullmatch(_DASHES.sub("-", part))
    if matched is None or not (matched[1] or matched[3]):
        words = _("“{part}” bukan nomor halaman. Contoh yang benar: 1-3, 5.")
        return PageChoice(problem=words.format(part=part))
    first = int(matched[1] or 1)
    last = int(matched[3] or count) if matched[2] else first
    if not 1 <= max(first, last) <= count or first < 1:
        words = _("Halaman dokumen ini bernomor 1 sampai {count}.")
        return PageChoice(problem=words.format(count=count))
    if last < first:
        words = _("Tulis yang kecil dahulu: {low}-{high}.")
        return PageChoice(problem=words.format(low=last, high=first))
    return PageChoice(tuple(range(first - 1, last)))
