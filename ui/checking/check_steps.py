"""The steps of a check that is under way, and which of them are done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ttedesktop.language import _, mark
from ttedesktop.validation.progress import Progress, Stage
from ui.controls.labels import disc, hairline, label, paint_disc

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS: Final = (
    (Stage.INTEGRITY, mark("Keutuhan isi"), "document_search"),
    (Stage.CHAIN, mark("Penanda tangan dan rantai sertifikatnya"), "person"),
    (Stage.CHANGES, mark("Perubahan sesudah ditandatangani"), "history"),
)
_ORDER: Final = (Stage.READING, *(stage for stage, _words, _icon in _STEPS))


class CheckSteps(QWidget):
    """Three steps below one another; each waits, is under way or is done."""

    def __init__(self) -> None:
        super().__init__()
        self._discs: list[QLabel] = []
        self._states: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for number, (_stage, words, icon) in enumerate(_STEPS):
            if number:
                column.addWidget(hairline())
            column.addLayout(self._row(_(words), icon))
        column.addStretch(1)
        self._say([_("Menunggu")] * len(_STEPS))

    @property
    def states(self) -> tuple[str, ...]:
        """What is said of each step, in their order."""
        return tuple(one.text() for one in self._states)

    def show_progress(self, told: Progress) -> None:
        """Say which steps are done."""
        if told.stage is Stage.BRIEFLY:
            self._say([_("Diperiksa lagi"), _("Diperiksa lagi"), _("Tidak dinilai")])
            return
        here = _ORDER.index(told.stage)
        words = [
            self._state(stage, told, _ORDER.index(stage) - here)
            for stage, _words, _icon in _STEPS
        ]
        self._say(words)
        for number, (stage, _words, icon) in enumerate(_STEPS):
            is_done = _ORDER.index(stage) < here
            is_bad = is_done and stage is Stage.INTEGRITY and bool(told.broken)
            is_here = stage is told.stage
            tone = "bad" if is_bad else "accent" if is_done or is_here else "none"
            done = "error_circle" if is_bad else "checkmark_circle"
            shown = done if is_done else "arrow_sync" if is_here else icon
            paint_disc(self._discs[number], shown, tone)

    def show_stopped(self) -> None:
        """Say that nothing of it was concluded."""
        self._say([_("Pemeriksaan dihentikan")] * len(_STEPS))
        for made, (_stage, _words, icon) in zip(self._discs, _STEPS, strict=True):
            paint_disc(made, icon, "none")

    def _say(self, words: Sequence[str]) -> None:
        for state, word in zip(self._states, words, strict=True):
            state.setText(word)

    def _state(self, stage: Stage, told: Progress, distance: int) -> str:
        if distance > 0:
            return _("Menunggu")
        if distance < 0:
            is_broken = stage is Stage.INTEGRITY and bool(told.broken)
            return _("Ada yang tidak cocok") if is_broken else _("Selesai diperiksa")
        if told.page:
            return _("Halaman {page} dari {pages}").format(
                page=told.page, pages=told.pages
            )
        return _("Tanda tangan {number} dari {count}").format(
            number=told.signature, count=told.signatures
        )

    def _row(self, words: str, icon: str) -> QHBoxLayout:
        made, state = disc(icon, "none", size=32), label("", role="caption", wrap=True)
        self._discs.append(made)
        self._states.append(state)
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addWidget(label(words, role="strong", wrap=True))
        told.addWidget(state)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        return row
