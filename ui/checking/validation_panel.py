"""The panel beside a signed document: four answers, and everybody who signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.language import _
from ttedesktop.validation.report import Verdict
from ui.checking.answer_rows import AnswerRows
from ui.checking.check_steps import CheckSteps
from ui.checking.signer_card import SignerCard
from ui.controls.buttons import Button
from ui.controls.labels import label
from ui.controls.scroll_area import ScrollArea
from ui.pages.page_marks import marks_card

if TYPE_CHECKING:
    from ttedesktop.validation.progress import Progress
    from ttedesktop.validation.report import ValidationReport
    from ttedesktop.validation.reporting.explanation import Explanation
    from ui.pages.page_marks import PageMarks


class ValidationPanel(QWidget):
    """Shows a report; the verdict itself stands in the strip above."""

    signature_chosen = Signal(int)
    """Number of a signature, from 1; 0 if none is pointed at any more."""
    signed_version_wanted = Signal(int)
    changes_wanted = Signal(int)
    """What differs from what the signature of this number covers is to be seen."""
    chain_wanted = Signal(int)
    add_signature_requested = Signal()
    report_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "panel")
        self._cards: list[SignerCard] = []
        self._steps: CheckSteps | None = None
        self._scroll = ScrollArea()
        self._marks_place = QVBoxLayout()
        self._main = Button(_("Tambah tanda tangan"), icon="signature", size="dialog")
        self._main.clicked.connect(self.add_signature_requested)
        self._version = Button(
            _("Lihat versi yang ditandatangani"), icon="history", size="dialog"
        )
        self._version.clicked.connect(self._want_decisive_version)
        self._decisive = 1
        self._foot = QFrame()
        self._foot.setProperty("kind", "foot")
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.addWidget(self._main, 1)
        row.addWidget(self._version, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)

    def clear(self) -> None:
        """Show the steps alone while signatures are being checked."""
        self._cards = []
        self._steps = CheckSteps()
        self._scroll.setWidget(self._steps)
        self._foot.hide()

    def show_progress(self, told: Progress) -> None:
        """Show which steps of the check are done."""
        if self._steps is not None:
            self._steps.show_progress(told)

    def show_stopped(self) -> None:
        """Show that the check was stopped."""
        if self._steps is not None:
            self._steps.show_stopped()

    def show_unsigned(self) -> None:
        """Say of a document that was to be checked that nobody signed it."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Tidak ada yang dapat diperiksa"), role="name"))
        words = _(
            "Di dalam berkas ini tidak ada tanda tangan elektronik, apa pun yang "
            "terlihat pada halamannya. Mintalah berkas aslinya kepada pengirimnya: "
            "cetakan, pindaian, dan salinan kehilangan tanda tangannya."
        )
        column.addWidget(label(words, role="helper", wrap=True))
        self._show_content(content, column)
        self._main.show()
        self._version.hide()

    def show_marks(self, marks: PageMarks) -> None:
        """Show beside the facts what the pages show that looks like a signature."""
        if marks.codes or (marks.phrase_pages and not marks.is_signed):
            self._marks_place.addWidget(marks_card(marks))

    def _show_content(self, content: QWidget, column: QVBoxLayout) -> None:
        self._marks_place = QVBoxLayout()
        column.addLayout(self._marks_place)
        column.addStretch(1)
        self._steps = None
        self._foot.show()
        self._scroll.setWidget(content)

    def show_report(self, report: ValidationReport, told: Explanation) -> None:
        """Show what was found of a file."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(AnswerRows(told.answers))
        column.addSpacing(8)
        column.addWidget(label(_("Penanda tangan"), role="label"))
        self._cards = []
        for number, (one, words) in enumerate(
            zip(report.signatures, told.signatures, strict=True), 1
        ):
            card = SignerCard(number, one, words)
            card.chosen.connect(self.signature_chosen)
            card.unfolded.connect(partial(self._bring_into_view, card))
            card.signed_version_wanted.connect(self.signed_version_wanted)
            card.changes_wanted.connect(self.changes_wanted)
            card.chain_wanted.connect(self.chain_wanted)
            column.addWidget(card)
            self._cards.append(card)
        self._show_content(content, column)
        is_bad = report.verdict is Verdict.INVALID
        self._decisive = 1 + (told.decisive or 0)
        self._main.setVisible(not is_bad)
        self._version.setVisible(is_bad)

    def open_card(self, number: int) -> None:
        """Open the card of a signature and bring it into view."""
        if 1 <= number <= len(self._cards):
            card = self._cards[number - 1]
            card.open()
            self._bring_into_view(card)

    @property
    def decisive(self) -> int:
        """Number of the signature that decided about the verdict, from 1."""
        return self._decisive

    def open_decisive_card(self) -> None:
        """Open the card of the signature that decided about the verdict."""
        self.open_card(self._decisive)

    def _bring_into_view(self, card: SignerCard) -> None:
        def scroll() -> None:
            self._scroll.verticalScrollBar().setValue(card.y())

        # Its height is known only when what was hidden in it has been laid out.
        QTimer.singleShot(0, card, scroll)

    def _want_decisive_version(self) -> None:
        self.signed_version_wanted.emit(self._decisive)
