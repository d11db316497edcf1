"""How far a signature came: the levels of ETSI EN 319 142-1, clause 6, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError

LARGEST_CLOCK_ERROR: Final = timedelta(minutes=5)
"""By which the clock of the computer may differ before that is told."""
ORDER: Final = (PadesLevel.B_B, PadesLevel.B_T, PadesLevel.B_LT, PadesLevel.B_LTA)


def rank_of(level: PadesLevel | str) -> int:
    """Return how much a level holds; -1 for none of them."""
    names = [one.value for one in ORDER]
    name = level.value if isinstance(level, PadesLevel) else level
    return names.index(name) if name in names else -1


@dataclass(frozen=True, slots=True)
class Made:
    """A signature that was made, and how far it came."""

    field_name: str
    level: PadesLevel
    lacking: TteError | None = None
    """What kept it from the level that was wanted; None if it has that."""
    clock_error: timedelta | None = None
    """By which the clock of the computer is ahead of the time-stamp."""
