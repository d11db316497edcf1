"""What a stamp says, and how large it may be; whoever draws it needs an engine, too.

Apart from the drawing, so that the window can speak of stamps before it loads that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ttedesktop.document.geometry import points
from ttedesktop.language import _
from ttedesktop.specimens.design import SMALLEST_SIZES, USUAL_SIZES, SpecimenKind

DEFAULT_WIDTH: Final = points(USUAL_SIZES[SpecimenKind.QR_CARD].width)
DEFAULT_HEIGHT: Final = points(USUAL_SIZES[SpecimenKind.QR_CARD].height)
SMALLEST_WIDTH: Final = points(SMALLEST_SIZES[SpecimenKind.QR_CARD].width)
SMALLEST_HEIGHT: Final = points(SMALLEST_SIZES[SpecimenKind.QR_CARD].height)
_DIGITS_OF_SHA256: Final = 16


@dataclass(frozen=True, slots=True)
class StampText:
    """What stands on a stamp; position and number are the person's own statement."""

    name: str
    """With titles, as it should be written."""
    kind: SpecimenKind = SpecimenKind.QR_CARD
    heading: str = ""
    position: str = ""
    """In one line or more."""
    employee_number: str = ""
    """NIP; empty leaves the line out."""
    rank: str = ""
    small_print: str = ""
    lines: tuple[str, ...] = ()
    """All that ``SpecimenKind.TEXT`` says."""
    qr_content: str = ""
    issuer_mark: str = ""
    """A word for who issued the certificate, such as "BSrE"."""
    is_framed: bool = True
    picture: bytes = field(default=b"", repr=False)
    """The crest or the own picture, a PNG that was prepared."""

    is_opaque: bool = False
    """Whether even a picture of one's own stands on white (ISO 19005-1, 6.4)."""

    @property
    def description(self) -> str:
        """What somebody hears who cannot see the stamp."""
        return description_of(self.name)


def description_of(name: str) -> str:
    """Return what somebody hears who cannot see the signature of a person."""
    return _("Tanda tangan elektronik: {name}").format(name=name)


def qr_content_for(*, name: str, organisation: str, moment: str, sha256: str) -> str:
    """Return what the QR code says: plain facts, no address that may not exist.

    ``sha256`` is the digest of the document before this signature, in hexadecimal
    digits, of which sixteen are shown. Short, for each character makes the modules
    smaller: with a crest in the middle a third of them only repairs the others.
    """
    return "\n".join(
        (
            f"TTE {name}",
            *([organisation] if organisation else []),
            moment,
            *([f"SHA-256 {sha256[:_DIGITS_OF_SHA256]}"] if sha256 else []),
        )
    )
