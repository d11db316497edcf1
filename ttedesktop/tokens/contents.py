"""What was seen in one slot, or why nothing was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop.tokens.certificate import TokenCertificate  # noqa: TC001 - dataclass field
from ttedesktop.tokens.slot import Token  # noqa: TC001 - dataclass field

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError


@dataclass(frozen=True, slots=True)
class TokenContents:
    """A token and the certificates on it."""

    token: Token
    certificates: tuple[TokenCertificate, ...]


@dataclass(frozen=True, slots=True)
class ModuleTrouble:
    """A module that could not be used, and why."""

    path: str
    error: TteError
