"""The look of the whole window: palette, typeface and one style sheet."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from ttedesktop.settings import Appearance
from ui.tones import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.tones import Tones

FAMILY: Final = "Inter"
_FACES: Final = ("Regular", "Medium", "SemiBold", "Bold")


class _Current:
    """The theme in use; one for the whole application, as Qt's palette is."""

    tones: Tones = LIGHT
    has_fonts: bool = False


def tones() -> Tones:
    """Return the colours in use."""
    return _Current.tones


def colour(value: str) -> QColor:
    """Return a colour by its role (``text``, ``ok.fg``) or as ``#rrggbb``."""
    if value.startswith("#"):
        return QColor(value)
    role, dot, part = value.partition(".")
    if dot:
        return QColor(getattr(tones().tone(role), part))
    return QColor(getattr(tones(), role))


def apply(application: QApplication, appearance: Appearance) -> None:
    """Dress the application; to be called again when the system's colours change."""
    _load_fonts()
    _Current.tones = _chosen(appearance)
    application.setStyle("Fusion")
    application.setPalette(_palette())
    application.setStyleSheet(style_sheet(tones()))


def font(size: int, weight: int = 400) -> QFont:
    """Return Inter at ``size`` logical pixels; weight 400, 500, 600 or 700."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(size)
    chosen.setWeight(QFont.Weight(weight))
    if size >= 20:
        chosen.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return chosen


def _chosen(appearance: Appearance) -> Tones:
    if appearance is Appearance.DARK:
        return DARK
    if appearance is Appearance.LIGHT:
        return LIGHT
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _load_fonts() -> None:
    if _Current.has_fonts:
        return
    for face in _FACES:
        data = (files("resources") / "fonts" / f"Inter-{face}.ttf").read_bytes()
        QFontDatabase.addApplicationFontFromData(data)
    base = QFont(FAMILY)
    base.setPixelSize(14)
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(base)
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
    secondary_edge = "#565E70" if now.is_dark else now.edge
    tone_rules = "".join(
        f'QLabel[tone="{name}"]{{color:{now.tone(name).fg};}}'
        f'QFrame[kind="notice"][tone="{name}"]{{background:{now.tone(name).bg};'
        f"border:1px solid {now.tone(name).line};border-radius:8px;}}"
        for name in ("ok", "warn", "bad", "none")
    )
    return f"""
QToolTip{{background:{now.surface};color:{now.text};border:1px solid {now.line};
  padding:6px 8px;}}
QWidget[kind="panel"],QFrame[kind="foot"],QFrame[kind="header"],QFrame[kind="rail"]
  {{background:{now.surface};}}
QWidget[kind="panel"]{{border-left:1px solid {now.line};}}
QFrame[kind="foot"]{{border-top:1px solid {now.line};border-left:1px solid {now.line};}}
QFrame[kind="header"]{{border-bottom:1px solid {now.line};}}
QFrame[kind="rail"]{{border-right:1px solid {now.line};}}
QWidget[kind="page"]{{background:{now.window};}}
QScrollArea,QScrollArea>QWidget>QWidget{{background:transparent;border:none;}}
QFrame[kind="card"]{{background:{now.surface};border:1px solid {now.line};
  border-radius:12px;}}
QFrame[kind="soft"]{{background:{now.soft};border:1px solid {now.softline};
  border-radius:12px;}}
QFrame[kind="inset"]{{background:{now.sunken};border:none;border-radius:8px;}}
QFrame[kind="dialog"]{{background:{now.surface};border:1px solid {now.line};
  border-radius:16px;}}
QFrame[kind="hairline"]{{background:{now.line};border:none;max-height:1px;
  min-height:1px;}}
QFrame[kind="separator"]{{background:{now.line};border:none;max-width:1px;
  min-width:1px;}}
QLabel{{color:{now.text};background:transparent;}}
QLabel[role="page"]{{font-size:26px;font-weight:600;}}
QLabel[role="title"]{{font-size:20px;font-weight:600;}}
QLabel[role="section"]{{font-size:16px;font-weight:600;}}
QLabel[role="name"]{{font-size:15px;font-weight:600;}}
QLabel[role="strong"]{{font-size:14px;font-weight:600;}}
QLabel[role="row"]{{font-size:14px;font-weight:500;}}
QLabel[role="label"]{{font-size:13px;font-weight:600;}}
QLabel[role="helper"]{{font-size:13px;color:{now.text2};}}
QLabel[role="caption"]{{font-size:12px;color:{now.text2};}}
{tone_rules}
QPushButton{{background:{now.surface};color:{now.text};
  border:1px solid {secondary_edge};border-radius:8px;padding:0 16px;
  min-height:34px;font-size:14px;font-weight:500;}}
QPushButton:hover{{background:{now.hover};}}
QPushButton:pressed{{background:{now.sunken};}}
QPushButton[kind="primary"]{{background:{now.accent};color:{now.onaccent};
  border-color:{now.accent};font-weight:600;}}
