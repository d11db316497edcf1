"""What may go wrong with a token, and when: drawn by chance, made small if it fails.

Drawn one independently of the other. Hypothesis would rather vary what it has drawn
before, and of two hundred sequences many would be all but the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from random import Random
from typing import TYPE_CHECKING, Final

from ttedesktop.tokens.helper.return_values import ReturnValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_FAULTS: Final = 12
_LONGEST: Final = 4
_LATEST_TURN: Final = 6
_VENDORS_OWN: Final = 0x80000123


class Step(Enum):
    """What is done with a token; each time is a moment at which faults may begin."""

    LOOK = "look"
    LOGIN = "login"
    DOCUMENT = "document"


_STEPS: Final = (Step.DOCUMENT, Step.DOCUMENT, Step.LOGIN, Step.LOOK)
_TIMES: Final = {
    Step.LOOK: (0, 0, 1, 1, 2, 3),
    Step.LOGIN: (0, 0, 1, 1, 2, 3),
    Step.DOCUMENT: tuple(range(20)),
}
"""When a fault begins, counted from 0; a second look is one after a failure."""
_EVERYWHERE: Final = (
    "C_Initialize",
    "C_GetSlotList",
    "C_GetSlotInfo",
    "C_GetTokenInfo",
    "C_OpenSession",
    "C_CloseSession",
    "C_FindObjectsInit",
    "C_FindObjects",
    "C_FindObjectsFinal",
    "C_GetAttributeValue",
)
_FUNCTIONS: Final = {
    Step.LOOK: _EVERYWHERE,
    Step.LOGIN: (*_EVERYWHERE, *("C_Login", "C_GetMechanismList") * 4, "C_Logout"),
    Step.DOCUMENT: (*_EVERYWHERE, *("C_SignInit", "C_Sign") * 4, "C_Logout"),
}
"""Those that are called in a step, the heart of the matter more often."""
_LIKELY: Final = (
    0x5, 0x6, 0x7, 0x30, 0x32, 0x50, 0x54, 0x70, 0x90, 0x91, 0xA0, 0xA4, 0xB3, 0xE0,
    0x101, 0x150, _VENDORS_OWN,
)  # fmt: skip
"""Answers that tokens are known to give, drawn as often as all others together."""
_POSSIBLE: Final = tuple(int(one) for one in ReturnValue if one is not ReturnValue.OK)
_AT_A_CALL: Final = (
    *("fail",) * 5,
    "crash",
    "exit",
    "hang",
    "pull",
    "chatter",
    "delay",
)
_STATES: Final = (
    "removed",
    "removed",
    "ghost",
    "garble",
    "locked",
    "must_change",
    "length huge",
    "length 0x7",
    "length 0x150",
    "label Nguyễn Văn A",
    "only 0x1",
    "only 0x40",
    "only 0x9999",
    "second 123456",
    "slow 40",
)


@dataclass(frozen=True)
class Fault:
    """Something that is the matter with a token for a while."""

    directives: tuple[str, ...]
    """For the fault module."""
    step: Step = Step.DOCUMENT
    time: int = 0
    """At which look, login or document it begins, from 0."""
    lasts: int = 1
    """Steps of any kind."""

    @property
    def kind(self) -> str:
        return self.directives[0].partition(" ")[0]


Sequence = tuple[Fault, ...]


def sequence_of(seed: int, number: int) -> Sequence:
    """Return all that happens in one batch; the same for the same two numbers."""
    chance = Random(f"{seed}/{number}")  # noqa: S311 - nothing is kept secret by it
    return tuple(_fault(chance) for _ in range(chance.randint(1, _MOST_FAULTS)))


def smallest(sequence: Sequence, breaks: Callable[[Sequence], bool]) -> Sequence:
    """Return what of a sequence is enough to break a promise."""
    for less in _less(sequence):
        if breaks(less):
            return smallest(less, breaks)
    return sequence


def _less(sequence: Sequence) -> Iterator[Sequence]:
    """Yield what is less than a sequence, the least first."""
    if len(sequence) > 1:
        for fault in sequence:
            yield (replace(fault, time=0, lasts=1),)
        for place in range(len(sequence)):
            yield sequence[:place] + sequence[place + 1 :]
    for place, fault in enumerate(sequence):
        for simpler in (
            replace(fault, directives=fault.directives[:1]),
            replace(fault, lasts=1),
            replace(fault, time=0),
        ):
            if simpler != fault:
                yield (*sequence[:place], simpler, *sequence[place + 1 :])


def _fault(chance: Random) -> Fault:
    step = chance.choice(_STEPS)
    at_a_call = chance.random() < 0.75
    return Fault(
        _at_a_call(chance, step) if at_a_call else (chance.choice(_STATES),),
        step=step,
        time=chance.choice(_TIMES[step]),
        lasts=chance.randint(1, _LONGEST),
    )


def _at_a_call(chance: Random, step: Step) -> tuple[str, ...]:
    """At every call of the function while it lasts, or only at one."""
    verb, function = chance.choice(_AT_A_CALL), chance.choice(_FUNCTIONS[step])
    directive = f"{verb} {function}"
    if verb == "fail":
        directive += f" {chance.choice(chance.choice((_LIKELY, _POSSIBLE))):#x}"
    if verb == "delay":
        directive += f" {chance.randint(5, 60)}"
    if chance.random() < 0.5:
        return (directive,)
    return directive, f"turn {function} {chance.randint(1, _LATEST_TURN)}"
