"""What may be the matter with the settings that an administrator has fixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ttedesktop.errors.errors import TteError


@dataclass(eq=False)
class PolicyUnreadable(TteError):
    """An administrator has fixed something, and it cannot be relied on."""

    path: str
    reason: str
    """``unreadable``, ``not_protected`` or ``not_understood``."""
    entry: str = ""
    """What is not understood in it; empty for the whole."""
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class ModuleNotAllowed(TteError):
    """The administrator has fixed the modules, and this one is not among them."""

    path: str
    """Empty where none was named yet."""
    exit_status: ClassVar[int] = 2


class AnchorNotAllowed(TteError):
    """The administrator decides alone whose certificates are trusted here."""

    exit_status: ClassVar[int] = 2
