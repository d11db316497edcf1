"""The row of small tabs above the side panel."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout
from typing_extensions import override

from ttedesktop.language import _, mark
from ui.controls import icons, theme


class SideView(Enum):
    """What the side panel can show, by the name of its icon."""

    PAGES = "document_one_page_multiple"
    OUTLINE = "text_bullet_list_tree"
    SIGNATURES = "signature"
    ATTACHMENTS = "attach"
    LAYERS = "layer_diagonal"


NAMES: Final = {
    SideView.PAGES: mark("Halaman kecil"),
    SideView.OUTLINE: mark("Daftar isi"),
    SideView.SIGNATURES: mark("Tanda tangan"),
    SideView.ATTACHMENTS: mark("Lampiran"),
    SideView.LAYERS: mark("Lapisan"),
}
_LEAST: Final = 32
_BY_CLICK: Final = Qt.FocusPolicy.ClickFocus
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class SideTabs(QFrame):
    """One is chosen; Tab enters the row, the arrows move in it."""

    chosen = Signal(object)
    """The ``SideView`` that a person chose."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "tabs")
        self.setFixedHeight(41)
        self._group = QButtonGroup(self)
        self._tabs: dict[SideView, _Tab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 3, 2, 3)
        row.setSpacing(0)
        for view in SideView:
            tab = _Tab(view)
            tab.clicked.connect(lambda _checked=False, v=view: self.chosen.emit(v))
            self._tabs[view] = tab
            self._group.addButton(tab)
            row.addWidget(tab)
        self.select(SideView.PAGES)

    @property
    def least_width(self) -> int:
        """Pixels across that a hand needs to meet each of them."""
        return len(self._tabs) * _LEAST + 5

    def select(self, view: SideView) -> None:
        """Show which view is open; Tab leads to its tab and passes the others."""
        self._tabs[view].setChecked(True)
        for other, tab in self._tabs.items():
            is_open = other is view
            policy = Qt.FocusPolicy.StrongFocus if is_open else _BY_CLICK
            tab.setFocusPolicy(policy)

    def set_state(self, view: SideView, *, enabled: bool, words: str = "") -> None:
        """Let a view be opened or not; ``words`` say why not, or how much it has."""
        self._tabs[view].setEnabled(enabled)
        name = _(NAMES[view])
        self._tabs[view].setToolTip(words or name)
        self._tabs[view].setAccessibleDescription(words)

    def tab(self, view: SideView) -> QAbstractButton:
        """Return the tab of a view."""
        return self._tabs[view]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        there = [tab for tab in self._tabs.values() if tab.isEnabled()]
        focused = [place for place, tab in enumerate(there) if tab.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        tab = there[(focused[0] + step) % len(there)]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        tab.click()


class _Tab(QAbstractButton):
    def __init__(self, view: SideView) -> None:
        super().__init__()
        self._icon = view.value
        self.setCheckable(True)
        self.setAccessibleName(_(NAMES[view]))
        self.setToolTip(_(NAMES[view]))
        self.setMinimumSize(24, 34)

    @override
    def sizeHint(self) -> QSize:
        return QSize(25, 34)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        # Qt would move the keyboard to a tab without opening it.
        if Qt.Key(e.key()) in _STEPS:
            e.ignore()
        else:
            super().keyPressEvent(e)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or (self.underMouse() and self.isEnabled()):
            painter.setBrush(theme.colour("soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        ink = "accentink" if chosen else "text2" if self.isEnabled() else "edge"
        picture = icons.pixmap(self._icon, size=20, colour=ink, filled=chosen)
        corner = ((self.width() - 20) // 2, (self.height() - 20) // 2)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        painter.drawPixmap(*corner, picture)
