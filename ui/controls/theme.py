"""The look of the whole window: palette, typeface and one style sheet."""

from __future__ import annotations

import dataclasses
import re
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from ttedesktop.settings.values import Appearance, TextSize
from ui.controls.tones import DARK, HIGH_CONTRAST, LIGHT, Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.controls.tones import Tones

FAMILY: Final = "Inter"
_FONT_SIZE: Final = re.compile(r"font-size:(\d+)px")
_FACES: Final = ("Regular", "Medium", "SemiBold", "Bold")


class _Current:
    """The theme in use; one for the whole application, as Qt's palette is."""

    tones: Tones = LIGHT
    has_fonts: bool = False
    percent: int = 100
    """Size of all words."""


def tones() -> Tones:
    """Return the colours in use."""
    return _Current.tones


def is_dark() -> bool:
    """Whether words are light on dark."""
    return tones() is not LIGHT


def colour(value: str) -> QColor:
    """Return a colour by its role (``text``, ``ok.fg``) or as ``#rrggbb``."""
    if value.startswith("#"):
        return QColor(value)
    role, dot, part = value.partition(".")
    if dot:
        return QColor(getattr(tones().tone(role), part))
    return QColor(getattr(tones(), role))


def apply(
    application: QApplication,
    appearance: Appearance,
    text_size: TextSize = TextSize.NORMAL,
) -> None:
    """Dress the application; to be called again when the system's colours change."""
    choose(application, appearance, text_size)
    dress(application)


def choose(
    application: QApplication,
    appearance: Appearance,
    text_size: TextSize = TextSize.NORMAL,
) -> None:
    """Choose colours and typeface, of which widgets ask while they are made.

    The rest is left to ``dress``: with a style sheet, each widget that is put into
    another is dressed again, with all that is in it.
    """
    choose_without_typeface(application, appearance, text_size)
    _load_fonts()


def choose_without_typeface(
    application: QApplication, appearance: Appearance, text_size: TextSize
) -> None:
    """Choose what a window needs in which no word stands yet."""
    _Current.percent = text_size.value
    hints = QGuiApplication.styleHints()
    _Current.tones = chosen_tones(
        appearance, hints.colorScheme(), hints.accessibility().contrastPreference()
    )
    application.setStyle("Fusion")
    application.setPalette(_palette())


def dress(application: QApplication) -> None:
    """Dress all widgets in what was chosen."""
    application.setStyleSheet(style_sheet(tones()))


def chosen_tones(
    appearance: Appearance, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference
) -> Tones:
    """Return the colours for what a person chose here and in the system."""
    # Whoever asked the system for high contrast needs it in every program.
    asked = contrast is Qt.ContrastPreference.HighContrast
    if asked or appearance is Appearance.CONTRAST:
        return HIGH_CONTRAST
    if appearance is Appearance.SYSTEM:
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return DARK if appearance is Appearance.DARK else LIGHT


def scaled(pixels: int) -> int:
    """Return a size of words, or of what must hold them, as the person wants it."""
    return round(pixels * _Current.percent / 100)


def font(size: int, weight: int = 400) -> QFont:
    """Return Inter at ``size`` logical pixels; weight 400, 500, 600 or 700."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(scaled(size))
    chosen.setWeight(QFont.Weight(weight))
    if size >= 20:
        chosen.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return chosen


def _load_fonts() -> None:
    base = QFont(FAMILY)
    base.setPixelSize(scaled(14))
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(base)
    if _Current.has_fonts:
        return
    for face in _FACES:
        data = (files("resources") / "fonts" / f"Inter-{face}.ttf").read_bytes()
        QFontDatabase.addApplicationFontFromData(data)
    _Current.has_fonts = True


def _palette() -> QPalette:
    now = tones()
    roles = {
        QPalette.ColorRole.Window: now.window,
        QPalette.ColorRole.Base: now.surface,
        QPalette.ColorRole.Button: now.surface,
        QPalette.ColorRole.AlternateBase: now.sunken,
        QPalette.ColorRole.Text: now.text,
        QPalette.ColorRole.WindowText: now.text,
        QPalette.ColorRole.ButtonText: now.text,
        QPalette.ColorRole.PlaceholderText: now.text3,
        QPalette.ColorRole.Highlight: now.accent,
        QPalette.ColorRole.Accent: now.accent,
        QPalette.ColorRole.HighlightedText: now.onaccent,
        QPalette.ColorRole.Link: now.accentink,
        QPalette.ColorRole.ToolTipBase: now.surface,
        QPalette.ColorRole.ToolTipText: now.text,
    }
    palette = QPalette()
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Text):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(now.text3))
    return palette


def style_sheet(now: Tones) -> str:
    """Return the style sheet for a set of colours."""
    roles: dict[str, str] = {}
    for role in dataclasses.fields(now):
        value = getattr(now, role.name)
        if isinstance(value, Tone):
            parts = dataclasses.asdict(value).items()
            roles.update({f"{role.name}_{part}": ink for part, ink in parts})
        else:
            roles[role.name] = str(value)
    folder = files("resources") / "theme"
    names = ("window.qss", "contrast.qss") if now is HIGH_CONTRAST else ("window.qss",)
    whole = "".join((folder / name).read_text(encoding="utf-8") for name in names)
    sheet = Template(whole).substitute(roles)
    return _FONT_SIZE.sub(lambda said: f"font-size:{scaled(int(said[1]))}px", sheet)
