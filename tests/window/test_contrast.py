"""Every pair of colours that words are written in can be read, in every theme.

The ratio is that of WCAG 2.2 (1.4.3, 1.4.11): 4.5 for words, 3 for edges and focus.
"""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor

from ui.controls.tones import DARK, HIGH_CONTRAST, LIGHT, Tones

THEMES = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}
GROUNDS = ("window", "surface", "sunken", "hover")
INKS = ("text", "text2")
SETS = ("ok", "warn", "bad", "none")
WORDS = 4.5
EDGES = 3.0


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    shown = QColor(colour)
    red, green, blue = map(linear, (shown.redF(), shown.greenF(), shown.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs_of_words(theme: Tones) -> dict[str, tuple[str, str]]:
    """Return ink and ground of all words, by their names."""
    pairs = {
        f"{ink} on {ground}": (getattr(theme, ink), getattr(theme, ground))
        for ink, ground in itertools.product(INKS, GROUNDS)
    }
    pairs |= {
        f"text3 on {ground}": (theme.text3, getattr(theme, ground))
        for ground in ("window", "surface", "sunken")
    }
    pairs |= {
        f"accentink on {ground}": (theme.accentink, getattr(theme, ground))
        for ground in ("window", "surface", "soft", "hover")
    }
    pairs |= {
        f"onaccent on {ground}": (theme.onaccent, getattr(theme, ground))
        for ground in ("accent", "accent_hover", "accent_down")
    }
    pairs |= {"text on soft": (theme.text, theme.soft)}
    pairs |= {"text2 on soft": (theme.text2, theme.soft)}
    for name in SETS:
        tone = theme.tone(name)
        for place, ground in (
            ("its own", tone.bg),
            ("surface", theme.surface),
            ("window", theme.window),
        ):
            pairs[f"{name} on {place}"] = (tone.fg, ground)
    return pairs


def pairs_of_edges(theme: Tones) -> dict[str, tuple[str, str]]:
    return {
        f"{edge} on {ground}": (getattr(theme, edge), getattr(theme, ground))
        for edge, ground in itertools.product(
            ("edge", "focus", "accent"), ("window", "surface")
        )
    }


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read(name: str) -> None:
    low = {
        pair: round(contrast(*colours), 2)
        for pair, colours in pairs_of_words(THEMES[name]).items()
        if contrast(*colours) < WORDS
    }

    assert not low


@pytest.mark.parametrize("name", THEMES)
def test_edges_and_focus_can_be_seen(name: str) -> None:
    low = {
        pair: round(contrast(*colours), 2)
        for pair, colours in pairs_of_edges(THEMES[name]).items()
        if contrast(*colours) < EDGES
    }

    assert not low


def test_black_on_white_is_the_most_there_is() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
