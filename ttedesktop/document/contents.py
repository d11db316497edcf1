"""What a document holds beside its pages: words, links, outline, attachments, layers.

All places are points from the upper left corner of the page as the document shows it
(a ``ViewRect`` at one pixel a point), before the reader turns or enlarges it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

    from ttedesktop.document.geometry import ViewRect


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the document that one can go to."""

    page: int
    """Index of the page, from 0."""
    y: float = 0.0
    """Points below the upper edge of the page."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the table of contents (ISO 32000-2, 12.3.3)."""

    title: str
    level: int
    """Depth, from 0."""
    target: Spot | None
    """None where it leads nowhere in this document."""


class LinkKind(Enum):
    """Where a link leads."""

    PAGE = "page"
    WEB = "web"
    """An address with http, https or mailto."""
    OTHER = "other"
    """Another file, a program: never followed, only named."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link on a page (ISO 32000-2, 12.5.6.5)."""

    area: ViewRect
    kind: LinkKind
    target: Spot | None = None
    """For a PAGE."""
    address: str = ""
    """For the others, without control or direction characters."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document (ISO 32000-2, 7.11.4)."""

    number: int
    """Which one the renderer is asked for."""
    name: str
    """Displayable, without folders; may be empty."""
    size: int | None
    """Bytes that the document claims; None if it does not."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """An optional content group (ISO 32000-2, 8.11)."""

    number: int
    name: str
    level: int
    is_shown: bool
    is_fixed: bool
    """Whether the document forbids to switch it."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page in reading order, each with its box."""

    page: int
    characters: str
    """One character for each box; a line ends with a line feed."""
    boxes: array[float] = field(repr=False)
    """Four numbers a character: left, top, right, bottom, in points as seen."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A place where the words were found; it may run over a line's end."""

    page: int
    places: tuple[ViewRect, ...]
    before: str
    """Some words before it, on one line."""
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class FontUsed:
    """A font that the document names."""

    name: str
    kind: str
    """TrueType, Type1, CIDFontType2, ..."""
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class DocumentProperties:
    """What the document tells of itself; nothing of it is proved."""

    title: str
    author: str
    subject: str
    keywords: str
    creator: str
    producer: str
    created: str
    """Moment in ISO 8601, or what stood there."""
    changed: str
    pdf_version: str
    fonts: tuple[FontUsed, ...]
    encryption: str
    """Empty if there is none."""
    is_tagged: bool
    is_linearized: bool
    forbidden: tuple[str, ...] = ()
    """What the encryption forbids whoever has no owner password (ISO 32000-2, table
    22): print, modify, copy, annotate, fill_in or assemble."""
