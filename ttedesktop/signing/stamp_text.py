"""What a stamp says, and how large it may be; whoever draws it needs an engine, too.

Apart from the drawing, so that the window can speak of stamps before it loads that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ttedesktop.document.geometry import points
from ttedesktop.language import _

DEFAULT_WIDTH: Final = points(70)
DEFAULT_HEIGHT: Final = points(23)
SMALLEST_WIDTH: Final = points(40)
SMALLEST_HEIGHT: Final = points(12)


@dataclass(frozen=True, slots=True)
class StampText:
    """What stands on a stamp; position and number are the person's own statement."""

    name: str
    """With titles, as it should be written."""
    position: str = ""
    employee_number: str = ""
    """NIP; empty leaves the line out."""
    small_print: str = ""
    qr_content: str = ""


def qr_content_for(*, name: str, organisation: str, moment: str, sha256: str) -> str:
    """Return what the QR code says: plain facts, no address that may not exist.

    ``sha256`` is the digest of the document before this signature, in hexadecimal
    digits, of which sixteen are shown.
    """
    return "\n".join(
        (
            _("Ditandatangani secara elektronik"),
            name,
            *([organisation] if organisation else []),
            moment,
            f"SHA-256 {sha256[:16]}",
        )
    )
