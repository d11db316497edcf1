"""What a person reads for each error: heading, outcome, cause and what to do.

The words stand in ``every_wording``; here they are joined with the facts of an
error, in the language in use.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop.language import _

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.words.wording import Wording


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What a person reads for one error."""

    heading: str
    """States the fact."""
    outcome: str
    """What became of the document."""
    cause: str
    steps: tuple[str, ...]
    """What to do, three steps at most."""
    technical: str
    """For whoever gives support; folded away."""


def words_of(error: TteError) -> ErrorWords:
    """Return the words for an error, in the language in use."""
    wording = _wording(type(error))
    facts = _Facts(
        {
            name: "" if value is None else str(value)
            for name, value in error.facts().items()
        }
    )
    return ErrorWords(
        heading=_fill(wording.heading, facts),
        outcome=_fill(wording.outcome, facts),
        cause=_fill(wording.cause_for(error), facts),
        steps=tuple(_fill(step, facts) for step in wording.steps),
        technical=str(error),
    )


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _wording(error: type[TteError]) -> Wording:
    # Loaded with the first error: nobody waits for these words before a page.
    from ttedesktop.words.every_wording import WORDS

    for base in error.__mro__:
        if base in WORDS:
            return WORDS[base]
    raise LookupError(error.__name__)


def _fill(sentence: str, facts: _Facts) -> str:
    return string.Formatter().vformat(_(sentence), (), facts)
