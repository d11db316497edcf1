"""Looks for the text under which the signature goes, and leafs through the hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ttedesktop.document.geometry import points
from ttedesktop.language import _
from ttedesktop.signing.place_rule import Across, AnchorRule, Down
from ui.controls.buttons import Button, ToolButton
from ui.controls.labels import breakable, label
from ui.controls.number_field import NumberField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.signing.place_finding import FoundPlace

_LONGEST = 80


class AnchorSearch(QWidget):
    """A field, what was found, and how the box lies to it."""

    sought = Signal(object)
    """The ``AnchorRule`` that is to be looked for."""
    chosen = Signal(int)
    """Which of the places is to be shown, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.places: tuple[FoundPlace, ...] = ()
        self._number = 0
        self.text = QLineEdit()
        self.text.setPlaceholderText(_("Misalnya # atau ${ttd_pengirim}"))
        self.text.setAccessibleName(_("Teks penanda"))
        self.text.setMaxLength(200)
        self.text.returnPressed.connect(self._seek)
        self._go = Button(_("Cari"))
        self._go.clicked.connect(self._seek)
        self._told = label("", role="helper", wrap=True)
        self._back = ToolButton("chevron_left", _("Yang sebelumnya"))
        self._back.clicked.connect(lambda: self._step(-1))
        self.on = ToolButton("chevron_right", _("Yang berikutnya"))
        self.on.clicked.connect(lambda: self._step(1))
        self._down = _choice(
            _("Letak terhadap penanda"),
            (_("Menutupi"), Down.OVER),
            (_("Di bawahnya"), Down.BELOW),
            (_("Di atasnya"), Down.ABOVE),
        )
        self._across = _choice(
            _("Perataan terhadap penanda"),
            (_("Rata kiri"), Across.LEFT),
            (_("Di tengah"), Across.CENTRE),
            (_("Rata kanan"), Across.RIGHT),
        )
        self._across.setCurrentIndex(1)
        self._right = NumberField(_("Geser ke kanan (mm)"))
        self._below = NumberField(_("Geser ke bawah (mm)"))
        self._lay_out()
        for choice in (self._down, self._across):
            choice.activated.connect(self._seek_again)
        for shift in (self._right, self._below):
            shift.show_number(0)
            shift.number_typed.connect(self._seek_again)
        self.forget()

    def rule(self) -> AnchorRule:
        """Return what is looked for."""
        return AnchorRule(
            self.text.text().strip(),
            across=self._across.currentData(),
            down=self._down.currentData(),
            shift_right=points(self._right.number),
            shift_down=points(self._below.number),
        )

    def show_places(self, places: Sequence[FoundPlace], words: str) -> None:
        """Show what was found; ``words`` tell it where nothing was."""
        self.places = tuple(places)
        self._number = min(self._number, max(0, len(places) - 1))
        self._show(words)
        if places:
            self.chosen.emit(self._number)

    def show_number(self, number: int) -> None:
        """Tell which of the places the box is at, if it went there by itself."""
        if number < len(self.places):
            self._number = number
            self._show("")

    def forget(self) -> None:
        """Begin with another document."""
        self.places, self._number = (), 0
        self._show("")

    def take_keyboard(self) -> None:
        """Let the person type the text."""
        self.text.setFocus()
        self.text.selectAll()

    # --- inside ----------------------------------------------------------------

    def _seek(self) -> None:
        self._number = 0
        self._seek_again()

    def _seek_again(self) -> None:
        if self.text.text().strip():
            self.sought.emit(self.rule())

    def _step(self, by: int) -> None:
        self._number = (self._number + by) % len(self.places)
        self._show("")
        self.chosen.emit(self._number)

    def _show(self, words: str) -> None:
        if self.places:
            one = self.places[self._number]
            words = _("{number} dari {count}: {words}").format(
                number=self._number + 1,
                count=len(self.places),
                words=_around(one.words, self.text.text().strip()),
            )
        self._told.setText(breakable(words))
        self._told.setVisible(bool(words))
        for button in (self._back, self.on):
            button.setVisible(len(self.places) > 1)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.text, 1)
        first.addWidget(self._go)
        found = QHBoxLayout()
        found.setSpacing(4)
        found.addWidget(self._told, 1, Qt.AlignmentFlag.AlignVCenter)
        found.addWidget(self._back)
        found.addWidget(self.on)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self._down, 1)
        choices.addWidget(self._across, 1)
        shifts = QHBoxLayout()
        shifts.setSpacing(8)
        for field in (self._right, self._below):
            column = QVBoxLayout()
            column.setSpacing(4)
            heading = label(field.accessibleName(), role="helper")
            heading.setBuddy(field)
            column.addWidget(heading)
            column.addWidget(field)
            shifts.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for row in (first, found, choices, shifts):
            whole.addLayout(row)


def _choice(name: str, *entries: tuple[str, Across | Down]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    for words, value in entries:
        made.addItem(words, value)
    return made


def _around(words: str, text: str) -> str:
    """Return the words around a text, not longer than two lines."""
    if len(words) <= _LONGEST:
        return words
    place = max(0, words.casefold().find(text.casefold()))
    start = max(0, min(place - _LONGEST // 2, len(words) - _LONGEST))
    return f"…{words[start : start + _LONGEST].strip()}…"
