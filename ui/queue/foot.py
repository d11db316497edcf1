"""The foot of the queue: consent and the button; or what the running batch has done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _
from ui.controls import icons
from ui.controls.buttons import Button
from ui.controls.labels import label, set_tone
from ui.queue.document import RowState
from ui.queue.tools import documents_in_words

if TYPE_CHECKING:
    from collections import Counter


_NARROW: Final = 640
"""Logical pixels under which words are broken or left out."""


class QueueFoot(QStackedWidget):
    """Two faces: before a batch and while it runs."""

    sign_wanted = Signal()
    consent_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "queue-foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(77)
        self._count, self._is_narrow = 0, False
        self.consent = QCheckBox()
        self.consent.toggled.connect(lambda _on: self.consent_changed.emit())
        self._nothing = label("", role="helper", wrap=True)
        self._unread = label("", role="label", tone="warn")
        self._skipped = label("", role="helper")
        self.button = Button("", kind="primary", icon="signature")
        self.button.setProperty("measure", "signing")
        self.button.clicked.connect(self.sign_wanted)
        self._signed, self._waiting, self._others = (
            _Count("checkmark_circle", "ok.fg"),
            _Count("clock", "text2"),
            _Count("warning", "warn.fg"),
        )
        self._stay = _Count("usb_stick", "text2", filled=False)
        self._lay_out()

    def show_ready(
        self, count: int, *, unread: int, left_out: int, looking: int = 0
    ) -> None:
        """Show how many would be signed, and how many of them nobody has read.

        ``looking``: those of which that is not known yet.
        """
        self._count = count
        self._name()
        self.consent.setVisible(count > 0)
        self._nothing.setVisible(not count)
        self._nothing.setText(
            _("Dokumen sedang diperiksa…")
            if looking
            else _("Tidak ada yang menunggu tanda tangan")
        )
        self._unread.setText(
            _("{count} belum dibaca").format(count=unread) if unread else ""
        )
        self._unread.setVisible(bool(unread))
        self._skipped.setText(
            _("{count} dilewati").format(count=left_out) if left_out else ""
        )
        self._skipped.setVisible(bool(left_out))
        self.setCurrentIndex(0)

    def set_room(self, width: int) -> None:
        """Fit it to the width of the foot, in logical pixels."""
        is_narrow = width < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._name()
            for count in (self._signed, self._waiting, self._others, self._stay):
                count.break_words(is_broken=is_narrow)

    def _name(self) -> None:
        documents = documents_in_words(self._count)
        consent = _("Saya menyetujui isi {documents} ini").format(documents=documents)
        words = _("Tanda tangani {documents}").format(documents=documents)
        if self._is_narrow:
            consent = _in_two_lines(consent)
            words = _("Tanda tangani")
        self.consent.setText(consent)
        self.button.setText(words if self._count else _("Tanda tangani"))

    def press_button(self) -> None:
        """Press the button, or put the keyboard where something is missing."""
        if self.button.isEnabled():
            self.button.click()
        elif self.consent.isVisible():
            self.consent.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_missing(self, words: str) -> None:
        """Switch the button off and say why; on if nothing is missing."""
        self.button.setEnabled(not words)
        self.button.setToolTip(words)
        self.button.setAccessibleDescription(words)

    def show_running(self, states: Counter[RowState]) -> None:
        """Show what the batch has done so far."""
        self._signed.show_words(
            _("{count} ditandatangani").format(count=states[RowState.SIGNED])
        )
        waiting = states[RowState.WAITING] + states[RowState.SIGNING]
        self._waiting.show_words(_("{count} menunggu").format(count=waiting))
        failed, skipped = states[RowState.FAILED], states[RowState.SKIPPED]
        told = []
        if failed:
            told.append(_("{count} gagal").format(count=failed))
        if skipped:
            told.append(_("{count} dilewati").format(count=skipped))
        self._others.show_words(" · ".join(told))
        self.setCurrentIndex(1)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for one in (self._unread, self._skipped):
            one.setAlignment(Qt.AlignmentFlag.AlignRight)
            words.addWidget(one)
        words.addStretch(1)
        ready = QWidget()
        row = QHBoxLayout(ready)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(20)
        row.addWidget(self.consent)
        row.addWidget(self._nothing, 1)
        row.addStretch(1)
        row.addLayout(words)
        row.addWidget(self.button)
        running = QWidget()
        across = QHBoxLayout(running)
        across.setContentsMargins(24, 0, 16, 0)
        across.setSpacing(24)
        for count in (self._signed, self._waiting, self._others):
            across.addWidget(count)
        across.addStretch(1)
        across.addWidget(self._stay)
        self._stay.show_words(_("Jangan lepas token"))
        self.addWidget(ready)
        self.addWidget(running)
        set_tone(self._unread, "warn")


def _in_two_lines(words: str) -> str:
    """Break words at the space that is nearest to their middle."""
    middle = len(words) // 2
    spaces = [place for place, sign in enumerate(words) if sign == " "]
    if not spaces:
        return words
    place = min(spaces, key=lambda one: abs(one - middle))
    return f"{words[:place]}\n{words[place + 1 :]}"


class _Count(QWidget):
    """A picture and how many."""

    def __init__(self, icon: str, ink: str, *, filled: bool = True) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, size=20, colour=ink, filled=filled))
        self._said, self._is_broken = "", False
        self._words = label("", role="row")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(picture)
        row.addWidget(self._words)

    def show_words(self, words: str) -> None:
        self._said = words
        self._words.setText(_in_two_lines(words) if self._is_broken else words)
        self.setVisible(bool(words))

    def break_words(self, *, is_broken: bool) -> None:
        """Say it in two lines, where there is little room; or in one again."""
        self._is_broken = is_broken
        self.show_words(self._said)
