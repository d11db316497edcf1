"""The ladder of the token's page: each question with its answer and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.language import _, mark
from ttedesktop.tokens.diagnosis.facts import TokenState
from ttedesktop.tokens.diagnosis.rung import Question, Tone
from ui.controls.buttons import Button
from ui.controls.labels import disc, frame, label

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ttedesktop.tokens.diagnosis.facts import TokenFacts
    from ttedesktop.tokens.diagnosis.ladder import TokenDiagnosis
    from ttedesktop.tokens.diagnosis.rung import Rung
    from ttedesktop.tokens.slot import Token

_ICONS: Final = {
    Tone.OK: "checkmark",
    Tone.WARN: "warning",
    Tone.BAD: "error_circle",
    Tone.NONE: "more_horizontal",
}
_VERDICTS: Final = {
    Tone.OK: mark("Baik"),
    Tone.WARN: mark("Perlu diperhatikan"),
    Tone.BAD: mark("Gagal"),
    Tone.NONE: mark("Belum diperiksa"),
}
"""For people who hear the page."""


class Ladder(QFrame):
    """A card of rungs; the first that failed has the primary button of the page."""

    look_wanted = Signal()
    driver_wanted = Signal()
    trial_wanted = Signal()
    pin_change_wanted = Signal(object)
    """The ``Token``."""

    def __init__(self, diagnosis: TokenDiagnosis, facts: TokenFacts) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._facts = facts
        self._failed = diagnosis.failed
        self.offers_look = False
        """Whether one of its buttons says “Periksa lagi”."""
        self.offers_driver = False
        """Whether one of its buttons lets a driver be chosen."""
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 4)
        column.setSpacing(0)
        for rung in diagnosis.rungs:
            is_last = rung is diagnosis.rungs[-1]
            column.addLayout(self._row(rung, is_last=is_last))

    def _row(self, rung: Rung, *, is_last: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(_rail(rung, is_last=is_last))
        row.addWidget(self._words(rung), 1)
        aside = self._aside(rung)
        if aside is not None:
            row.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _words(self, rung: Rung) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(2)
        column.addWidget(label(rung.title, role="strong"))
        column.addWidget(label(rung.line, role="helper", wrap=True))
        if rung.question is Question.TOKEN and rung.details:
            self._add_tokens(column, rung)
        else:
            for detail in rung.details:
                column.addWidget(label(detail, role="helper", wrap=True))
        if rung.step:
            column.addWidget(label(rung.step, wrap=True))
        column.addStretch(1)
        return words

    def _add_tokens(self, column: QVBoxLayout, rung: Rung) -> None:
        """Add a line for each of several tokens, with the button for its PIN."""
        tokens = [seen.token for seen in self._facts.survey.tokens]
        for token, detail in zip(tokens, rung.details, strict=True):
            row = QHBoxLayout()
            row.setContentsMargins(0, 4, 0, 4)
            row.setSpacing(16)
            row.addWidget(label(detail, role="helper", wrap=True), 1)
            if not token.pin_state.is_locked:
                row.addWidget(self._pin_button(token))
            column.addLayout(row)

    def _aside(self, rung: Rung) -> QWidget | None:
        """Return what stands at the right of a rung: buttons, or else a fact."""
        if rung.question is Question.TOKEN and rung.details:
            # Each of several tokens has its own in its line.
            return None
        buttons = self._buttons(rung)
        if not buttons and not rung.fact:
            return None
        aside = QWidget()
        column = QVBoxLayout(aside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        for button in buttons:
            column.addWidget(button)
        if not buttons:
            column.setContentsMargins(0, 8, 0, 12)
            column.addWidget(label(rung.fact, role="caption"))
        return aside

    def _buttons(self, rung: Rung) -> list[Button]:
        is_failed = rung is self._failed
        if rung.question is Question.TRIAL:
            return self._trial_buttons(rung)
        if rung.question is Question.TOKEN and self._facts.survey.tokens:
            return self._pin_buttons(rung)
        if not is_failed:
            return []
        if rung.question is Question.DRIVER:
            self.offers_driver = True
            words, wish = _("Pilih driver lain…"), self.driver_wanted
            return [_button("driver", words, wish, is_primary=True)]
        self.offers_look = True
        return [_button("look", _("Periksa lagi"), self.look_wanted, is_primary=True)]

    def _pin_buttons(self, rung: Rung) -> list[Button]:
        token = self._facts.survey.tokens[0].token
        if rung.tone is Tone.NONE or token.pin_state.is_locked:
            return []
        return [self._pin_button(token)]

    def _pin_button(self, token: Token) -> Button:
        is_step = self._facts.state is TokenState.PIN_TO_BE_CHANGED
        is_primary = is_step and token.pin_state.must_be_changed
        name = _("Ganti PIN token “{label}”").format(label=token.label)
        button = Button(_("Ganti PIN…"), kind="primary" if is_primary else "secondary")
        button.setObjectName(f"pin-{token.serial}")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.pin_change_wanted.emit(token))
        return button

    def _trial_buttons(self, rung: Rung) -> list[Button]:
        is_asked = self._facts.state in {TokenState.READY, TokenState.TRIAL_FAILED}
        if not is_asked:
            return []
        words = _("Uji tanda tangan") if self._facts.trial is None else _("Uji lagi")
        is_primary = rung is self._failed
        return [_button("trial", words, self.trial_wanted, is_primary=is_primary)]


def _button(name: str, words: str, wish: SignalInstance, *, is_primary: bool) -> Button:
    button = Button(words, kind="primary" if is_primary else "secondary")
    button.setObjectName(name)
    button.clicked.connect(wish)
    return button


def _rail(rung: Rung, *, is_last: bool) -> QVBoxLayout:
    """Return the disc of a rung, and the line down to the next."""
    rail = QVBoxLayout()
    rail.setSpacing(4)
    is_trial = rung.question is Question.TRIAL and rung.tone is Tone.NONE
    icon = "signature" if is_trial else _ICONS[rung.tone]
    patch = disc(icon, rung.tone.value)
    patch.setAccessibleName(_(_VERDICTS[rung.tone]))
    rail.addWidget(patch)
    if is_last:
        rail.addStretch(1)
    else:
        line = frame("separator")
        line.setMinimumHeight(16)
        rail.addWidget(line, 1, Qt.AlignmentFlag.AlignHCenter)
        rail.addSpacing(4)
    return rail
