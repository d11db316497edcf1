"""The signatures of a document, one below the other, beside its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ttedesktop.language import _
from ui.controls.chips import verdict_picture
from ui.controls.labels import label
from ui.controls.row_list import Row, RowList

if TYPE_CHECKING:
    from ttedesktop.validation.report import SignatureReport, ValidationReport
    from ttedesktop.validation.reporting.explanation import SignatureExplanation


class SignatureList(QWidget):
    """Number, signer, verdict and page of each; a click shows it in the page."""

    signature_chosen = Signal(int)
    """Number of the signature, from 1."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowList(_("Tanda tangan"))
        self.rows.chosen.connect(lambda place: self.signature_chosen.emit(place + 1))
        self._waiting = label(_("Memeriksa tanda tangan…"), role="helper", wrap=True)
        self._waiting.setContentsMargins(12, 4, 12, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._waiting)
        column.addWidget(self.rows, 1)
        self.setFocusProxy(self.rows)

    def show_checking(self) -> None:
        """Say that the signatures are being checked."""
        self.rows.show_rows(())
        self._waiting.show()

    def show_report(
        self, report: ValidationReport, told: tuple[SignatureExplanation, ...]
    ) -> None:
        """Show what was found of the signatures."""
        self._waiting.hide()
        pairs = enumerate(zip(report.signatures, told, strict=True), 1)
        self.rows.show_rows([_row(number, *pair) for number, pair in pairs])

    def select(self, number: int) -> None:
        """Mark a signature by its number, from 1; none if 0."""
        self.rows.select(number - 1)


def _row(number: int, one: SignatureReport, words: SignatureExplanation) -> Row:
    word, icon, tone = verdict_picture(one.verdict)
    place = (
        _("Tidak tampak di halaman")
        if one.page is None
        else _("Halaman {page}").format(page=one.page + 1)
    )
    return Row(
        title=f"{number}. {words.heading}",
        icon=icon,
        tone=tone,
        state=word,
        caption=place,
    )
