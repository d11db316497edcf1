"""How long a module may take before its process is ended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds for each kind of call; a reader with keys has none for the PIN."""

    listing: float = 10.0
    login: float = 60.0
    """Also for a change of the PIN, which begins with the old one."""
    signing: float = 60.0
    logout: float = 10.0
