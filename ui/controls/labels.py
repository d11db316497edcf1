"""Labels by their role in the text; the style sheet alone decides their look."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel

from ui.controls import icons, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LONG_RUN: Final = re.compile(r"\S{16}(?=\S)")


def label(
    words: str, *, role: str = "body", wrap: bool = False, tone: str = ""
) -> QLabel:
    """Return a label; ``role`` is one of the style sheet's (title, name, helper …)."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    return made


def plain_tip(words: str) -> str:
    """Return a tooltip that shows words from elsewhere as they are.

    Qt takes a tooltip that looks like markup for markup, pictures and all.
    """
    return f"<qt>{escape(words)}</qt>" if words else ""


def breakable(words: str) -> str:
    """Return words in which what is long without a space may be broken into lines."""
    return _LONG_RUN.sub(lambda run: f"{run[0]}\u200b", words)


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another tone and let the style sheet take note."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def disc(name: str, tone: str, *, size: int = 32, strong: bool = False) -> QLabel:
    """Return a round patch with an icon; ``strong`` fills it with the tone itself."""
    made = QLabel()
    made.setFixedSize(size, size)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    paint_disc(made, name, tone, strong=strong)
    return made


def paint_disc(made: QLabel, name: str, tone: str, *, strong: bool = False) -> None:
    """Give a disc another icon and tone."""
    fill, ink = _disc_colours(tone, strong=strong)
    made.setPixmap(_disc_picture(name, made.width(), fill, ink))


def _disc_picture(name: str, size: int, fill: str, ink: str) -> QPixmap:
    """Return a disc as pixels: a style sheet for each costs more than all its words."""
    inner = 24 if size >= 44 else 16 if size < 36 else 20
    icon = icons.pixmap(name, size=inner, colour=ink, filled=True)
    ratio = icon.devicePixelRatio()
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawEllipse(QRectF(0, 0, size, size))
        edge = (size - inner) / 2
        painter.drawPixmap(QPointF(edge, edge), icon)
    return picture


def _disc_colours(tone: str, *, strong: bool) -> tuple[str, str]:
    now = theme.tones()
    if tone == "accent":
        return now.soft, "accentink"
    chosen = now.tone(tone)
    return (chosen.fg, "surface") if strong else (chosen.bg, f"{tone}.fg")


def hairline() -> QFrame:
    """Return a line of one pixel across."""
    line = QFrame()
    line.setProperty("kind", "hairline")
    return line


def frame(kind: str) -> QFrame:
    """Return a frame of a kind that the style sheet knows, such as card or inset."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def separator() -> QFrame:
    """Return an upright line between two groups of tools."""
    made = frame("separator")
    made.setFixedHeight(24)
    return made
