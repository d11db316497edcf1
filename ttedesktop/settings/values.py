"""Every setting: its meaning, its default and what it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from ttedesktop.language import Language
from ttedesktop.specimens.design import STARTING, SpecimenDesign
from ttedesktop.specimens.footer import Footer
from ttedesktop.specimens.profile import Profile

FITS: Final = ("width", "page", "none")
MODES: Final = ("continuous", "single", "two_up")
_MOST: Final = 1e6
"""Far beyond every page, zoom and distance there is."""


class Appearance(Enum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """For eyes that need it; other programs need not follow."""


class TextSize(Enum):
    """Size of all words in the window, in percent of the usual one."""

    NORMAL = 100
    LARGE = 115
    LARGEST = 130


class SessionLimit(Enum):
    """Minutes without use for which one entry of the PIN serves."""

    EACH_SIGNATURE = 0
    FIVE = 5
    """What OWASP's secure coding practices suggest where much is at stake."""
    FIFTEEN = 15
    THIRTY = 30
    HOUR = 60


class SignatureLevel(Enum):
    """Levels of ETSI EN 319 142-1, as ``signing.request.PadesLevel`` names them."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"


class Patience(Enum):
    """Seconds that one request may take."""

    SHORT = 5
    USUAL = 12
    LONG = 30
    VERY_LONG = 60


class StampRoom(Enum):
    """KiB kept in a document for a time-stamp."""

    SMALL = 8
    USUAL = 16
    LARGE = 32
    VERY_LARGE = 64


class ProxyChoice(Enum):
    """By which way requests leave the computer."""

    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where a person was in a document, and how they looked at it."""

    page: int = 0
    """Index of the page at the top of the view."""
    y: float = 0.0
    """Points from the top of that page to the top of the view."""
    zoom: float = 0.0
    """1.0 shows the size on paper; 0 where ``fit`` is not "none"."""
    fit: str = "width"
    """What the zoom follows: one of ``FITS``."""
    mode: str = "continuous"
    """How pages lie: one of ``MODES``."""
    rotation: int = 0
    """Degrees clockwise by which the view, not the page, is turned."""

    @property
    def is_sound(self) -> bool:
        """Whether there can be such a place, in some document."""
        return (
            0 <= self.page < _MOST
            # No comparison holds for what is not a number.
            and -_MOST < self.y < _MOST
            and 0 <= self.zoom < _MOST
            and self.fit in FITS
            and self.mode in MODES
            and self.rotation in {0, 90, 180, 270}
        )


@dataclass(frozen=True, slots=True)
class RecentDocument:
    """A document opened before."""

    path: str
    verdict: str
    """Last known verdict; empty if it was never validated."""
    opened_at: str
    """Moment in ISO 8601."""
    place: ReadingPlace = ReadingPlace()
    """Where it was left."""


@dataclass(frozen=True, slots=True)
class LeftWindow:
    """What stood in the window when the program was ended."""

    documents: tuple[str, ...] = ()
    """Paths, in the order of their tabs; empty where nothing may be noted."""
    front: str = ""
    """Path of the document in front."""
    room: str = ""
    """Name of the room in front, as the rail knows it."""
    geometry: str = ""
    """Size and place as Qt tells them, in Base64."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one person on one computer."""

    language: Language = Language.INDONESIAN
    appearance: Appearance = Appearance.SYSTEM
    text_size: TextSize = TextSize.NORMAL
    profile: Profile = field(default_factory=Profile)
    """The role that the person has of their own."""
    more_profiles: tuple[Profile, ...] = ()
    """Further roles, such as acting for somebody, by their labels."""
    signs_as: str = ""
    """Label of the role in use; empty for the person's own."""
    specimens: tuple[SpecimenDesign, ...] = STARTING
    """In the order in which they are offered."""
    specimen: str = STARTING[0].key
    """Key of the one in use."""
    footer: Footer = field(default_factory=Footer)
    """Sentences that are drawn at the foot of what is signed."""
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
    strict_verification: bool = False
    """Whether a doubt about time or revocation makes a verdict indeterminate."""
    trust_anchors: tuple[str, ...] = ()
    """PEM of certificates that the person trusts."""
    recent: tuple[RecentDocument, ...] = ()
    """Newest first, twelve at most."""
    left: LeftWindow = field(default_factory=LeftWindow)
    """With what the window begins again."""
    keeps_recent: bool = True
    """Whether it is noted which documents were opened, and where they were left."""
    places: tuple[str, ...] = ()
    """Saved places as ``signing.place_rule_text`` writes them, as they were kept."""
    last_places: tuple[str, ...] = ()
    """Where each specimen last stood, written likewise under its key."""
    queue_rule: str = ""
    """Where documents of the queue are signed, as ``signing.place_rule_text`` writes
    it; empty: at a letter's own anchor, else at the usual place."""
    queue_also_on: str = ""
    """Pages of these documents that show the stamp as a picture, too, as
    ``signing.page_range`` writes them."""
    queue_pattern: str = ""
    """Of the names of the queue's results; empty: the original's and the suffix."""
    queue_separates: bool = False
    """Whether results and originals of the queue are moved apart."""
    watched_folder: str = ""
    """Where documents come in that join the queue; empty: none is watched."""
    keeps_register: bool = True
    """Whether it is noted what was signed on this computer."""
    certificate: str = ""
    """SHA-256 of the certificate used last."""
    level: SignatureLevel = SignatureLevel.B_B
    time_stamp_address: str = ""
    """Of the time-stamp authority that is asked first."""
    time_stamp_fallbacks: str = ""
    """Of those that stand by, with blanks between them."""
    time_stamp_account: str = ""
    """Name at the first of them; its password is an entry of its own."""
    time_stamp_room: StampRoom = StampRoom.USUAL
    patience: Patience = Patience.USUAL
    completes_later: bool = True
    """Whether one signs without a service, and the document is completed later."""
    completes_itself: bool = False
    """Whether that is done when there is a network, without being asked."""
    proxy: ProxyChoice = ProxyChoice.SYSTEM
    proxy_address: str = ""
    proxy_account: str = ""
    network_authorities: tuple[str, ...] = ()
    """Certificates of the office that vouch for hosts (TLS): PEM that the person
    compared, or files that an administrator names."""
    archive_folders: tuple[str, ...] = ()
    """Folders that are looked through for documents whose proof ends."""
    setup_step: int = 0
    """The step of the first start at which the person was last, from 0."""
    offers_setup: bool = True
    """Whether the first start is offered again; False once it was left or ended."""
    proposed: tuple[str, ...] = ()
    """What an administrator proposed and was taken up once, as ``policy`` notes it."""

    @property
    def signing_profile(self) -> Profile:
        """The role in use; the person's own if it is there no more."""
        named = (one for one in self.more_profiles if one.label == self.signs_as)
        return next(named, self.profile) if self.signs_as else self.profile

    @property
    def chosen_specimen(self) -> SpecimenDesign:
        """The specimen in use; the first if it is there no more."""
        there = self.specimens or STARTING
        return next((one for one in there if one.key == self.specimen), there[0])
