"""The page of the token: what was found from the driver up to a test signature."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.language import _
from ttedesktop.moments import clock_with_zone
from ttedesktop.tokens.diagnosis.ladder import TokenDiagnosis, diagnose
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.labels import disc, frame, label
from ui.controls.scroll_area import ScrollArea
from ui.tokens.ladder import Ladder
from ui.tokens.side import DriverCard, ReportCard

if TYPE_CHECKING:
    from ttedesktop.tokens.diagnosis.facts import TokenFacts

_WIDEST: Final = 1244
_SIDE: Final = 320
_ICONS: Final = {"ok": "checkmark_circle", "warn": "wrench", "bad": "wrench"}


class TokenPage(ScrollArea):
    """A summary, then one step above another; the first that fails is explained."""

    look_wanted = Signal()
    driver_wanted = Signal()
    """The person wants to name a driver that was not found."""
    trial_wanted = Signal()
    """The person wants a test signature, for which they will type the PIN."""
    pin_change_wanted = Signal(object)
    """The ``Token`` whose PIN is to be changed."""
    copy_wanted = Signal(bool)
    """A report for the clipboard; whether names are to be in it."""
    save_wanted = Signal(bool)
    """A report for a file; whether names are to be in it."""

    def __init__(self) -> None:
        super().__init__()
        self._seen_at: datetime | None = None
        self._with_names = False
        self.show_facts(None)

    @property
    def subtitle(self) -> str:
        """When it was looked, for the header."""
        if self._seen_at is None:
            return ""
        time = clock_with_zone(self._seen_at)
        return _("Diperiksa hari ini, {time}").format(time=time)

    def show_facts(self, facts: TokenFacts | None) -> None:
        """Show what was found; None while the tokens are being read."""
        self._seen_at = None if facts is None else datetime.now(UTC)
        before, height = self._focused(), self.verticalScrollBar().value()
        diagnosis = None if facts is None else diagnose(facts)
        ladder = None
        if facts is not None and diagnosis is not None:
            ladder = Ladder(diagnosis, facts)
            ladder.look_wanted.connect(self.look_wanted)
            ladder.driver_wanted.connect(self.driver_wanted)
            ladder.trial_wanted.connect(self.trial_wanted)
            ladder.pin_change_wanted.connect(self.pin_change_wanted)
        self._lay_out(facts, diagnosis, ladder)
        self.verticalScrollBar().setValue(height)
        self._focus_again(before)

    def focus_trial(self) -> None:
        """Give the keyboard to the button of the test signature."""
        self._focus_again("trial")

    def _lay_out(
        self,
        facts: TokenFacts | None,
        diagnosis: TokenDiagnosis | None,
        ladder: Ladder | None,
    ) -> None:
        main, side = QWidget(), QWidget()
        main.setMaximumWidth(_WIDEST - _SIDE)
        side.setFixedWidth(theme.scaled(_SIDE))
        column = QVBoxLayout(main)
        has_button = ladder is None or not ladder.offers_look
        column.addWidget(self._summary(diagnosis, has_button=has_button))
        beside = QVBoxLayout(side)
        beside.addWidget(self._report_card(facts))
        if ladder is not None and facts is not None:
            column.addWidget(ladder)
            drivers = DriverCard(facts, has_button=not ladder.offers_driver)
            drivers.driver_wanted.connect(self.driver_wanted)
            beside.addWidget(drivers)
        for part in (column, beside):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(16)
            part.addStretch(1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(16)
        row.addWidget(main, 100)
        row.addWidget(side)
        row.addStretch(1)
        self.setWidget(content)

    def _summary(
        self, diagnosis: TokenDiagnosis | None, *, has_button: bool
    ) -> QWidget:
        tone, title, sentence = "none", _("Membaca token…"), _("Jangan lepas token.")
        if diagnosis is not None:
            tone = diagnosis.tone.value
            title, sentence = diagnosis.heading, diagnosis.sentence
        card = frame("notice")
        card.setProperty("tone", tone)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, role="section", tone=tone, wrap=True))
        words.addWidget(label(sentence, wrap=True))
        row = QHBoxLayout(card)
        row.setContentsMargins(20, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(disc(_ICONS.get(tone, "arrow_sync"), tone, size=44, strong=True))
        row.addLayout(words, 1)
        if has_button:
            again = Button(_("Periksa lagi"), icon="arrow_clockwise")
            again.setObjectName("look")
            again.setEnabled(diagnosis is not None)
            again.clicked.connect(self.look_wanted)
            row.addWidget(again, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _report_card(self, facts: TokenFacts | None) -> QWidget:
        is_whole = facts is not None and facts.findings is not None
        card = ReportCard(with_names=self._with_names, is_ready=is_whole)
        card.names_toggled.connect(self._remember_names)
        card.copy_wanted.connect(lambda: self.copy_wanted.emit(self._with_names))
        card.save_wanted.connect(lambda: self.save_wanted.emit(self._with_names))
        return card

    def _remember_names(self, included: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._with_names = included

    def _focused(self) -> str:
        """Return the name of the button that has the keyboard, else empty."""
        # Of the window, which need not be the one in front now.
        focused = self.window().focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            return focused.objectName()
        return ""

    def _focus_again(self, name: str) -> None:
        """Give the keyboard to what took the place of the part that had it."""
        part = self.findChild(QWidget, name) if name else None
        if part is not None and part.isEnabled():
            part.setFocus(Qt.FocusReason.OtherFocusReason)
