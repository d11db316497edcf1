"""The colours of the window, by their role; light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tone:
    """The three colours of a verdict or a state."""

    fg: str
    bg: str
    line: str


@dataclass(frozen=True, slots=True)
class Tones:
    """All colours of one theme, as ``#rrggbb``."""

    desk: str
    window: str
    surface: str
    sunken: str
    hover: str
    line: str
    edge: str
    secondary_edge: str
    """Around secondary buttons, softer where a bright edge would glare."""
    text: str
    text2: str
    text3: str
    accent: str
    onaccent: str
    accent_hover: str
    accent_down: str
    accentink: str
    soft: str
    softline: str
    focus: str
    scrim: str
    """With alpha first, as Qt reads it: ``#aarrggbb``."""
    ok: Tone
    warn: Tone
    bad: Tone
    none: Tone

    def tone(self, name: str) -> Tone:
        """Return the colours of ok, warn, bad or none."""
        tones = {"ok": self.ok, "warn": self.warn, "bad": self.bad}
        return tones.get(name, self.none)


LIGHT: Final = Tones(
    desk="#E6E9F0",
    window="#F5F6F9",
    surface="#FFFFFF",
    sunken="#EEF0F5",
    hover="#E8EBF2",
    line="#DDE1EA",
    edge="#868DA0",
    secondary_edge="#868DA0",
    text="#161A24",
    text2="#515869",
    text3="#626979",
    accent="#2A43B4",
    onaccent="#FFFFFF",
    accent_hover="#22389B",
    accent_down="#1A2C80",
    accentink="#2A43B4",
    soft="#E9EDFB",
    softline="#BBC6F2",
    focus="#2A43B4",
    scrim="#700F1424",
    ok=Tone("#0A6840", "#E4F3EA", "#A7D6BC"),
    warn=Tone("#854900", "#FCF0DA", "#E7C78D"),
    bad=Tone("#A61B1B", "#FBE7E5", "#EDB4AE"),
    none=Tone("#515869", "#ECEEF3", "#CDD2DD"),
)
DARK: Final = Tones(
    desk="#0C0E12",
    window="#14161C",
    surface="#1C1F27",
    sunken="#252933",
    hover="#2C313C",
    line="#323844",
    edge="#7B8396",
    secondary_edge="#565E70",
    text="#EDEFF5",
    text2="#B1B8C7",
    text3="#939BAC",
    accent="#4660D6",
    onaccent="#FFFFFF",
    accent_hover="#3F58CC",
    accent_down="#3A52C0",
    accentink="#AAB9FF",
    soft="#232B4C",
    softline="#3F4E8C",
    focus="#AAB9FF",
    scrim="#96000000",
    ok=Tone("#74D6A5", "#163024", "#2B5B44"),
    warn=Tone("#F0BC69", "#2E2414", "#654C20"),
    bad=Tone("#FF9F95", "#351B1A", "#743835"),
    none=Tone("#B1B8C7", "#252933", "#3B414E"),
)
HIGH_CONTRAST: Final = Tones(
    desk="#000000",
    window="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#1A1A1A",
    line="#FFFFFF",
    edge="#FFFFFF",
    secondary_edge="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#D6D6D6",
    accent="#FFE14D",
    onaccent="#000000",
    accent_hover="#FFF0A0",
    accent_down="#E0C000",
    accentink="#FFE14D",
    soft="#000000",
    softline="#FFE14D",
    focus="#39E1FF",
    scrim="#C7000000",
    ok=Tone("#5CFF9D", "#000000", "#5CFF9D"),
    warn=Tone("#FFC043", "#000000", "#FFC043"),
    bad=Tone("#FF8A80", "#000000", "#FF8A80"),
    none=Tone("#FFFFFF", "#000000", "#FFFFFF"),
)
