"""The groups of the settings, known before any of them is shown."""

from __future__ import annotations

from enum import Enum
from typing import Final

from ttedesktop.language import mark


class SettingsGroup(Enum):
    """The groups of the settings, in the order in which they stand."""

    APPEARANCE = "appearance"
    SPECIMEN = "specimen"
    SIGNING = "signing"
    DRIVERS = "drivers"
    TIME_STAMPS = "time_stamps"
    TRUST = "trust"
    STORAGE = "storage"
    ABOUT = "about"


TITLES: Final = {
    SettingsGroup.APPEARANCE: ("color", mark("Tampilan")),
    SettingsGroup.SPECIMEN: ("signature", mark("Spesimen")),
    SettingsGroup.SIGNING: ("document_signature", mark("Penandatanganan")),
    SettingsGroup.DRIVERS: ("usb_stick", mark("Token dan driver")),
    SettingsGroup.TIME_STAMPS: ("clock", mark("Cap waktu")),
    SettingsGroup.TRUST: ("shield_checkmark", mark("Verifikasi")),
    SettingsGroup.STORAGE: ("save", mark("Penyimpanan")),
    SettingsGroup.ABOUT: ("info", mark("Tentang")),
}
"""Icon and title of each group."""
