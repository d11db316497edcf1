"""How a specimen looks: its kind, its words and its picture, as a person keeps them.

The kinds are those that Indonesian offices use: measured on signed documents, since
no rule that could be read prescribes one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.specimens.template import fields_in

if TYPE_CHECKING:
    from collections.abc import Iterable


class SpecimenKind(Enum):
    """What a specimen is made of."""

    QR_CARD = "qr_card"
    """A QR code at the left, and who signs beside it."""
    CREST_CARD = "crest_card"
    """A crest, an upright line, and who signs; no code."""
    SHORT = "short"
    """A crest and one sentence; position and name are typed in the letter."""
    QR_ONLY = "qr_only"
    TEXT = "text"
    """Lines of one's own."""
    PICTURE = "picture"
    """A picture of one's own, as of a signature on paper."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in millimetres."""

    width: float
    height: float


KIND_NAMES: Final = {
    SpecimenKind.QR_CARD: mark("Kartu QR"),
    SpecimenKind.CREST_CARD: mark("Lambang"),
    SpecimenKind.SHORT: mark("Ringkas"),
    SpecimenKind.QR_ONLY: mark("QR saja"),
    SpecimenKind.TEXT: mark("Teks"),
    SpecimenKind.PICTURE: mark("Gambar"),
}
USUAL_SIZES: Final = {
    SpecimenKind.QR_CARD: Size(70, 23),
    SpecimenKind.CREST_CARD: Size(74, 24),
    SpecimenKind.SHORT: Size(50, 15),
    SpecimenKind.QR_ONLY: Size(25, 25),
    SpecimenKind.TEXT: Size(60, 20),
    SpecimenKind.PICTURE: Size(40, 20),
}
SMALLEST_SIZES: Final = {
    SpecimenKind.QR_CARD: Size(40, 12),
    SpecimenKind.CREST_CARD: Size(40, 12),
    SpecimenKind.SHORT: Size(30, 9),
    SpecimenKind.QR_ONLY: Size(15, 15),
    SpecimenKind.TEXT: Size(25, 8),
    SpecimenKind.PICTURE: Size(10, 6),
}
"""Under these nobody can read the words or scan the code."""
KEEPS_SHAPE: Final = frozenset({SpecimenKind.QR_ONLY, SpecimenKind.PICTURE})
"""Of which width and height only grow together."""
HAS_QR: Final = frozenset({SpecimenKind.QR_CARD, SpecimenKind.QR_ONLY})
HAS_PICTURE: Final = frozenset(SpecimenKind) - {SpecimenKind.TEXT}
HAS_HEADING: Final = frozenset(
    {SpecimenKind.QR_CARD, SpecimenKind.CREST_CARD, SpecimenKind.SHORT}
)
HAS_FRAME: Final = frozenset(
    {SpecimenKind.QR_CARD, SpecimenKind.CREST_CARD, SpecimenKind.TEXT}
)
_USUAL_LINES: Final = "{jabatan}\n{nama}\n{instansi}, {tanggal}"
_LONGEST_KEY: Final = 40


@dataclass(frozen=True, slots=True)
class SpecimenDesign:
    """One specimen of a person; empty words take those that are usual."""

    key: str
    """By which it is chosen: small letters, figures and hyphens."""
    kind: SpecimenKind = SpecimenKind.QR_CARD
    name: str = ""
    """What the person calls it; empty for the name of its kind."""
    heading: str = ""
    small_print: str = ""
    has_small_print: bool = True
    lines: str = ""
    """Template of ``SpecimenKind.TEXT``."""
    qr: str = ""
    """Template of what the code says; empty for plain facts."""
    picture: str = ""
    """SHA-256 of the crest or the own picture; empty for none."""
    is_framed: bool = True
    names_issuer: bool = True
    """Whether "BSrE" stands on it where the certificate is BSrE's."""
    width: float = 0.0
    """Millimetres; 0 for the usual size of the kind."""
    height: float = 0.0

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return self.name or _(KIND_NAMES[self.kind])

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields that its words ask for."""
        lines = self.lines if self.kind is SpecimenKind.TEXT else ""
        qr = self.qr if self.kind in HAS_QR else ""
        return fields_in(self.heading, self.small_print, lines, qr)

    @property
    def size(self) -> Size:
        """The size at which it is first placed, never under the smallest."""
        usual, least = USUAL_SIZES[self.kind], SMALLEST_SIZES[self.kind]
        return Size(
            max(self.width or usual.width, least.width),
            max(self.height or usual.height, least.height),
        )


STARTING: Final = (
    SpecimenDesign("qr", SpecimenKind.QR_CARD),
    SpecimenDesign("lambang", SpecimenKind.CREST_CARD),
    SpecimenDesign("qr-saja", SpecimenKind.QR_ONLY),
)
"""What there is before anybody has made a specimen."""
_BY_NAME: Final = (
    *STARTING,
    SpecimenDesign("ringkas", SpecimenKind.SHORT),
    SpecimenDesign("teks", SpecimenKind.TEXT),
)
"""What a command line finds though nobody has made it."""


def usual_heading(kind: SpecimenKind) -> str:
    """Return what stands above a name, in the language in use."""
    if kind is SpecimenKind.CREST_CARD:
        return _("DITANDATANGANI SECARA ELEKTRONIK")
    return _("Ditandatangani secara elektronik oleh:")


def usual_small_print(kind: SpecimenKind) -> str:
    """Return the small sentence of a kind that has one, in the language in use."""
    if kind is not SpecimenKind.QR_CARD:
        return ""
    return _(
        "Keasliannya dibuktikan oleh sertifikat elektronik di dalam berkas, bukan oleh "
        "gambar ini."
    )


def usual_lines() -> str:
    """Return the template of lines of one's own, before any are written."""
    return f"{usual_heading(SpecimenKind.TEXT)}\n{_USUAL_LINES}"


def design_named(name: str, designs: Iterable[SpecimenDesign]) -> SpecimenDesign | None:
    """Return the design of that key or name, one's own before those that ship."""
    wanted = name.strip().casefold()
    for design in (*designs, *_BY_NAME):
        if wanted in {design.key.casefold(), design.title.casefold()}:
            return design
    return None


def new_key(name: str, taken: Iterable[str]) -> str:
    """Return a key that looks like a name and is not taken yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = "".join(one if one.isalnum() else " " for one in plain.lower()).split()
    base = "-".join(words)[:_LONGEST_KEY] or "spesimen"
    there = set(taken)
    key, number = base, 2
    while key in there:
        key, number = f"{base}-{number}", number + 1
    return key
