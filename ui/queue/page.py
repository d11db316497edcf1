"""The room of the queue: the list, what belongs to it, and the document beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.labels import disc, label
from ui.pages.page_painting import prepare_paper
from ui.queue.foot import QueueFoot
from ui.queue.model import QueueModel
from ui.queue.table import QueueTable
from ui.queue.tools import QueueTools
from ui.queue.viewer import QueueViewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.program.parts import Parts

_REST: Final = 100
"""Milliseconds after which the page is there and nothing happens yet."""
_PICTURE: Final = 16
"""Milliseconds from one picture of the screen to the next."""
_VIEWER: Final = 392
_WIDE_VIEWER: Final = 560
_ROOMY: Final = 1600


class QueuePage(QWidget):
    """Holds the widgets; what happens between them is the queue's affairs'."""

    resized = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.setProperty("kind", "panel-page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_compact = False
        self.model = QueueModel(self)
        self.tools = QueueTools()
        self.table = QueueTable(self.model)
        self.empty = EmptyQueue()
        self.foot = QueueFoot()
        self.viewer = QueueViewer(parts)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self.table)
        self._list = QWidget()
        self._turns: Iterator[Callable[[], None]] = iter(())
        """What is still to be laid out before the first rows are painted."""
        self._lay_out()
        self.tools.preview_toggled.connect(self._show_preview)
        self.show_empty(is_empty=True)
        QTimer.singleShot(_REST, self, self._warm_up)

    def _warm_up(self) -> None:
        """Make ready, before rows come, what shows them."""
        for part in (self.table, self.foot, self.viewer):
            for one in (part, *part.findChildren(QWidget)):
                one.ensurePolished()
        prepare_paper()
        QTimer.singleShot(_REST, self, self.table.warm_up)

    @property
    def subtitle(self) -> str:
        """What stands below the title of the room."""
        return self._subtitle

    def show_subtitle(self, words: str) -> None:
        """Say how many documents there are and how they stand."""
        self._subtitle = words

    def show_empty(self, *, is_empty: bool) -> None:
        """Show where documents are dropped, or the list of them."""
        self._is_empty = is_empty
        for show in (self._show_middle, self._show_foot, self._show_tools, self._fit):
            show()

    def begin(self) -> None:
        """Show the list with its first rows: laid out part by part, then painted.

        All at once would hold the window up for longer than a picture of the screen.
        """
        self._is_empty = False
        self.setUpdatesEnabled(False)
        self.viewer.setUpdatesEnabled(False)
        self._turns = iter(
            (
                self._show_middle, self._show_foot, self._show_tools, self._fit,
                self._paint_list,
            )
        )  # fmt: skip
        # What was added has taken a turn already.
        QTimer.singleShot(0, self, self._take_turn)

    def _take_turn(self) -> None:
        turn = next(self._turns, None)
        if turn is not None:
            turn()
            QTimer.singleShot(0, self, self._take_turn)

    def _show_middle(self) -> None:
        had_keyboard = any(
            one.hasFocus() for one in (self.empty.add, self.empty.add_folder)
        )
        self._middle.setCurrentWidget(self.empty if self._is_empty else self.table)
        if had_keyboard and not self._is_empty:
            self.table.setFocus()

    def _show_foot(self) -> None:
        self.foot.setVisible(not self._is_empty)

    def _show_tools(self) -> None:
        self.tools.setVisible(not self._is_empty or self.tools.is_offering)

    def _paint_list(self) -> None:
        self.setUpdatesEnabled(True)
        self.table.begin()
        QTimer.singleShot(_PICTURE, self, self._paint_viewer)

    def _paint_viewer(self) -> None:
        self.viewer.setUpdatesEnabled(True)

    def set_room(self, width: int, *, compact: bool) -> None:
        """Fit the viewer to the width of the window, in logical pixels."""
        self._is_compact = compact
        self.viewer.setFixedWidth(_WIDE_VIEWER if width >= _ROOMY else _VIEWER)
        self._fit()

    def areas(self) -> tuple[QWidget, ...]:
        """Return the places that F6 leads to."""
        if self._is_empty:
            return (self.empty,)
        return (self.table, self.viewer.view, self.foot.consent)

    def _show_preview(self, _shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._fit()

    def _fit(self) -> None:
        is_over = self._is_compact and self.tools.preview.isChecked()
        self.viewer.setVisible(not self._is_empty and (not self._is_compact or is_over))
        # In a small window the preview takes half of the list's room.
        room = self.width() - (self.viewer.width() if self.viewer.isVisible() else 0)
        self.tools.set_room(room, compact=self._is_compact)
        self.foot.set_room(room)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._subtitle = ""
        self._is_empty = True
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._middle, 1)
        column.addWidget(self.foot)
        self.viewer.setFixedWidth(_VIEWER)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list, 1)
        row.addWidget(self.viewer)


class EmptyQueue(QWidget):
    """A dashed zone into which files and folders are dropped."""

    documents_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = label(_("Seret dokumen atau folder ke sini"), role="title", wrap=True)
        told = label(
            _(
                "PIN dimasukkan satu kali untuk semuanya. Setiap dokumen tetap dapat "
                "dibaca dahulu."
            ),
            role="helper",
            wrap=True,
        )
        for one in (title, told):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add = Button(_("Tambah dokumen"), kind="primary", icon="add")
        self.add_folder = Button(_("Tambah folder"), icon="folder_add")
        self.add.clicked.connect(self.documents_wanted)
        self.add_folder.clicked.connect(self.folder_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.add)
        buttons.addWidget(self.add_folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(8)
        column.addStretch(1)
        icon = disc("document_multiple", "accent", size=64)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(title)
        column.addWidget(told)
        column.addSpacing(12)
        column.addLayout(buttons)
        column.addStretch(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("edge"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(theme.colour("surface"))
        zone = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        painter.drawRoundedRect(zone, 16, 16)
