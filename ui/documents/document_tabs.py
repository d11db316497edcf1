"""The tabs of the open documents: name, verdict, and a cross to close each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTabBar
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import icons
from ui.controls.buttons import ToolButton
from ui.controls.chips import verdict_picture

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent

    from ttedesktop.validation.report import Verdict

HEIGHT: Final = 40
_WIDEST: Final = 240
_NARROWEST: Final = 160
"""Where tabs would be narrower still, arrows lead to those out of sight."""
_ICON: Final = 16


@dataclass(frozen=True, slots=True)
class TabWords:
    """What a tab tells of its document."""

    name: str
    path: str
    verdict: Verdict | None = None
    """None until the signatures were checked."""


class TabRow(QTabBar):
    """One tab for each document."""

    closing_wanted = Signal(int)
    """Index of the tab whose cross was clicked, or that was clicked in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed = -1
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Dokumen yang terbuka"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def show_tabs(self, told: list[TabWords], current: int) -> None:
        """Show these tabs, the one in front among them."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        while self.count() > len(told):
            self.removeTab(self.count() - 1)
        while self.count() < len(told):
            self._add()
        for index, one in enumerate(told):
            self._tell(index, one)
        self.setCurrentIndex(current)
        self.blockSignals(blocked)
        self.updateGeometry()

    def _add(self) -> None:
        cross = ToolButton("dismiss", _("Tutup dokumen (Ctrl+W)"))
        cross.setProperty("measure", "tab")
        cross.setIconSize(QSize(_ICON, _ICON))
        cross.setIcon(icons.icon("dismiss", size=_ICON, colour="text2"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(lambda: self._close_by(cross))
        index = self.addTab("")
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, cross)

    def _tell(self, index: int, told: TabWords) -> None:
        # It goes with the tab, also where somebody drags it elsewhere.
        if self.tabData(index) == told:
            return
        self.setTabData(index, told)
        words, icon, tone = _picture(told)
        is_known = told.verdict is not None
        made = icons.icon(icon, size=_ICON, colour=f"{tone}.fg", filled=is_known)
        self.setTabIcon(index, made)
        self.setTabText(index, told.name.replace("&", "&&"))
        self.setTabToolTip(index, "\n".join(filter(None, (told.path, words))))
        self.setAccessibleTabName(index, ", ".join(filter(None, (told.name, words))))
        cross = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        cross.setAccessibleName(_("Tutup {name}").format(name=told.name))

    def _close_by(self, cross: ToolButton) -> None:
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is cross:
                self.closing_wanted.emit(index)
                return

    # --- sizes ------------------------------------------------------------------------

    @override
    def tabSizeHint(self, index: int) -> QSize:
        share = self.width() // max(1, self.count())
        return QSize(min(_WIDEST, max(_NARROWEST, share)), HEIGHT)

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(_NARROWEST, HEIGHT)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDEST * self.count(), HEIGHT)

    # --- the mouse --------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = self.tabAt(event.position().toPoint())
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._release(event.position().toPoint())
            return
        super().mouseReleaseEvent(event)

    def _release(self, point: QPoint) -> None:
        pressed, self._pressed = self._pressed, -1
        if pressed >= 0 and self.tabAt(point) == pressed:
            self.closing_wanted.emit(pressed)


class DocumentTabs(QFrame):
    """The row of tabs, and a button that opens one more document."""

    opening_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "tabs")
        self.setFixedHeight(HEIGHT + 1)
        self.row = TabRow()
        add = ToolButton("add", _("Buka dokumen lain (Ctrl+O)"))
        add.setIcon(icons.icon("add", colour="text2"))
        add.clicked.connect(self.opening_wanted)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 8, 1)
        across.setSpacing(4)
        across.addWidget(self.row, 1)
        across.addWidget(add)


def _picture(told: TabWords) -> tuple[str, str, str]:
    """Return the words, the icon and the tone of what is known of a document."""
    if told.verdict is None:
        return "", "document_pdf", "none"
    return verdict_picture(told.verdict)
