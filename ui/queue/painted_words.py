"""Words of a row on one line: shortened and laid out once, painted many times.

Laying words out is most of what painting them costs, and most rows say what others
say, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText

from ui.controls import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_KEPT: Final = 1_000
"""Lines; the rows of some screens."""


class Side(Enum):
    """Where a line stands in its area."""

    LEFT = auto()
    """In the middle of the height, as ``RIGHT``."""
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()


@dataclass(frozen=True, slots=True)
class Face:
    """How words look."""

    size: int
    """Logical pixels at the usual size of words."""
    weight: int = 400
    keeps_end: bool = False
    """Whether what is too long is shortened in its middle."""


@dataclass(frozen=True, slots=True)
class _Line:
    font: QFont
    text: QStaticText
    """Is laid out when it is painted first."""
    metrics: QFontMetrics


def draw_words(
    painter: QPainter, area: QRectF, words: str, face: Face, side: Side = Side.LEFT
) -> None:
    """Paint words on one line with the pen of the painter; shortened to fit."""
    if not words:
        return
    size = theme.scaled(face.size)
    line = _line(words, size, face.weight, face.keeps_end, max(0, int(area.width())))
    left, top = area.left(), area.top()
    if side is Side.RIGHT:
        left += area.width() - line.metrics.horizontalAdvance(line.text.text())
    if side is Side.BOTTOM:
        top += area.height() - line.metrics.height()
    elif side is not Side.TOP:
        top += (area.height() - line.metrics.height()) / 2
    painter.setFont(line.font)
    painter.drawStaticText(QPointF(left, top), line.text)


def width_of(words: str, face: Face) -> int:
    """Return the width of words that are not shortened, in logical pixels."""
    return _font(theme.scaled(face.size), face.weight)[1].horizontalAdvance(words)


@lru_cache(maxsize=_KEPT)
def _line(words: str, size: int, weight: int, keeps_end: bool, room: int) -> _Line:  # noqa: FBT001 - a key of the cache
    font, metrics = _font(size, weight)
    mode = Qt.TextElideMode.ElideMiddle if keeps_end else Qt.TextElideMode.ElideRight
    text = QStaticText(metrics.elidedText(words, mode, room))
    text.setTextFormat(Qt.TextFormat.PlainText)
    return _Line(font, text, metrics)


@lru_cache(maxsize=32)
def _font(size: int, weight: int) -> tuple[QFont, QFontMetrics]:
    font = QFont(theme.FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    # As all words of the window; with other hints each line would be laid out again.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font, QFontMetrics(font)
