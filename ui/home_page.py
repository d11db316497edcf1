"""The first page: what one wants to do, and what was opened before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ttedesktop.language import _
from ttedesktop.moments import clock_with_zone, day
from ttedesktop.validation.report import Verdict
from ui.controls import icons, theme
from ui.controls.buttons import Button
from ui.controls.chips import verdict_chip
from ui.controls.labels import disc, frame, hairline, label
from ui.controls.scroll_area import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from ttedesktop.settings.values import RecentDocument

_WIDEST: Final = 936
_CARD_HEIGHT: Final = 156
_UNDER_TITLE: Final = 6
_WRAPPED: Final = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
_WHEN: Final = 132
"""Pixels of the moment at which a document was opened, in usual words."""


class HomePage(ScrollArea):
    """Three cards, and the documents opened last."""

    opening_wanted = Signal()
    checking_wanted = Signal()
    queue_wanted = Signal()
    document_chosen = Signal(str)
    """Path of a document from the list."""
    clearing_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sign = TaskCard(
            "document_signature",
            _("Buka dan tanda tangani"),
            _("Baca dokumen, letakkan spesimen, lalu tanda tangani."),
            key="Ctrl+O",
            is_primary=True,
        )
        self._queue = TaskCard(
            "document_multiple",
            _("Tanda tangani sekaligus"),
            _("Banyak dokumen dengan satu kali memasukkan PIN."),
            key="Ctrl+2",
        )
        self._check = TaskCard(
            "shield_checkmark",
            _("Periksa keaslian"),
            _("Pastikan TTE pada dokumen yang Anda terima."),
            key="Ctrl+K",
        )
        self._sign.clicked.connect(self.opening_wanted)
        self._queue.clicked.connect(self.queue_wanted)
        self._check.clicked.connect(self.checking_wanted)
        self._told: tuple[Sequence[RecentDocument], str] = ((), "")
        self._shown: tuple[Sequence[RecentDocument], str] | None = None
        self._recent = QVBoxLayout()
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.show_recent(())

    def show_recent(self, recent: Sequence[RecentDocument], *, note: str = "") -> None:
        """Show what was opened before, newest first, or why there is nothing."""
        self._told = recent, note
        if self.isVisible():
            self._fill()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # A document that is opened changes the list, which nobody sees meanwhile.
        self._fill()
        super().showEvent(event)

    def _fill(self) -> None:
        if self._told == self._shown:
            return
        self._shown = recent, note = self._told
        while self._recent.count():
            item = self._recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        empty = _nothing_kept(note) if note else _nothing_yet()
        shown = self._list_of(recent) if recent else empty
        self._recent.addWidget(shown)
        # What is put into a layout is shown a moment later by itself.
        shown.show()

    def _list_of(self, recent: Sequence[RecentDocument]) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(label(_("Terakhir dibuka"), role="section"))
        head.addStretch(1)
        clear = Button(_("Bersihkan daftar"), kind="link")
        clear.clicked.connect(self.clearing_wanted)
        head.addWidget(clear)
        column.addLayout(head)
        card = frame("card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(4, 4, 4, 4)
        rows.setSpacing(0)
        for number, one in enumerate(recent):
            if number:
                rows.addWidget(hairline())
            row = RecentRow(one)
            row.chosen.connect(self.document_chosen)
            rows.addWidget(row)
        column.addWidget(card)
        return whole

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self._sign)
        cards.addWidget(self._queue)
        cards.addWidget(self._check)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 28, 0, 28)
        column.setSpacing(0)
        column.addWidget(label(_("Apa yang ingin Anda kerjakan?"), role="page"))
        column.addSpacing(4)
        column.addWidget(
            label(
                _(
                    "Buka satu dokumen, atau seret berkas PDF ke mana saja di "
                    "jendela ini."
                ),
                role="helper",
                wrap=True,
            )
        )
        column.addSpacing(20)
        column.addLayout(cards)
        column.addSpacing(32)
        column.addLayout(self._recent)
        column.addStretch(1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(content)


class TaskCard(QAbstractButton):
    """A large button: icon, title, sentence and its key."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        *,
        key: str,
        is_primary: bool = False,
    ) -> None:
        super().__init__()
        self._icon, self._sentence, self._key = icon, sentence, key
        self._is_primary = is_primary
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.scaled(_CARD_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(440, theme.scaled(_CARD_HEIGHT))

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hover = self.underMouse()
        if self._is_primary:
            fill = "accent_hover" if hover else "accent"
            edge, patch, ink, soft_ink = fill, "accent_down", "onaccent", "onaccent"
        else:
            fill, edge = ("hover" if hover else "surface"), "line"
            patch, ink, soft_ink = "soft", "text", "text2"
        painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour(edge), 1))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, 12, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(patch))
        painter.drawRoundedRect(QRectF(20, 20, 40, 40), 8, 8)
        icon_ink = "onaccent" if self._is_primary else "accentink"
        painter.drawPixmap(30, 30, icons.pixmap(self._icon, colour=icon_ink))
        self._paint_words(painter, ink, soft_ink)

    def _paint_words(self, painter: QPainter, ink: str, soft_ink: str) -> None:
        room = self.rect().adjusted(20, 20, -20, -12)
        painter.setPen(theme.colour(soft_ink))
        painter.setFont(theme.font(13, 500))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, self._key)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(16, 600))
        title = room.adjusted(0, 48, 0, 0)
        taken = painter.drawText(title, _WRAPPED, self.text())
        painter.setPen(theme.colour(soft_ink))
        painter.setFont(theme.font(14, 400))
        # Large words need a second line for the title.
        sentence = room.adjusted(0, 48 + taken.height() + _UNDER_TITLE, 0, 0)
        painter.drawText(sentence, _WRAPPED, self._sentence)


