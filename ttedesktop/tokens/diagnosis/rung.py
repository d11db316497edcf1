"""A rung of the ladder that leads to a token that works."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from ttedesktop.language import _, mark


class Tone(Enum):
    """How a rung came out."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    NONE = "none"
    """Not asked, because a rung below failed, or because it does not matter."""


class Question(Enum):
    """What is asked, each only of use once the one before has an answer."""

    SERVICE = "service"
    READER = "reader"
    DRIVER = "driver"
    TOKEN = "token"  # noqa: S105 - a question
    CERTIFICATE = "certificate"
    TRIAL = "trial"


_TITLES: Final = {
    Question.SERVICE: mark("Layanan kartu pintar"),
    Question.READER: mark("Pembaca"),
    Question.DRIVER: mark("Driver token"),
    Question.TOKEN: mark("Token"),
    Question.CERTIFICATE: mark("Sertifikat"),
    Question.TRIAL: mark("Uji tanda tangan"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One question, answered in the language in use."""

    question: Question
    tone: Tone
    line: str
    step: str = ""
    """What to do; empty if nothing has to be done."""
    fact: str = ""
    """A word or number beside it."""
    details: tuple[str, ...] = ()
    """A line for each of several things."""

    @property
    def title(self) -> str:
        """Name of the question."""
        return _(_TITLES[self.question])
