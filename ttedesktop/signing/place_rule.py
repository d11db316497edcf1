"""Rules that say where a signature goes, before a document is at hand.

A rule is chosen once and then found anew in each document: under a text, in a field
that somebody prepared, or at a saved place. What is found is one place, none, or
several of which a person chooses; nothing is ever guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from ttedesktop.signing.page_range import NOWHERE, PageRange
from ttedesktop.signing.stamp_text import DEFAULT_HEIGHT, DEFAULT_WIDTH

ONLY: Final = 0
"""The one that there is; where there are more, a person chooses."""
FIRST: Final = 1
LAST: Final = -1
MOST: Final = 20_000
"""Greatest number of a hit or a page that a rule names."""
LONGEST_TEXT: Final = 200
"""Characters of an anchor, and of the names in a rule."""
LARGEST_SIDE: Final = 14_400.0
"""Points of a page's longest side (ISO 32000-2, annex C), and of what lies on it."""


class Across(Enum):
    """How the box lies against its anchor from left to right, as seen."""

    LEFT = "left"
    """Left edges together."""
    CENTRE = "centre"
    """Middles together."""
    RIGHT = "right"
    """Right edges together."""


class Down(Enum):
    """How the box lies against its anchor from top to bottom, as seen."""

    OVER = "over"
    """The box covers the anchor, of which nothing is seen then."""
    BELOW = "below"
    ABOVE = "above"


class FieldChoice(Enum):
    """Which empty signature field is meant where none is named."""

    FIRST = "first"
    """The first empty one in the order of the form."""
    MINE = "mine"
    """The one that was prepared for this signer."""


@dataclass(frozen=True, slots=True)
class AnchorRule:
    """Where a text stands; lengths in points of the page as it is seen."""

    text: str
    hit: int = ONLY
    """ONLY, or in the order of reading the FIRST (1), the second (2), the LAST."""
    across: Across = Across.CENTRE
    down: Down = Down.OVER
    shift_right: float = 0.0
    shift_down: float = 0.0
    width: float = DEFAULT_WIDTH
    height: float = DEFAULT_HEIGHT
    page: int | None = None
    """The only page that is looked at: from 1, or LAST; None for all."""
    keeps_clear: bool = True
    """Whether the box moves and shrinks, as little as it must, off what is printed."""
    also_on: PageRange = NOWHERE
    """Pages that show the stamp as a picture, besides the page of the signature."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """An existing empty signature field."""

    name: str = ""
    """Fully qualified (ISO 32000-2, 12.7.4.2); empty leaves it to ``choice``."""
    choice: FieldChoice = FieldChoice.FIRST
    also_on: PageRange = NOWHERE
    """Pages that show the stamp as a picture, besides the page of the signature."""


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """The same place on every document: “SPM: last page, right, 75 % down”."""

    name: str
    page: int = LAST
    """From 1, or LAST."""
    across: float = 0.75
    """Middle of the box in parts of the page as it is seen, from the left."""
    down: float = 0.75
    """The same from the top."""
    width: float = DEFAULT_WIDTH
    """Points as seen."""
    height: float = DEFAULT_HEIGHT
    also_on: PageRange = NOWHERE
    """Pages that show the stamp as a picture, besides the page of the signature."""


PlaceRule: TypeAlias = AnchorRule | FieldRule | SavedPlace

LETTER_ANCHOR: Final = AnchorRule("${ttd_pengirim}")
"""What e-letter systems leave where the sender's signature belongs."""


def require_sound(rule: PlaceRule) -> None:
    """Raise ValueError unless a document can be thought of that fits the rule."""
    match rule:
        case AnchorRule():
            _require_sound_anchor(rule)
        case FieldRule():
            _require(len(rule.name) <= LONGEST_TEXT, "name")
        case SavedPlace():
            _require_sound_place(rule)


def _require_sound_anchor(rule: AnchorRule) -> None:
    _require(bool(rule.text.strip()) and len(rule.text) <= LONGEST_TEXT, "text")
    _require(rule.hit == ONLY or _is_ordinal(rule.hit), "hit")
    _require(rule.page is None or _is_ordinal(rule.page), "page")
    for name, shift in (("right", rule.shift_right), ("down", rule.shift_down)):
        # No comparison holds for what is not a number.
        _require(-LARGEST_SIDE <= shift <= LARGEST_SIDE, name)
    _require_size(rule.width, rule.height)


def _require_sound_place(rule: SavedPlace) -> None:
    _require(bool(rule.name.strip()) and len(rule.name) <= LONGEST_TEXT, "name")
    _require(_is_ordinal(rule.page), "page")
    _require(0 <= rule.across <= 1, "across")
    _require(0 <= rule.down <= 1, "down")
    _require_size(rule.width, rule.height)


def _is_ordinal(number: int) -> bool:
    return number == LAST or FIRST <= number <= MOST


def _require_size(width: float, height: float) -> None:
    _require(0 < width <= LARGEST_SIDE, "width")
    _require(0 < height <= LARGEST_SIDE, "height")


def _require(fits: bool, name: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not fits:
        msg = f"not a place: {name}"
        raise ValueError(msg)
