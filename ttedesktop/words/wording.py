"""The shape of the words for an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.errors.errors import TteError


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences in Indonesian with ``{facts}`` in them, translated when shown."""

    heading: str
    cause: str
    steps: tuple[str, ...]
    outcome: str = ""
    choose_cause: Callable[[TteError], str] | None = field(default=None)
    """Picks another cause where the facts of the error decide about it."""

    def cause_for(self, error: TteError) -> str:
        """Return the sentence that names the cause of this very error."""
        return self.choose_cause(error) if self.choose_cause else self.cause
