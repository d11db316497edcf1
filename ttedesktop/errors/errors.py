"""Every error a person may meet, as facts; the words for them are in ``messages``.

Three fates only: ``Cancelled`` is silent, a ``TteError`` becomes a heading, a
cause and what to do, and anything else is a defect of the program.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import ClassVar


class Cancelled(Exception):
    """The person stopped what was going on; nothing is to be said about it."""


@dataclass(eq=False)
class TteError(Exception):
    """A fact that keeps the program from doing what the person asked for.

    Subclasses are dataclasses whose fields are the facts. Fields are strings,
    numbers, booleans or None, so that an error can cross a process boundary.
    """

    exit_status: ClassVar[int] = 1
    """Of the command line: 1 could not be done, 2 unreadable input or wrong usage."""
    stops_batch: ClassVar[bool] = False
    """Whether the documents that follow in a batch would meet the same error."""

    def __str__(self) -> str:
        """Name the error and its facts, for logs; a person reads ``messages``."""
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code()}({facts})"

    @classmethod
    def code(cls) -> str:
        """Return the stable name of the error, such as ``pin_incorrect``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def facts(self) -> dict[str, str | int | bool | None]:
        """Return the fields of the error by name."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
