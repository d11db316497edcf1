"""Words of a document as they may be shown: without what steers a line."""

from __future__ import annotations

import unicodedata

_STEERING = {"Cc", "Cf", "Cs", "Co"}


def displayable(untrusted: str) -> str:
    """Return a text from a document without control and direction characters."""
    return within_line(untrusted).strip()


def displayable_lines(untrusted: str) -> str:
    """Return a text of several lines likewise; empty lines are left out."""
    lines = map(displayable, untrusted.splitlines())
    return "\n".join(line for line in lines if line)


def within_line(untrusted: str) -> str:
    """Return a part of a line likewise, with the spaces that join it to the rest."""
    # Nothing that steers can be printed, and asking for all at once is quick.
    if untrusted.isprintable() and untrusted.isascii():
        return untrusted
    return "".join(
        character
        for character in untrusted
        if character.isprintable() or unicodedata.category(character) not in _STEERING
    )
