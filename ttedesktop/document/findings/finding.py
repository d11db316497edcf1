"""What a signer should know about a document before signing it.

What forbids the signature is no finding but an error, which the ceremony raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Weight(Enum):
    """What a finding means for the signer."""

    WARN = "warn"
    """May be signed by somebody who has seen this."""
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found; ``finding_words`` has the words for its code."""

    weight: Weight
    code: str
    """Stable name, such as ``javascript``."""
    page: int | None = None
    """Index of the first page concerned, from 0; None for the whole document."""
    detail: str = ""
    """What tells it from others of its code; displayable, never trusted."""
