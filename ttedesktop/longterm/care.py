"""What is wanted of documents that are to be kept valid, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from ttedesktop.longterm.made import rank_of
from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.output import Destination

USUAL_MARGIN: Final = timedelta(days=90)
"""Before the end of the newest time-stamp's certificate it is renewed."""


class Care(Enum):
    """What became of a document."""

    KEPT = "kept"
    """Something was added to it."""
    ENOUGH = "enough"
    """It has what was wanted, for long enough."""
    UNSIGNED = "unsigned"
    TOO_LATE = "too_late"
    """Its proof holds no more, or it never held."""
    FAILED = "failed"
    """Nothing was added, and may be another time."""


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What became of one document."""

    path: Path
    care: Care
    before: PadesLevel | None = None
    after: PadesLevel | None = None
    keeps_until: datetime | None = None
    """Until when its proof holds now."""
    gathers_until: datetime | None = None
    """Until when proof that lacks can be had; None if none lacks."""
    result: Path | None = None
    """Where it lies with what was added."""
    error: TteError | None = None
    """Why nothing was added; or what still lacks, if something was."""
    is_legacy: bool = False
    """Whether it was signed under the older BSrE authority, outside the root."""

    def settles(self, wishes: CareWishes) -> bool:
        """Whether nothing is left to do: it has what was wanted, or never will."""
        if self.care is Care.TOO_LATE:
            return True
        is_fine = self.care in {Care.KEPT, Care.ENOUGH}
        reached = rank_of(self.after) if self.after is not None else -1
        return is_fine and reached >= rank_of(wishes.level)


@dataclass(frozen=True, slots=True)
class CareWishes:
    """What is wanted of documents that are to be kept."""

    level: PadesLevel = PadesLevel.B_LTA
    margin: timedelta = USUAL_MARGIN
    destination: Destination | None = None
    """None: in the place of the document itself, whose bytes the result begins with."""
