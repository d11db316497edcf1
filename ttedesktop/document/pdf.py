"""A PDF read once: what is looked at, signed and verified is that snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.snapshot import Content

MAX_FILE_SIZE: Final = 1 << 30
"""Largest file that is read, in bytes."""
MAX_PAGES: Final = 20_000
MAX_FIELDS: Final = 10_000
"""Most fields of a document that is signed: what signs reads all of them."""
LARGEST_PICTURE: Final = 20 << 20
"""Bytes of a picture that is looked at."""
MAX_PIXELS: Final = 16_000_000
"""Most pixels drawn at one request."""


@dataclass(frozen=True, slots=True)
class Document:
    """An unchanging snapshot of a PDF file, and what was measured of it."""

    path: Path
    content: Content = field(repr=False, compare=False)
    sha256: str
    """Of ``content``, in lower-case hexadecimal digits."""
    pages: tuple[PageGeometry, ...]
    password: str = field(default="", repr=False)
    """What opened the document; never stored."""
    title: str = ""
    """From the document, without control or direction characters; may be empty."""
    carries_signature: bool = False
    """Whether anything in it looks like a signature; it is not looked at closely."""
    field_count: int = 0
    """Fields of its form, counted to one beyond ``MAX_FIELDS``."""
    is_encrypted: bool = False
    is_repaired: bool = False
    """Whether the renderer had to repair the file to show it."""
    has_xfa: bool = False
    archive_part: int = 0
    """The part of PDF/A (ISO 19005) that the document claims to keep to; 0 for none."""
    may_add_signatures: bool = True
    """Whether the encryption permits new signature fields (ISO 32000-2, table 22)."""
    may_print: bool = True
    """Whether the encryption permits printing (table 22, bit 3)."""
    may_print_sharply: bool = True
    """Whether a copy may be as good as the printer makes it (table 22, bit 12)."""
    may_copy: bool = True
    """Whether words and pictures may be taken out of it (table 22, bit 5)."""

    @property
    def whole(self) -> bytes:
        """The content in memory of this process's own: a copy, where it is shared."""
        return self.content[:]

    @property
    def has_form(self) -> bool:
        """Whether there are fields."""
        return self.field_count > 0

    @property
    def name(self) -> str:
        """Name of the file, without its folder."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page, or a part of it, as pixels: 32 bits each, blue green red and 255."""

    width: int
    height: int
    scale: float
    """Pixels a point."""
    pixels: bytes | memoryview = field(repr=False)
    """``width * height * 4`` bytes without padding."""
    lease: object = field(default=None, repr=False, compare=False)
    """While this lives, the pixels are not written over by another page."""


class Medium(Enum):
    """On what a page is seen; not all of it is meant for each (ISO 32000-2, 8.11.4.4
    for layers, table 167 for annotations).
    """

    SCREEN = "screen"
    NIGHT = "night"
    """The screen, light on dark, photographs as they are."""
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class TextHit:
    """A place on a page where a text was found."""

    page: int
    """Index of the page, from 0."""
    x0: float
    y0: float
    x1: float
    y1: float
    """User space of the page: points, origin lower left."""
