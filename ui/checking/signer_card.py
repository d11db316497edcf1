"""The card of one signature: who signed, and behind a click everything about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ttedesktop.validation.report import SignatureKind
from ttedesktop.validation.reporting.report_rows import fact_rows, own_statement
from ui.checking.answer_rows import AnswerRows
from ui.controls import theme
from ui.controls.buttons import Button, ToolButton
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QEnterEvent, QMouseEvent

    from ttedesktop.validation.report import SignatureReport
    from ttedesktop.validation.reporting.explanation import SignatureExplanation


class SignerCard(QWidget):
    """Closed: number, name, institution, page. Open: answers and facts."""

    chosen = Signal(int)
    """The number of the signature, from 1: its mark on the page lights up."""
    unfolded = Signal()
    signed_version_wanted = Signal(int)
    changes_wanted = Signal(int)
    chain_wanted = Signal(int)

    def __init__(
        self, number: int, one: SignatureReport, told: SignatureExplanation
    ) -> None:
        super().__init__()
        self._number = number
        self._card = frame("card")
        self._open = ToolButton("chevron_down", _("Buka rincian"), checkable=True)
        self._open.toggled.connect(self._toggle)
        self._body = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(14, 12, 8, 12)
        column.setSpacing(12)
        column.addLayout(self._head(one, told))
        column.addWidget(self._body)
        # Most cards are never opened, and a document may bear dozens.
        self._fill_once: Callable[[], None] | None = partial(self._fill, one, told)
        self._body.hide()
        self.setAccessibleName(f"{number}. {told.heading}. {told.word}")

    def open(self) -> None:
        """Show everything about the signature."""
        self._open.setChecked(True)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._number)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.chosen.emit(self._number)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.chosen.emit(0)

    def _head(self, one: SignatureReport, told: SignatureExplanation) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(told.heading, role="strong", wrap=True))
        for line in _lines_below(one, told):
            words.addWidget(label(line, role="caption", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(_numbered(self._number, told.tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _fill(self, one: SignatureReport, told: SignatureExplanation) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(label(told.sentence, role="helper", wrap=True))
        for note in told.notes:
            column.addWidget(label(f"• {note}", role="caption", wrap=True))
        column.addWidget(AnswerRows(told.answers))
        for name, value in fact_rows(one):
            # One below the other: names are long, and fingerprints longer.
            fact = QVBoxLayout()
            fact.setSpacing(1)
            fact.addWidget(label(name, role="caption"))
            said = label(value, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            fact.addWidget(said)
            column.addLayout(fact)
        column.addWidget(label(own_statement(), role="caption", wrap=True))
        if one.certificates:
            self._offer(column, _("Lihat rantai sertifikat"), self.chain_wanted)
        if one.changed_places:
            self._offer(column, _("Tunjukkan yang berubah"), self.changes_wanted)
        if one.covered_length:
            words = _("Lihat versi yang ditandatangani")
            self._offer(column, words, self.signed_version_wanted)

    def _offer(self, column: QVBoxLayout, words: str, wanted: SignalInstance) -> None:
        button = Button(words, kind="link")
        button.clicked.connect(lambda: wanted.emit(self._number))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _toggle(self, is_open: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self._fill_once is not None:
            self._fill_once()
            self._fill_once = None
        self._body.setVisible(is_open)
        self._open.set_icon("chevron_up" if is_open else "chevron_down")
        self.chosen.emit(self._number)
        if is_open:
            self.unfolded.emit()


def _numbered(number: int, tone: str) -> QLabel:
    made = QLabel(str(number))
    made.setFixedSize(32, 32)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    chosen = theme.tones().tone(tone)
    made.setStyleSheet(
        f"background:{chosen.fg};color:{theme.tones().surface};"
        "border-radius:16px;font-size:14px;font-weight:700;"
    )
    return made


def _lines_below(one: SignatureReport, told: SignatureExplanation) -> Iterator[str]:
    if one.signer is not None and one.signer.organisation:
        yield one.signer.organisation
    if one.kind is SignatureKind.TIMESTAMP:
        yield _("Cap waktu dokumen")
    elif one.page is None:
        yield _("Paraf · tidak terlihat")
    else:
        yield _("Halaman {page} · terlihat").format(page=one.page + 1)
    yield told.word
