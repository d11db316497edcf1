"""Every error that a person may meet, found by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

# Imported so that they are among the subclasses, whoever asks first.
from ttedesktop.errors import (
    batch_errors,
    document_errors,
    network_errors,
    output_errors,
    policy_errors,
    token_errors,
)
from ttedesktop.errors.errors import TteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOMES = (
    document_errors,
    token_errors,
    output_errors,
    policy_errors,
    batch_errors,
    network_errors,
)
"""The modules in which errors are at home."""


def every_error(base: type[TteError] = TteError) -> Iterator[type[TteError]]:
    """Yield every error that a person may meet, most general first."""
    for error in base.__subclasses__():
        yield error
        yield from every_error(error)


def from_facts(code: str, facts: Mapping[str, str | int | bool | None]) -> TteError:
    """Rebuild an error that was told by another process.

    Raises ``LookupError`` if there is no error of that code and ``TypeError``
    if the facts are not its facts.
    """
    for error in every_error():
        if error.code() == code:
            return error(**facts)
    raise LookupError(code)
