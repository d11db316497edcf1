"""Colours, papers and dates: what the window says by its look."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ttedesktop.document.geometry import PageGeometry, PdfRect, points
from ttedesktop.settings.values import Appearance
from ui.controls import icons, theme
from ui.controls.tones import DARK, HIGH_CONTRAST, LIGHT, Tones
from ui.pages.paper_names import paper_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


Scheme = Qt.ColorScheme
Contrast = Qt.ContrastPreference


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    red, green, blue = (linear(p) for p in (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK, HIGH_CONTRAST])
def test_all_words_can_be_read(tones: Tones) -> None:
    pairs = [
        (tones.text, tones.surface),
        (tones.text2, tones.surface),
        (tones.text3, tones.surface),
        (tones.text2, tones.window),
        (tones.onaccent, tones.accent),
        (tones.accentink, tones.surface),
        (tones.accentink, tones.soft),
        *((tones.tone(n).fg, tones.tone(n).bg) for n in ("ok", "warn", "bad", "none")),
    ]

    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("tones", [LIGHT, DARK, HIGH_CONTRAST])
def test_edges_and_focus_can_be_seen(tones: Tones) -> None:
    assert contrast(tones.edge, tones.surface) >= 3
    assert contrast(tones.focus, tones.surface) >= 3


@pytest.mark.parametrize(
    ("appearance", "scheme", "contrast", "tones"),
    [
        (Appearance.SYSTEM, Scheme.Light, Contrast.NoPreference, LIGHT),
        (Appearance.SYSTEM, Scheme.Dark, Contrast.NoPreference, DARK),
        (Appearance.LIGHT, Scheme.Dark, Contrast.NoPreference, LIGHT),
        (Appearance.DARK, Scheme.Light, Contrast.NoPreference, DARK),
        (Appearance.LIGHT, Scheme.Light, Contrast.HighContrast, HIGH_CONTRAST),
        (Appearance.CONTRAST, Scheme.Light, Contrast.NoPreference, HIGH_CONTRAST),
    ],
)
def test_system_is_heard_about_colours_and_always_about_contrast(
    appearance: Appearance, scheme: Scheme, contrast: Contrast, tones: Tones
) -> None:
    assert theme.chosen_tones(appearance, scheme, contrast) is tones


def test_every_icon_is_there_in_the_colour_asked_for(qapp: QApplication) -> None:
    theme.apply(qapp, Appearance.LIGHT)
    shipped = sorted(
        {
            file.name.rsplit("_", 2)[0]
            for file in (files("resources") / "icons").iterdir()
            if file.name.endswith(".svg")
        }
    )

    for name in shipped:
        drawn = icons.pixmap(name, colour="#FF0000").toImage()
        seen = {
            (drawn.pixelColor(x, y).green(), drawn.pixelColor(x, y).blue())
            for x in range(drawn.width())
            for y in range(drawn.height())
            if drawn.pixelColor(x, y).alpha() > 128
        }
        assert seen == {(0, 0)}, name


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [
        (612, 936, "F4"),
        (936, 612, "F4"),
        (595.3, 841.9, "A4"),
        (612, 792, "Letter"),
        (points(100), points(150), "100 × 150 mm"),
    ],
)
def test_paper_is_called_by_its_name(width: float, height: float, name: str) -> None:
    assert paper_name(PageGeometry(PdfRect(0, 0, width, height))) == name