class RecentRow(QFrame):
    """A document opened before."""

    chosen = Signal(str)

    def __init__(self, one: RecentDocument) -> None:
        super().__init__()
        path = Path(one.path)
        self._path = one.path
        self.setProperty("kind", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(path.name)
        self.setToolTip(one.path)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(label(path.name))
        words.addWidget(label(" › ".join(path.parent.parts[-2:]), role="caption"))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addWidget(disc("document_pdf", "none", size=32))
        row.addLayout(words, 1)
        if one.verdict:
            row.addWidget(verdict_chip(Verdict(one.verdict)))
        when = label(_opened(one.opened_at), role="helper")
        when.setFixedWidth(theme.scaled(_WHEN))
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(when)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._path)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._path)
        else:
            super().keyPressEvent(event)


def _opened(text: str) -> str:
    try:
        when = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return ""
    days = (datetime.now().astimezone().date() - when.date()).days
    if not days:
        return _("Hari ini, {clock}").format(clock=clock_with_zone(when))
    if days == 1:
        return _("Kemarin, {clock}").format(clock=clock_with_zone(when))
    return day(when)


def _nothing_kept(note: str) -> QWidget:
    card = frame("card")
    row = QHBoxLayout(card)
    row.setContentsMargins(20, 16, 20, 16)
    row.setSpacing(16)
    row.addWidget(disc("history", "none", size=32))
    row.addWidget(label(note, role="helper", wrap=True), 1)
    return card


def _nothing_yet() -> QWidget:
    card = frame("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(24, 32, 24, 32)
    column.setSpacing(6)
    column.addWidget(
        disc("document", "none", size=64), 0, Qt.AlignmentFlag.AlignHCenter
    )
    column.addSpacing(6)
    for words, role in (
        (_("Belum ada dokumen"), "title"),
        (
            _(
                "Dokumen yang Anda buka akan muncul di sini, sehingga mudah dibuka "
                "kembali."
            ),
            "helper",
        ),
    ):
        said = label(words, role=role, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
    return card