QPushButton[kind="primary"]:hover{{background:{now.accent_hover};}}
QPushButton[kind="primary"]:pressed{{background:{now.accent_down};}}
QPushButton[kind="danger"]{{color:{now.bad.fg};border-color:{now.bad.fg};}}
QPushButton[kind="ghost"]{{background:transparent;border-color:transparent;}}
QPushButton[kind="ghost"]:hover{{background:{now.hover};}}
QPushButton[kind="link"]{{background:transparent;border:none;color:{now.accentink};
  padding:0;min-height:24px;font-size:13px;font-weight:600;text-align:right;}}
QPushButton[kind="link"]:hover{{text-decoration:underline;}}
QPushButton[kind="fold"]{{background:transparent;border:none;color:{now.accentink};
  padding:0;min-height:32px;font-size:14px;font-weight:600;text-align:left;}}
QPushButton[kind="tool"]{{background:transparent;border:none;border-radius:8px;
  padding:0;min-width:36px;max-width:36px;min-height:36px;max-height:36px;}}
QPushButton[kind="tool"]:hover{{background:{now.hover};}}
QPushButton[kind="tool"]:checked{{background:{now.soft};}}
QPushButton[size="dialog"]{{min-height:38px;}}
QPushButton[size="signing"]{{min-height:46px;border-radius:10px;font-size:15px;}}
QPushButton:disabled{{background:{now.sunken};color:{now.text3};
  border-color:{now.line};}}
QPushButton[kind="ghost"]:disabled,QPushButton[kind="tool"]:disabled,
QPushButton[kind="link"]:disabled{{background:transparent;border-color:transparent;
  color:{now.text3};}}
QLineEdit,QSpinBox{{background:{now.surface};color:{now.text};
  border:1px solid {now.edge};border-radius:8px;padding:0 10px;min-height:38px;
  font-size:14px;selection-background-color:{now.accent};
  selection-color:{now.onaccent};}}
QLineEdit:focus,QSpinBox:focus{{border:2px solid {now.focus};padding:0 9px;
  min-height:36px;}}
QLineEdit[wrong="true"]{{border:2px solid {now.bad.fg};}}
QLineEdit:disabled{{background:{now.sunken};color:{now.text3};}}
QLineEdit[size="compact"]{{min-height:34px;padding:0;font-weight:500;}}
QLineEdit[size="compact"]:focus{{min-height:32px;}}
QComboBox{{background:{now.surface};color:{now.text};border:1px solid {now.edge};
  border-radius:8px;padding:0 12px;min-height:38px;font-size:14px;}}
QComboBox:focus{{border:2px solid {now.focus};padding:0 11px;min-height:36px;}}
QComboBox::drop-down{{border:none;width:32px;}}
QComboBox::down-arrow{{image:url(theme:chevron_down.svg);width:16px;height:16px;}}
QComboBox QAbstractItemView{{background:{now.surface};color:{now.text};
  border:1px solid {now.line};selection-background-color:{now.soft};
  selection-color:{now.text};padding:4px;outline:none;}}
QCheckBox{{color:{now.text};font-size:14px;spacing:12px;}}
QCheckBox::indicator{{width:18px;height:18px;border:1px solid {now.edge};
  border-radius:5px;background:{now.surface};}}
QCheckBox::indicator:hover{{background:{now.hover};}}
QCheckBox::indicator:checked{{background:{now.accent};border-color:{now.accent};
  image:url(theme:checkmark.svg);}}
QCheckBox::indicator:disabled{{background:{now.sunken};border-color:{now.line};}}
QScrollBar:vertical{{background:transparent;width:14px;margin:0;}}
QScrollBar:horizontal{{background:transparent;height:14px;margin:0;}}
QScrollBar::handle{{background:{now.edge};border-radius:3px;margin:4px;}}
QScrollBar::handle:vertical{{min-height:40px;}}
QScrollBar::handle:horizontal{{min-width:40px;}}
QScrollBar::add-line,QScrollBar::sub-line,QScrollBar::add-page,QScrollBar::sub-page
  {{background:transparent;border:none;width:0;height:0;}}
QListWidget[kind="navigation"]{{background:transparent;border:none;outline:none;
  font-size:14px;color:{now.text};}}
QListWidget[kind="navigation"]::item{{border-radius:8px;padding:0 12px;
  margin:0 0 2px 0;}}
QListWidget[kind="navigation"]::item:hover{{background:{now.hover};}}
QListWidget[kind="navigation"]::item:selected{{background:{now.soft};
  color:{now.accentink};}}
QFrame[kind="row"]{{background:transparent;border:none;border-radius:8px;}}
QFrame[kind="row"]:hover,QFrame[kind="row"]:focus{{background:{now.hover};}}
QProgressBar{{background:{now.sunken};border:none;border-radius:4px;max-height:8px;
  min-height:8px;}}
QProgressBar::chunk{{background:{now.accent};border-radius:4px;}}
QMenu{{background:{now.surface};color:{now.text};border:1px solid {now.line};
  padding:6px;}}
QMenu::item{{padding:8px 24px 8px 12px;border-radius:6px;}}
QMenu::item:selected{{background:{now.soft};color:{now.text};}}
QMenu::item:disabled{{color:{now.text3};}}
QMenuBar{{background:{now.surface};color:{now.text};
  border-bottom:1px solid {now.line};}}
QMenuBar::item{{padding:6px 12px;background:transparent;}}
QMenuBar::item:selected{{background:{now.soft};}}
"""
