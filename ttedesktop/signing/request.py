"""All that one signing needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta  # noqa: TC003 - dataclass field
from enum import Enum
from pathlib import Path  # noqa: TC003 - dataclass field

from ttedesktop.document.geometry import PdfRect  # noqa: TC001 - dataclass field
from ttedesktop.document.pdf import Document  # noqa: TC001 - dataclass field
from ttedesktop.errors.errors import TteError  # noqa: TC001 - dataclass field
from ttedesktop.specimens.footer import Footer
from ttedesktop.tokens.certificate import TokenCertificate  # noqa: TC001 - dataclass field
from ttedesktop.tokens.mechanisms import Scheme


class PadesLevel(Enum):
    """Baseline levels of ETSI EN 319 142-1, clause 6."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"


class Certification(Enum):
    """What may follow a certification signature (ISO 32000-2, table 257)."""

    NO_CHANGES = 1
    FORM_FILLING = 2
    ANNOTATIONS = 3


@dataclass(frozen=True, slots=True)
class Placement:
    """Where on a page a visible signature stands."""

    page: int
    """Index of the page, from 0."""
    rect: PdfRect


@dataclass(frozen=True, slots=True)
class FooterPlace:
    """Where the sentences of a footer stand on one page."""

    placement: Placement
    size: float
    """Points of the type."""


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """All that one signing needs to know, but the session that signs."""

    document: Document
    certificate: TokenCertificate
    placement: Placement | None = None
    """None: an invisible signature, or the place of the field in ``field_name``."""
    anchor: PdfRect | None = None
    """The text that the signature covers; nothing of it is seen under the stamp."""
    stamp_pdf: bytes = field(default=b"", repr=False)
    """A one-page PDF drawn into the box; empty for an invisible signature."""
    field_name: str = ""
    """An existing empty signature field; empty makes a new one, ``TTE_<n>``."""
    picture_pages: tuple[int, ...] = ()
    """Indexes of pages that show the stamp as a picture where the signature's own page
    shows the signature; that page among them shows no picture besides."""
    footer: Footer = field(default_factory=Footer)
    """Sentences at the foot of the pages of a document that nobody has signed."""
    footer_places: tuple[FooterPlace, ...] = ()
    """Where they stand; the ceremony has that found, by ``signing.foot_layout``."""
    reason: str = ""
    location: str = ""
    level: PadesLevel = PadesLevel.B_B
    certification: Certification | None = None
    scheme: Scheme = Scheme.PKCS1
    """How an RSA key signs; PKCS#1 v1.5 is what every reader and token knows."""
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    """DER of issuer certificates to embed besides those on the token."""


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A signed document that was written, read back and verified."""

    path: Path
    sha256: str
    """Of the whole file, in lower-case hexadecimal digits."""
    field_name: str
    level: PadesLevel = PadesLevel.B_B
    """The level that it has, whatever was wanted."""
    lacking: TteError | None = None
    """What kept it from the level that was wanted; None if it has that."""
    clock_error: timedelta | None = None
    """By which the clock of the computer is ahead of the time-stamp, if it has one."""
