"""Text of pages as it is put on the clipboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSEEN: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)
"""Control characters, and those that turn the direction of what follows."""
_BROKEN: Final = re.compile(r"([^\W\d_]+)(?:-|\u2010|\u00ad)[ \t]*\n[ \t]*([^\W\d_]+)")
"""A word that a line's end has cut in two."""
_SHORTEST_ROOT: Final = 3


def copied(pages: Iterable[str]) -> str:
    """Return the words of pages without what nobody sees.

    A word that was cut at a line's end is joined; other line ends stay. What is said
    twice keeps its hyphen: “undang-undang”, “perundang-undangan”.
    """
    return "\n".join(_page(one) for one in pages)


def _page(words: str) -> str:
    seen = _UNSEEN.sub("", words)
    lines = "\n".join(line.rstrip() for line in seen.split("\n"))
    # Soft hyphens that no line's end needs are not seen either.
    return _BROKEN.sub(_joined, lines).replace("\u00ad", "")


def _joined(cut: re.Match[str]) -> str:
    before, after = cut[1], cut[2]
    if not after[0].islower():
        return cut[0]
    hyphen = "-" if _is_said_twice(before.lower(), after.lower()) else ""
    return f"{before}{hyphen}{after}"


def _is_said_twice(before: str, after: str) -> bool:
    return any(
        before.endswith(after[:length])
        for length in range(len(after), _SHORTEST_ROOT - 1, -1)
    )
