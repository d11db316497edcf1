"""The rows that were painted lately: one that looks as before is not painted again."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.controls import theme
from ui.queue.rows import HEIGHT, paint_row

if TYPE_CHECKING:
    from ui.queue.document import QueuedDocument
    from ui.queue.rows import Look

_KEPT: Final = 40
"""Pictures at least, of a fifth of a megabyte each: the rows of a tall screen."""
_AT_ONCE: Final = 0.001_5
"""Seconds of painting rows after which no further one is painted in one go."""
_Fingerprint = tuple[object, ...]


class RowPictures:
    """One for a table; a window in other colours or words has another table.

    What is painted in one go takes no longer than a few milliseconds, however large
    and slow the screen: further rows are left empty, to be painted in the next go.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[_Fingerprint, QPixmap]] = OrderedDict()
        self._left = 0.0
        self._in_sight = self._room = 0
        self.are_all_painted = True
        """Whether no row was left empty since ``begin``."""

    def begin(self) -> None:
        """Begin to paint what is in sight."""
        self._left = _AT_ONCE
        # A screen that stands upright shows more: to let go of some while others are
        # painted would never come to an end.
        self._room, self._in_sight = max(_KEPT, self._in_sight), 0
        self.are_all_painted = True

    def draw(
        self, painter: QPainter, top: int, one: QueuedDocument | str, look: Look
    ) -> None:
        """Paint a row at ``top``, in logical pixels."""
        ratio = painter.device().devicePixelRatioF()
        if isinstance(one, str) or not ratio.is_integer():
            # Pixels that lie between those of the screen would be blurred.
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, top)
            paint_row(painter, one, look)
            painter.restore()
            return
        picture = self._picture(one, look, ratio)
        if picture is not None:
            painter.drawPixmap(0, top, picture)

    def _picture(self, one: QueuedDocument, look: Look, ratio: float) -> QPixmap | None:
        self._in_sight += 1
        now = (look, ratio, one.state, one.facts, one.read_at, one.note, one.outcome)
        kept = self._kept.pop(one.number, None)
        if kept is None or kept[0] != now:
            # Those that are kept do not count: each go comes further than the last.
            if self._left <= 0:
                self.are_all_painted = False
                return None
            begun = time.monotonic()
            kept = now, _painted(one, look, ratio)
            self._left -= time.monotonic() - begun
        self._kept[one.number] = kept
        while len(self._kept) > max(self._room, self._in_sight):
            self._kept.popitem(last=False)
        return kept[1]


def _painted(one: QueuedDocument, look: Look, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(look.width, HEIGHT) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.colour("surface"))
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, one, look)
    return picture
