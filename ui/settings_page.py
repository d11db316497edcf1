"""The settings: groups at the left, rows at the right; changes apply at once."""

from __future__ import annotations

from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.errors import TteError
from ttedesktop.language import _
from ttedesktop.validation.trust_store import read_certificates
from ui import icons, settings_sections
from ui.labels import label
from ui.trust_dialog import TrustDialog

if TYPE_CHECKING:
    from ui.settings_keeper import SettingsKeeper
    from ui.settings_sections import Section

_WIDEST: Final = 912
_NAVIGATION: Final = 264


class SettingsPage(QWidget):
    """Built anew from the settings whenever their number changes."""

    failed = Signal(object)
    """The ``TteError`` for which a certificate cannot be added."""

    def __init__(self, keeper: SettingsKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._groups = QListWidget()
        self._groups.setProperty("kind", "navigation")
        self._groups.setFixedWidth(_NAVIGATION - 24)
        self._groups.setFrameShape(QFrame.Shape.NoFrame)
        self._groups.setIconSize(QSize(20, 20))
        self._groups.setAccessibleName(_("Kelompok setelan"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 24, 0, 0)
        across.setSpacing(24)
        across.addWidget(self._groups)
        across.addWidget(self._scroll, 1)
        self._fill_groups()
        self._groups.currentRowChanged.connect(self._show)
        self._groups.setCurrentRow(0)
        self._lists = _lists(keeper)
        keeper.changed.connect(lambda _settings: self._refresh())
        keeper.outcome_changed.connect(lambda _outcome: self._rebuild())

    @property
    def group(self) -> int:
        """Place of the group that is shown."""
        return self._groups.currentRow()

    def open_group(self, number: int) -> None:
        """Show a group by its place in the list."""
        self._groups.setCurrentRow(number)

    def add_module(self) -> None:
        """Let the person name the driver of a token."""
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

    def add_anchor(self, path: Path) -> None:
        """Ask whether the certificates in a file are to be trusted."""
        try:
            ders = read_certificates(path)
        except TteError as error:
            self.failed.emit(error)
            return
        for der in ders:
            pem = DER_cert_to_PEM_cert(der)
            known = self._keeper.settings.trust_anchors
            if pem not in known and TrustDialog(self, der).ask():
                self._keeper.change(trust_anchors=(*known, pem))

    def _sections(self) -> tuple[Section, ...]:
        keeper = self._keeper
        folder = settings_sections.folder_control(keeper, self._choose_folder)
        return (
            settings_sections.appearance_section(keeper),
            settings_sections.specimen_section(keeper),
            settings_sections.signing_section(keeper, folder),
            settings_sections.token_section(keeper, self.add_module),
            settings_sections.trust_section(keeper, self._choose_anchor),
            settings_sections.storage_section(keeper),
            settings_sections.about_section(),
        )

    def _fill_groups(self) -> None:
        for icon, title, _cards in self._sections():
            item = QListWidgetItem(icons.icon(icon, colour="text2"), title)
            item.setSizeHint(QSize(_NAVIGATION - 24, 42))
            self._groups.addItem(item)

    def _show(self, number: int) -> None:
        _icon, title, cards = self._sections()[number]
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(title, role="title"))
        for one in cards:
            column.addWidget(one)
        column.addStretch(1)
        content = QWidget()
        across = QHBoxLayout(content)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inner, 100)
        across.addStretch(1)
        self._scroll.setWidget(content)

    def _refresh(self) -> None:
        # A line that is being typed in must not be taken away under the hands.
        now = _lists(self._keeper)
        if now != self._lists:
            self._lists = now
            self._rebuild()

    def _rebuild(self) -> None:
        self._show(max(0, self._groups.currentRow()))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Pilih folder untuk hasil"), self._keeper.settings.output_folder
        )
        if chosen:
            self._keeper.change(output_folder=chosen)

    def _choose_anchor(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Pilih sertifikat induk"),
            "",
            _("Sertifikat (*.pem *.crt *.cer)") + ";;" + _("Semua berkas (*)"),
        )
        if chosen:
            self.add_anchor(Path(chosen))


def _lists(keeper: SettingsKeeper) -> tuple[object, ...]:
    now = keeper.settings
    return now.modules, now.trust_anchors, now.output_folder
