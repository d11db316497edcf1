"""What a person should know before a signed document becomes paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ttedesktop.language import _
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.reporting.explanation import TONES, VERDICT_WORDS
from ui.controls import icons
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.report import ValidationReport

_GOOD: Final = (Verdict.VALID, Verdict.VALID_WITH_NOTES)


@dataclass(frozen=True, slots=True)
class PrintNote:
    """A sentence beside the preview."""

    sentence: str
    tone: str = "none"
    icon: str = "info"
    heading: str = ""


def notes_for(
    document: Document, report: ValidationReport | None
) -> tuple[PrintNote, ...]:
    """Return what is to be said of a document; ``report`` is None while it is checked.

    That a seal can be checked on paper is said conditionally: whether a picture on a
    page is one, and of whom, cannot be known without the network.
    """
    notes: list[PrintNote] = []
    signed = _note_for_signed(document, report)
    if signed is not None:
        notes.append(signed)
    if not document.may_print_sharply:
        words = _("Pembuat dokumen hanya mengizinkan cetakan bermutu rendah.")
        notes.append(PrintNote(words))
    return tuple(notes)


def _note_for_signed(
    document: Document, report: ValidationReport | None
) -> PrintNote | None:
    has_signatures = bool(report.signatures) if report is not None else False
    # While it is checked, and where it cannot be.
    is_unknown = report is None or report.verdict is Verdict.UNREADABLE
    if not has_signatures and not (is_unknown and document.carries_signature):
        return None
    if report is None or report.verdict in _GOOD:
        return PrintNote(
            _(
                "Kertas tidak membawa tanda tangan elektronik. Yang sah adalah berkas "
                "PDF-nya, kecuali cetakan ini memuat segel QR yang dapat dipindai "
                "untuk diperiksa."
            )
        )
    words = _("Tanda tangan dokumen ini: {verdict}")
    return PrintNote(
        _(
            "Kertas tidak membawa tanda tangan elektronik. Keasliannya hanya dapat "
            "diperiksa pada berkas PDF-nya, kecuali cetakan ini memuat segel QR yang "
            "dapat dipindai."
        ),
        tone=TONES[report.verdict],
        icon="warning",
        heading=words.format(verdict=_(VERDICT_WORDS[report.verdict])),
    )


class NoteList(QWidget):
    """Shows the notes, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_notes(self, notes: Sequence[PrintNote]) -> None:
        """Show these notes instead of those before."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for note in notes:
            self._column.addWidget(_shown(note))
        self.setVisible(bool(notes))


def _shown(note: PrintNote) -> QWidget:
    made = frame("notice")
    made.setProperty("tone", note.tone)
    picture = QLabel()
    picture.setPixmap(
        icons.pixmap(note.icon, size=20, colour=f"{note.tone}.fg", filled=True)
    )
    said = QVBoxLayout()
    said.setSpacing(2)
    if note.heading:
        said.addWidget(label(note.heading, role="strong", tone=note.tone, wrap=True))
    said.addWidget(label(note.sentence, role="helper", wrap=True))
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(10)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(said, 1)
    return made
