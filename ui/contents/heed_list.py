"""What a signer should know of a document: what forbids, warns and informs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.document.findings.finding import Weight
from ttedesktop.document.findings.words import words_for
from ttedesktop.language import _, n_
from ui.controls import icons
from ui.controls.buttons import Fold
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.findings.finding import Finding


class HeedList(QFrame):
    """A line while nothing is found; else a list, and a box to say that it was seen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hindrance = ""
        self._findings: tuple[Finding, ...] | None = None
        self._seen: QCheckBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._fill()

    @property
    def hindrance(self) -> str:
        """Why this document cannot be signed; empty if it can."""
        return self._hindrance

    @property
    def is_filled(self) -> bool:
        """Whether the document was looked through, or cannot be signed anyway."""
        return bool(self._hindrance) or self._findings is not None

    @property
    def what_is_missing(self) -> str:
        """What the person has to do first, as a sentence; empty if nothing."""
        if self._findings is None:
            return _("Tunggu sampai isi dokumen selesai diperiksa")
        if self._seen is not None and not self._seen.isChecked():
            return _("Centang bahwa Anda sudah melihat peringatan")
        return ""

    @property
    def seen(self) -> QCheckBox | None:
        """The box in which a person says that they saw the warnings; it may be none."""
        return self._seen

    def start_over(self) -> None:
        """Wait for what is found in another document."""
        self._hindrance, self._findings = "", None
        self._fill()

    def show_hindrance(self, sentence: str) -> None:
        """Say why this document cannot be signed; empty if it can."""
        self._hindrance = sentence
        self._fill()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found."""
        self._findings = tuple(findings)
        self._fill()

    # --- inside ----------------------------------------------------------------

    def _fill(self) -> None:
        self._empty()
        self._seen = None
        found = self._findings or ()
        warnings = [one for one in found if one.weight is Weight.WARN]
        notes = [one for one in found if one.weight is Weight.INFO]
        if self._hindrance:
            self._column.addWidget(_line("warning", "warn", self._hindrance))
        elif self._findings is None:
            words = _("Memeriksa isi dokumen…")
            self._column.addWidget(_line("arrow_sync", "", words))
        elif not warnings:
            words = _("Tidak ada yang perlu diwaspadai")
            self._column.addWidget(_line("shield_checkmark", "ok", words))
        if warnings and not self._hindrance:
            self._column.addWidget(self._warnings(warnings))
        if notes:
            self._column.addWidget(_notes(notes))
        self.changed.emit()

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _warnings(self, warnings: Sequence[Finding]) -> QWidget:
        notice = frame("notice")
        notice.setProperty("tone", "warn")
        inside = QVBoxLayout(notice)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(6)
        heading = label(
            _("Periksa dahulu sebelum menandatangani"),
            role="strong",
            tone="warn",
            wrap=True,
        )
        inside.addWidget(heading)
        for one in warnings:
            inside.addWidget(label(f"• {words_for(one)}", role="helper", wrap=True))
        self._seen = QCheckBox(_("Saya sudah melihat hal ini"))
        self._seen.toggled.connect(self.changed)
        inside.addWidget(self._seen)
        return notice


def _notes(notes: Sequence[Finding]) -> QWidget:
    count = len(notes)
    words = n_("{count} hal untuk diketahui", "{count} hal untuk diketahui", count)
    fold = Fold(words.format(count=count))
    for one in notes:
        fold.content.addWidget(label(f"• {words_for(one)}", role="helper", wrap=True))
    return fold


def _line(icon: str, tone: str, words: str) -> QWidget:
    made = QWidget()
    picture = QLabel()
    ink = f"{tone}.fg" if tone else "text2"
    picture.setPixmap(icons.pixmap(icon, size=16, colour=ink, filled=bool(tone)))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    warns = tone if tone == "warn" else ""
    row.addWidget(label(words, role="helper", tone=warns, wrap=True), 1)
    return made
