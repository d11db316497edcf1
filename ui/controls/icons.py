"""Icons from the shipped SVG files, in the colour and size that a place asks for."""

from __future__ import annotations

import re
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QDir, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.controls import theme

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SIZES: Final = (16, 20, 24)
_RULE_ICONS: Final = (
    ("chevron_down", "text2"),
    ("chevron_up", "text2"),
    ("chevron_left", "text2"),
    ("chevron_right", "text2"),
    ("checkmark", "onaccent"),
)


def icon(
    name: str, *, size: int = 20, colour: str = "text", filled: bool = False
) -> QIcon:
    """Return an icon whose disabled state is the colour of disabled text."""
    made = QIcon()
    made.addPixmap(pixmap(name, size=size, colour=colour, filled=filled))
    made.addPixmap(
        pixmap(name, size=size, colour="text3", filled=filled), QIcon.Mode.Disabled
    )
    return made


def pixmap(
    name: str, *, size: int = 20, colour: str = "text", filled: bool = False
) -> QPixmap:
    """Return an icon as pixels, sharp on the sharpest screen."""
    ratio = max((s.devicePixelRatio() for s in QGuiApplication.screens()), default=1.0)
    return _drawn(name, size, theme.colour(colour).name(), filled, ratio)


def application_icon() -> QIcon:
    """Return the icon of the program: a pen on ink blue, in every size."""
    made = QIcon()
    for size in (16, 20, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("#2A43B4"))
        painter.drawRoundedRect(0, 0, size, size, size * 0.22, size * 0.22)
        svg = _coloured(_svg("signature", 24, filled=False), "#FFFFFF")
        inset = size * 0.18
        inside = QRectF(inset, inset, size - 2 * inset, size - 2 * inset)
        QSvgRenderer(QByteArray(svg)).render(painter, inside)
        painter.end()
        made.addPixmap(picture)
    return made


def set_rule_icons() -> None:
    """Write the icons that the style sheet names, in the colours of the theme.

    A style sheet can only name files, so coloured copies go to a folder of its own.
    """
    folder = Path(_rule_folder().name)
    for name, colour in _RULE_ICONS:
        svg = _svg(name, 16, filled=False)
        text = _coloured(svg, theme.colour(colour).name())
        (folder / f"{name}.svg").write_bytes(text)
    QDir.setSearchPaths("theme", [str(folder)])


@lru_cache(maxsize=1)
def _rule_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="tte-theme-")


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, colour: str, filled: bool, ratio: float) -> QPixmap:  # noqa: FBT001 - a key of the cache
    svg = _coloured(_svg(name, size, filled=filled), colour)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=1)
def _folder() -> Traversable:
    return files("resources") / "icons"


@lru_cache(maxsize=256)
def _svg(name: str, size: int, *, filled: bool) -> bytes:
    kind = "filled" if filled else "regular"
    folder = _folder()
    # Each size is drawn by itself; where one is missing the nearest serves.
    for candidate in sorted(_SIZES, key=lambda other: abs(other - size)):
        file = folder / f"{name}_{candidate}_{kind}.svg"
        if file.is_file():
            return file.read_bytes()
    raise LookupError(name)


def _coloured(svg: bytes, colour: str) -> bytes:
    return re.sub(rb"<svg ", f'<svg fill="{colour}" '.encode(), svg, count=1)
