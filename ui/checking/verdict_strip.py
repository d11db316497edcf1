"""The strip at the top of a document that says the verdict."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from ttedesktop.language import _, mark, n_
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.reporting.progress_words import heading_of, sentence_of
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.labels import disc, label, paint_disc

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ttedesktop.validation.progress import Progress
    from ttedesktop.validation.reporting.explanation import Explanation

ICONS: Final = {
    Verdict.VALID: "shield_checkmark",
    Verdict.VALID_WITH_NOTES: "shield_checkmark",
    Verdict.INDETERMINATE: "shield_question",
    Verdict.INVALID: "shield_dismiss",
    Verdict.UNSIGNED: "subtract_circle",
    Verdict.UNREADABLE: "shield_dismiss",
}


class StripAction(Enum):
    """What the button of the strip does."""

    SAVE_REPORT = "save_report"
    SHOW_NOTES = "show_notes"
    EXPLAIN = "explain"
    SHOW_CHANGES = "show_changes"
    SIGN = "sign"
    LEAVE_VERSION = "leave_version"
    STOP_CHECKING = "stop_checking"
    CHECK_AGAIN = "check_again"


_ACTIONS: Final = {
    Verdict.VALID: StripAction.SAVE_REPORT,
    Verdict.VALID_WITH_NOTES: StripAction.SHOW_NOTES,
    Verdict.INDETERMINATE: StripAction.EXPLAIN,
    Verdict.INVALID: StripAction.SHOW_CHANGES,
    Verdict.UNSIGNED: StripAction.SIGN,
    Verdict.UNREADABLE: StripAction.SAVE_REPORT,
}
_BUTTONS: Final = {
    StripAction.SAVE_REPORT: (mark("Simpan laporan"), "document_arrow_down"),
    StripAction.SHOW_NOTES: (mark("Lihat catatan"), "info"),
    StripAction.EXPLAIN: (mark("Apa artinya?"), "question_circle"),
    StripAction.SHOW_CHANGES: (mark("Lihat perubahan"), "document_search"),
    StripAction.SIGN: (mark("Tanda tangani"), "signature"),
    StripAction.LEAVE_VERSION: (mark("Kembali ke dokumen"), "arrow_left"),
    StripAction.STOP_CHECKING: (mark("Hentikan"), "dismiss"),
    StripAction.CHECK_AGAIN: (mark("Periksa lagi"), "arrow_sync"),
}
_PATIENCE: Final = 1000
"""Milliseconds after which a check may be stopped; most have ended by then."""


class VerdictStrip(QFrame):
    """Disc, word, sentence and one button, in the tone of the verdict."""

    acted = Signal(object)
    """The ``StripAction`` that the button named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(72)
        self.setObjectName("strip")
        self._disc = disc("shield_question", "none", size=44, strong=True)
        self._word = label("")
        self._word.setFont(theme.font(18, 700))
        self._chip = label("", role="caption")
        self._sentence = label("", wrap=True)
        self._sentence.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        )
        self._action = StripAction.SAVE_REPORT
        self._button = Button("")
        self._button.clicked.connect(lambda: self.acted.emit(self._action))
        self._lay_out()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._offer(StripAction.STOP_CHECKING))
        self.show_checking()

    def show_checking(self) -> None:
        """Say that the signatures are being checked; no verdict shows through."""
        self._dress("none", "arrow_sync")
        self._word.setText(heading_of(None))
        self._sentence.setText("")
        self._chip.hide()
        self._button.hide()
        self._patience.start(_PATIENCE)

    def show_progress(self, told: Progress) -> None:
        """Say how far the check is."""
        self._word.setText(heading_of(told))
        self._sentence.setText(sentence_of(told))

    def show_stopped(self) -> None:
        """Say that the check was stopped, and that nothing follows from it."""
        self._patience.stop()
        self._dress("none", "shield_question")
        self._word.setText(_("Pemeriksaan dihentikan"))
        self._sentence.setText(
            _("Tanda tangannya belum selesai diperiksa, jadi belum ada kesimpulan.")
        )
        self._offer(StripAction.CHECK_AGAIN)

    def show_verdict(self, verdict: Verdict, told: Explanation) -> None:
        """Say the verdict."""
        self._patience.stop()
        self._dress(told.tone, ICONS[verdict])
        self._word.setText(told.word)
        self._sentence.setText(told.sentence)
        notes = sum(len(one.notes) for one in told.signatures)
        is_noted = verdict is Verdict.VALID_WITH_NOTES and notes
        self._chip.setText(
            n_("{count} catatan", "{count} catatan", notes).format(count=notes)
        )
        self._chip.setVisible(bool(is_noted))
        action = _ACTIONS[verdict]
        if action is StripAction.SHOW_CHANGES and not told.has_changes:
            action = StripAction.EXPLAIN
        self._offer(action)
        spoken = f"{told.word}. {told.sentence}"
        self.setAccessibleName(spoken)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_signed_version(self, signer: str, *, has_changes: bool = False) -> None:
        """Say that what is shown is an earlier version, not the document."""
        self._dress("none", "history")
        self._word.setText(_("Versi yang ditandatangani"))
        words = _("Begini dokumen ini saat ditandatangani oleh {name}.")
        if has_changes:
            words = _(
                "Begini dokumen ini saat ditandatangani oleh {name}. Yang kini lain "
                "diberi bingkai merah."
            )
        self._sentence.setText(words.format(name=signer))
        self._chip.hide()
        self._offer(StripAction.LEAVE_VERSION)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._word)
        head.addWidget(self._chip)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(self._sentence)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self._disc)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def word(self) -> str:
        """The word of the verdict that is shown."""
        return self._word.text()

    def _offer(self, action: StripAction) -> None:
        words, icon = _BUTTONS[action]
        self._action = action
        self._button.show_as(_(words), icon)
        self._button.show()

    def _dress(self, tone: str, icon: str) -> None:
        chosen = theme.tones().tone(tone)
        self.setStyleSheet(
            f"QFrame#strip{{background:{chosen.bg};"
            f"border-bottom:1px solid {chosen.line};}}"
        )
        self._word.setStyleSheet(f"color:{chosen.fg};")
        warn = theme.tones().warn
        self._chip.setStyleSheet(
            f"background:{warn.bg};color:{warn.fg};border-radius:10px;"
            "padding:2px 10px;font-weight:600;"
        )
        paint_disc(self._disc, icon, tone, strong=True)
