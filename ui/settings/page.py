"""The settings: groups at the left, rows at the right; changes apply at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.errors.policy_errors import ModuleNotAllowed
from ttedesktop.language import _
from ui.controls import icons
from ui.controls.labels import label
from ui.controls.scroll_area import ScrollArea
from ui.settings.about_settings import about_cards
from ui.settings.declared_rows import declared_cards
from ui.settings.groups import TITLES, SettingsGroup
from ui.settings.search import found_cards
from ui.settings.sections import (
    storage_cards,
    token_cards,
)
from ui.settings.time_stamp_settings import time_stamp_cards
from ui.settings.trust_settings import TrustSettings
from ui.specimens.footer_rows import footer_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.policy import Policy
    from ttedesktop.validation.trust.trust_folder import TrustFolder
    from ui.program.settings_keeper import SettingsKeeper
    from ui.specimens.editor import SpecimenEditor

_WIDEST: Final = 912
_NAVIGATION: Final = 264


class SettingsPage(QWidget):
    """Built anew from the settings whenever their number changes."""

    failed = Signal(object)
    """The ``TteError`` for which a certificate cannot be added."""

    wanted = Signal(str)
    """Name of what is to be done with all settings, or with the report of a problem."""

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
            SettingsGroup.APPEARANCE: partial(declared_cards, keeper, "appearance"),
            SettingsGroup.SIGNING: lambda: [
                *declared_cards(keeper, "signing"),
                footer_card(keeper),
            ],
            SettingsGroup.DRIVERS: partial(
                token_cards, keeper, self.add_module, fixed=policy.modules
            ),
            SettingsGroup.TIME_STAMPS: partial(time_stamp_cards, keeper, self.failed),
            SettingsGroup.TRUST: self._trust_cards,
            SettingsGroup.STORAGE: partial(storage_cards, keeper, self.wanted.emit),
            SettingsGroup.ABOUT: partial(about_cards, self.wanted.emit),
        }
        self._groups = _group_list()
        self.search = _search_field()
        self.search.textChanged.connect(lambda _words: self._show())
        self.cards_area = ScrollArea()
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 24, 0, 0)
        across.setSpacing(24)
        across.addLayout(self._left())
        self._shown = QStackedWidget()
        self._shown.addWidget(self.cards_area)
        if editor is not None:
            self._shown.addWidget(editor)
        across.addWidget(self._shown, 1)
        self._groups.currentRowChanged.connect(lambda _row: self._chosen())
        self._groups.itemClicked.connect(lambda _item: self._chosen())
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
        self.search.clear()
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
        made = TrustSettings(self._keeper, self._trust_folder, self._policy)
        made.failed.connect(self.failed)
        return [made]

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self._groups, 1)
        return column

    def _chosen(self) -> None:
        """Show the group that was chosen, whatever was looked for before."""
        if self.search.text():
            self.search.clear()
        else:
            self._show()

    def _show(self) -> None:
        wanted = self.search.text().strip()
        self._groups.item(self._groups.currentRow()).setSelected(not wanted)
        is_specimen = self.group is SettingsGroup.SPECIMEN and not wanted
        if is_specimen and self._editor is not None:
            self._shown.setCurrentWidget(self._editor)
            return
        self._shown.setCurrentWidget(self.cards_area)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 24, 24)
        column.setSpacing(16)
        title = _("Hasil pencarian") if wanted else _(TITLES[self.group][1])
        column.addWidget(label(title, role="title"))
        for one in (
            found_cards(self._keeper, wanted, self.open_group)
            if wanted
            else self._cards[self.group]()
        ):
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


def _group_list() -> QListWidget:
    made = QListWidget()
    made.setProperty("kind", "navigation")
    made.setFixedWidth(_NAVIGATION - 24)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setIconSize(QSize(20, 20))
    made.setAccessibleName(_("Kelompok setelan"))
    for group in SettingsGroup:
        icon, title = TITLES[group]
        item = QListWidgetItem(icons.icon(icon, colour="text2"), _(title))
        item.setSizeHint(QSize(_NAVIGATION - 24, 42))
        made.addItem(item)
    return made


def _search_field() -> QLineEdit:
    made = QLineEdit()
    made.setFixedWidth(_NAVIGATION - 24)
    made.setPlaceholderText(_("Cari setelan"))
    made.setAccessibleName(_("Cari setelan"))
    made.setClearButtonEnabled(True)
    made.addAction(
        icons.icon("search", colour="text2"), QLineEdit.ActionPosition.LeadingPosition
    )
    return made


def _lists(keeper: SettingsKeeper) -> tuple[object, ...]:
    now = keeper.settings
    return (now.modules, now.network_authorities, now.archive_folders)
