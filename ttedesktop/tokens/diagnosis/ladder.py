"""Why a token does not work: a ladder of questions, the first that fails explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop.language import _
from ttedesktop.tokens.diagnosis.rung import Question, Rung, Tone
from ttedesktop.tokens.diagnosis.rungs import (
    certificate_rung,
    driver_rung,
    reader_rung,
    service_rung,
    token_rung,
    trial_rung,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.tokens.diagnosis.facts import TokenFacts, TokenState


@dataclass(frozen=True, slots=True)
class TokenDiagnosis:
    """The state, and the ladder that led to it, in the language in use."""

    state: TokenState
    heading: str
    sentence: str
    rungs: tuple[Rung, ...]

    @property
    def tone(self) -> Tone:
        """The worst of the rungs."""
        return _worst(self.rungs)

    @property
    def failed(self) -> Rung | None:
        """The first rung that keeps the person from signing."""
        return next((rung for rung in self.rungs if rung.tone is Tone.BAD), None)


def diagnose(facts: TokenFacts) -> TokenDiagnosis:
    """Return the state of the tokens of this computer, and why."""
    rungs = tuple(_ladder(facts))
    return TokenDiagnosis(facts.state, _heading(rungs), _sentence(facts, rungs), rungs)


def _ladder(facts: TokenFacts) -> Iterator[Rung]:
    has_failed = False
    for rung in (
        service_rung(facts),
        reader_rung(facts),
        driver_rung(facts),
        token_rung(facts),
        certificate_rung(facts),
        trial_rung(facts),
    ):
        if has_failed:
            yield Rung(rung.question, Tone.NONE, _("Menunggu langkah di atas"))
        else:
            yield rung
        has_failed = has_failed or rung.tone is Tone.BAD


def _worst(rungs: tuple[Rung, ...]) -> Tone:
    tones = {rung.tone for rung in rungs}
    return next((one for one in (Tone.BAD, Tone.WARN) if one in tones), Tone.OK)


def _heading(rungs: tuple[Rung, ...]) -> str:
    match _worst(rungs):
        case Tone.BAD:
            return _("Token belum dapat dipakai")
        case Tone.WARN:
            count = sum(rung.tone is Tone.WARN for rung in rungs)
            if count == 1:
                return _("Satu hal perlu diperhatikan")
            return _("{count} hal perlu diperhatikan").format(count=count)
        case _:
            return _("Token siap dipakai")


def _sentence(facts: TokenFacts, rungs: tuple[Rung, ...]) -> str:
    worst = _worst(rungs)
    if worst is not Tone.OK:
        rung = next(rung for rung in rungs if rung.tone is worst)
        # The only line that is no sentence without its title.
        is_short = rung.question is Question.SERVICE
        return f"{rung.title}: {rung.line}" if is_short else rung.line
    names = [one.name for one in facts.survey.certificates() if one.can_sign]
    return _("{name} dapat menandatangani dari komputer ini.").format(name=names[0])
