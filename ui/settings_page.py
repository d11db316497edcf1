"""The settings: groups at the left, rows at the right; changes apply at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _
from ttedesktop.policy_errors import ModuleNotAllowed
from ui import icons
from ui.labels import label
from ui.scroll_area import ScrollArea
from ui.settings_groups import TITLES, SettingsGroup
from ui.settings_sections import (
    about_cards,
    appearance_cards,
    folder_control,
    signing_cards,
    storage_cards,
    token_cards,
)
from ui.trust_settings import TrustSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.policy import Policy
    from ttedesktop.validation.trust_folder import TrustFolder
    from ui.settings_keeper import SettingsKeeper
    from ui.specimen_editor import SpecimenEditor

_WIDEST: Final = 912
_NAVIGATION: Final = 264


class SettingsPage(QWidget):
    """Built anew from the settings whenever their number changes."""

    failed = Signal(object)
    """The ``TteError`` for which a certificate cannot be added."""

    def __init__(
        self,
        keeper: SettingsKeeper,
        policy: Policy,
        trust_folder: TrustFolder,
        editor: SpecimenEditor | None = None,
    ) -> None:
        """Take what shows the specimens, which are a page of their own."""
        super().__init__()
        self._trust_folder = trust_folder
        self._editor = editor
        self._policy = policy
        self._keeper = keeper
        self._cards: dict[SettingsGroup, Callable[[], list[QWidget]]] = {
            SettingsGroup.APPEARANCE: partial(appearance_cards, keeper),
            SettingsGroup.SIGNING: self._signing_cards,
            SettingsGroup.DRIVERS: partial(
                token_cards, keeper, self.add_module, fixed=policy.modules
            ),
            SettingsGroup.TRUST: self._trust_cards,
            SettingsGroup.STORAGE: partial(
                storage_cards, keeper, forbids_recent=policy.forbids_recent
            ),
            SettingsGroup.ABOUT: about_cards,
        }
        self._groups = QListWidget()
        self._groups.setProperty("kind", "navigation")
        self._groups.setFixedWidth(_NAVIGATION - 24)
        self._groups.setFrameShape(QFrame.Shape.NoFrame)
        self._groups.setIconSize(QSize(20, 20))
        self._groups.setAccessibleName(_("Kelompok setelan"))
        self.cards_area = ScrollArea()
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 24, 0, 0)
        across.setSpacing(24)
        across.addWidget(self._groups)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.cards_area)
        if editor is not None:
            self._shown.addWidget(editor)
        across.addWidget(self._shown, 1)
        self._fill_groups()
        self._groups.currentRowChanged.connect(lambda _row: self._show())
        self._groups.setCurrentRow(0)
        self._lists = _lists(keeper)
        keeper.changed.connect(lambda _settings: self._refresh())
        keeper.outcome_changed.connect(lambda _outcome: self._show())

    @property
    def specimens(self) -> SpecimenEditor:
        """Where specimens are put together. Raises LookupError where none are."""
        if self._editor is None:
            raise LookupError
        return self._editor

    @property
    def group(self) -> SettingsGroup:
        """The group that is shown."""
        return list(SettingsGroup)[max(0, self._groups.currentRow())]

    def open_group(self, group: SettingsGroup) -> None:
        """Show a group."""
        self._groups.setCurrentRow(list(SettingsGroup).index(group))

    def add_module(self) -> None:
        """Let the person name the driver of a token."""
        if self._policy.modules is not None:
            self.failed.emit(ModuleNotAllowed(""))
            return
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Pilih driver token"),
            "",
            _("Driver token (*.so *.so.* *.dll *.dylib)")
            + ";;"
            + _("Semua berkas (*)"),
        )
        modules = self._keeper.settings.modules
        if chosen and chosen not in modules:
            self._keeper.change(modules=(*modules, chosen))

    def _trust_cards(self) -> list[QWidget]:
        made = TrustSettings(self._keeper, self._trust_folder)
        made.failed.connect(self.failed)
        return [made]

    def _signing_cards(self) -> list[QWidget]:
        folder = folder_control(self._keeper, self._choose_folder)
        return signing_cards(self._keeper, folder)

    def _fill_groups(self) -> None:
        for group in SettingsGroup:
            icon, title = TITLES[group]
            item = QListWidgetItem(icons.icon(icon, colour="text2"), _(title))
            item.setSizeHint(QSize(_NAVIGATION - 24, 42))
            self._groups.addItem(item)

    def _show(self) -> None:
        if self.group is SettingsGroup.SPECIMEN and self._editor is not None:
            self._shown.setCurrentWidget(self._editor)
            return
        self._shown.setCurrentWidget(self.cards_area)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(_(TITLES[self.group][1]), role="title"))
        for one in self._cards[self.group]():
            column.addWidget(one)
        column.addStretch(1)
        content = QWidget()
        across = QHBoxLayout(content)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inner, 100)
        across.addStretch(1)
        self.cards_area.setWidget(content)

    def _refresh(self) -> None:
        # A line that is being typed in must not be taken away under the hands.
        now = _lists(self._keeper)
        if now != self._lists:
            self._lists = now
            self._show()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Pilih folder untuk hasil"), self._keeper.settings.output_folder
        )
        if chosen:
            self._keeper.change(output_folder=chosen)


def _lists(keeper: SettingsKeeper) -> tuple[object, ...]:
    now = keeper.settings
    return now.modules, now.output_folder
