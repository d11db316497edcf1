"""Rows made from the table of settings: a control for each kind, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _
from ttedesktop.settings.catalogue import shown_in
from ttedesktop.settings.controls import Folder, OneOf, Words, YesNo
from ui.controls.buttons import ToolButton
from ui.controls.chips import chip
from ui.controls.labels import label
from ui.controls.settings_rows import CONTROL_WIDTH, RowWords, card, row
from ui.controls.switch import Switch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.settings.controls import Control
    from ttedesktop.settings.declaration import Declared
    from ui.program.settings_keeper import SettingsKeeper


class _Box(QWidget):
    """Holds a control, so that all of them are asked and told alike."""

    chosen = Signal(object)
    """A value that a person chose, and that is allowed."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inner)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - each control has its own type
        """Show a value that was chosen elsewhere."""
        raise NotImplementedError


class _SwitchBox(_Box):
    def __init__(self, one: Declared) -> None:
        self._switch = Switch(_(one.name), is_on=False)
        super().__init__(self._switch)
        self._switch.clicked.connect(self._take)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - as above
        self._switch.setChecked(bool(value))

    def _take(self) -> None:
        self.chosen.emit(self._switch.isChecked())


class _ChoiceBox(_Box):
    def __init__(self, control: OneOf) -> None:
        self._combo = QComboBox()
        self._combo.setFixedWidth(CONTROL_WIDTH)
        super().__init__(self._combo)
        for option in control.options:
            self._combo.addItem(_(option.words), option.value)
        self._combo.activated.connect(
            lambda index: self.chosen.emit(self._combo.itemData(index))
        )

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - as above
        self._combo.setCurrentIndex(self._combo.findData(value))


class _WordsBox(_Box):
    def __init__(self, control: Words) -> None:
        self._line = QLineEdit()
        self._line.setFixedWidth(CONTROL_WIDTH)
        self._line.setMaxLength(control.longest)
        super().__init__(self._line)
        self._control = control
        self._line.textEdited.connect(self._take)
        self._line.editingFinished.connect(self._settle)
        self._value = ""

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - as above
        self._value = str(value)
        if self._read(self._line.text()) != value:
            self._line.setText(self._value)
            self._mark(is_wrong=False)

    def _read(self, text: str) -> str | None:
        try:
            return self._control.read(text.strip())
        except (ValueError, TypeError):
            return None

    def _take(self, text: str) -> None:
        value = self._read(text)
        self._mark(is_wrong=value is None)
        if value is not None:
            self.chosen.emit(value)

    def _settle(self) -> None:
        """Show what is kept, where something else was left standing."""
        if self._line.text() != self._value:
            self._line.setText(self._value)
            self._mark(is_wrong=False)

    def _mark(self, *, is_wrong: bool) -> None:
        told = _("Tidak boleh memuat {signs}").format(
            signs=" ".join(self._control.forbidden)
        )
        self._line.setToolTip(told if is_wrong else "")
        self._line.setProperty("wrong", "true" if is_wrong else "false")
        self._line.style().unpolish(self._line)
        self._line.style().polish(self._line)


class _FolderBox(_Box):
    def __init__(self, control: Folder) -> None:
        self._combo = QComboBox()
        self._combo.setFixedWidth(CONTROL_WIDTH)
        super().__init__(self._combo)
        self._usual = _(control.if_empty)
        self._combo.activated.connect(self._take)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - as above
        self._combo.clear()
        self._combo.addItem(self._usual[:1].upper() + self._usual[1:], "")
        if value:
            self._combo.addItem(Path(value).name or value, value)
            self._combo.setCurrentIndex(1)
        self._combo.addItem(_("Pilih folder…"), None)
        self._combo.setToolTip(value or "")

    def _take(self, index: int) -> None:
        chosen = self._combo.itemData(index)
        if chosen is None:
            before = self._combo.toolTip()
            title = _("Pilih folder untuk hasil")
            chosen = QFileDialog.getExistingDirectory(self, title, before) or before
            self.show_value(chosen)
        self.chosen.emit(chosen)


def _box(one: Declared) -> _Box:
    control: Control = one.control
    match control:
        case YesNo():
            return _SwitchBox(one)
        case OneOf():
            return _ChoiceBox(control)
        case Words():
            return _WordsBox(control)
        case Folder():
            return _FolderBox(control)
        case _:
            raise LookupError(one.key)


class DeclaredRow(QWidget):
    """A setting: what it is, its control, and the way back to what it was at first."""

    def __init__(self, keeper: SettingsKeeper, one: Declared) -> None:
        super().__init__()
        self._keeper, self._setting = keeper, one
        self._is_locked = keeper.locks(one)
        words = RowWords(one.icon, _(one.name), _(one.sentence))
        self._box = _box(one)
        self._box.chosen.connect(self._take)
        self._box.inner.setEnabled(not self._is_locked)
        self._box.inner.setAccessibleName(words.name)
        self._box.inner.setAccessibleDescription(
            f"{words.sentence} {locked_words()}" if self._is_locked else words.sentence
        )
        self._back = ToolButton(
            "arrow_undo", _("Kembalikan “{name}” ke semula").format(name=words.name)
        )
        keep = self._back.sizePolicy()
        keep.setRetainSizeWhenHidden(not self._is_locked)
        self._back.setSizePolicy(keep)
        self._back.clicked.connect(self._restore)
        beside = lock_chip() if self._is_locked else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row(words, self._controls(), beside=beside))
        self._show()
        keeper.changed.connect(self._show)

    def _controls(self) -> QWidget:
        made = QWidget()
        across = QHBoxLayout(made)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self._back)
        across.addWidget(self._box, 0, Qt.AlignmentFlag.AlignRight)
        return made

    def _take(self, value: object) -> None:
        self._keeper.change(**{self._setting.field: value})

    def _restore(self) -> None:
        self._keeper.restore(self._setting)
        # The button goes, and the keyboard with it.
        self._box.inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, _settings: object = None) -> None:
        self._box.show_value(self._setting.value_in(self._keeper.settings))
        restored = self._is_locked or self._keeper.is_restored(self._setting)
        self._back.setVisible(not restored)


def lock_chip() -> QWidget:
    """Return the chip of what an administrator has fixed."""
    return chip(locked_words(), "lock_closed", "none")


def locked_words() -> str:
    """Return what is said of a setting that an administrator has fixed."""
    return _("Diatur administrator")


def declared_cards(keeper: SettingsKeeper, group: str) -> list[QWidget]:
    """Return the settings of a group, in cards with their headings."""
    made: list[QWidget] = []
    rows: list[QWidget] = []
    for one in shown_in(group):
        if one.heading:
            made.extend(_finished(rows))
            made.append(label(_(one.heading), role="section"))
            rows = []
        rows.append(DeclaredRow(keeper, one))
    made.extend(_finished(rows))
    return made


def declared_card(keeper: SettingsKeeper, chosen: Iterable[Declared]) -> QWidget:
    """Return one card with these settings."""
    return card(DeclaredRow(keeper, one) for one in chosen)


def _finished(rows: list[QWidget]) -> list[QWidget]:
    return [card(rows)] if rows else []
