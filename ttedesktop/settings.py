"""Every setting: its meaning, its default and what it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from ttedesktop.language import Language


class Appearance(Enum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class SessionLimit(Enum):
    """Minutes without use for which one entry of the PIN serves."""

    EACH_SIGNATURE = 0
    FIVE = 5
    """What OWASP's secure coding practices suggest where much is at stake."""
    FIFTEEN = 15
    THIRTY = 30
    HOUR = 60


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person states about themselves on the stamp; no certificate proves it."""

    name: str = ""
    """With titles, as it should be written; empty takes the certificate's name."""
    position: str = ""
    """Jabatan."""
    employee_number: str = ""
    """NIP, 18 digits as a rule; empty leaves the line out."""


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where a person was in a document, and how they saw it."""

    page: int = 0
    y: float = 0.0
    """Points from the upper edge of the page to that of the view."""
    zoom: float = 0.0
    """0 where ``fit`` decides."""
    fit: str = "width"
    """width, page or none."""
    mode: str = "continuous"
    """continuous, single or two_up."""
    rotation: int = 0
    """Degrees clockwise by which the reader has turned the view."""


@dataclass(frozen=True, slots=True)
class RecentDocument:
    """A document opened before."""

    path: str
    verdict: str
    """Last known verdict; empty if it was never validated."""
    opened_at: str
    """Moment in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one person on one computer."""

    language: Language = Language.INDONESIAN
    appearance: Appearance = Appearance.SYSTEM
    profile: Profile = field(default_factory=Profile)
    is_visible: bool = True
    """Whether a signature shows its stamp, or is a paraf without one."""
    reason: str = ""
    location: str = ""
    output_suffix: str = "_TTE"
    """Between the name of the original and ``.pdf``."""
    output_folder: str = ""
    """Where signed documents go; empty: beside the original."""
    night_reading: bool = False
    """Whether pages are shown light on dark."""
    must_read_to_the_end: bool = False
    """Whether the button waits until the last page was shown."""
    session_limit: SessionLimit = SessionLimit.FIVE
    """How long one entry of the PIN serves while the window is not used."""
    modules: tuple[str, ...] = ()
    """Paths of PKCS#11 modules that the person added."""
    trust_anchors: tuple[str, ...] = ()
    """PEM of certificates that the person trusts."""
    recent: tuple[RecentDocument, ...] = ()
    """Newest first, twelve at most."""
    certificate: str = ""
    """SHA-256 of the certificate used last."""
