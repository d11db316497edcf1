"""What an office has of its own: who vouches for its servers, and its archives."""

from __future__ import annotations

from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from ttedesktop.errors.errors import TteError
from ttedesktop.language import _, mark
from ttedesktop.service_choice import certificates_of
from ttedesktop.settings.catalogue import declared
from ttedesktop.validation.trust.trust_store import read_certificates
from ui.checking.trust_dialog import TrustDialog, TrustWords
from ui.controls.buttons import Button, ToolButton
from ui.controls.labels import label
from ui.controls.settings_rows import RowWords, card, row
from ui.settings.certificate_rows import certificate_row
from ui.settings.declared_rows import lock_chip

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ui.program.settings_keeper import SettingsKeeper

_SERVERS: Final = TrustWords(
    mark("Percayai sertifikat kantor ini?"),
    mark(
        "Server https yang dijamin sertifikat ini akan dipercaya saat cap waktu dan "
        "bukti diminta; tanda tangan tidak. Cocokkan dahulu sidik jarinya dengan "
        "pengelola jaringan kantor."
    ),
)


def office_cards(keeper: SettingsKeeper, failed: SignalInstance) -> list[QWidget]:
    """Return the cards; what cannot be taken goes to ``failed``."""
    authorities = OfficeAuthorities(keeper, failed)
    return [
        label(_("Sertifikat otoritas kantor"), role="section"),
        card(authorities.rows()),
        label(_("Folder arsip"), role="section"),
        card(_folder_rows(keeper)),
    ]


class OfficeAuthorities:
    """Certificates that vouch for the servers of an office (TLS), and for nothing else.

    What a person compared is kept itself, not the file in which it was: another may
    lie there tomorrow.
    """

    def __init__(self, keeper: SettingsKeeper, failed: SignalInstance) -> None:
        self._keeper, self._failed = keeper, failed

    def add(self, path: Path, parent: QWidget) -> None:
        """Ask whether the certificates in a file are to be trusted for servers."""
        try:
            ders = read_certificates(path)
        except TteError as error:
            self._failed.emit(error)
            return
        for der in ders:
            known = self._keeper.settings.network_authorities
            pem = DER_cert_to_PEM_cert(der)
            is_new = der not in tuple(certificates_of(known))
            if is_new and TrustDialog(parent, der, _SERVERS).ask():
                self._keeper.change(network_authorities=(*known, pem))

    def rows(self) -> list[QWidget]:
        """Return a row for each, and the one that adds another."""
        known = self._keeper.settings.network_authorities
        if self._keeper.locks(declared("network.authorities")):
            ders = list(certificates_of(known))
            fixed = [certificate_row(der, lock_chip()) for der in ders]
            return fixed or [row(_adding_words(), lock_chip())]
        made = [
            certificate_row(der, self._leaving(entry))
            for entry in known
            for der in certificates_of((entry,))
        ]
        adding = Button(_("Pilih berkas…"))
        adding.clicked.connect(lambda: self._choose(adding.window()))
        return [*made, row(_adding_words(), adding)]

    def _leaving(self, entry: str) -> QWidget:
        made = ToolButton("delete", _("Jangan percaya lagi"))
        made.clicked.connect(lambda: self._remove(entry))
        return made

    def _remove(self, entry: str) -> None:
        known = self._keeper.settings.network_authorities
        left = tuple(one for one in known if one != entry)
        self._keeper.change(network_authorities=left)

    def _choose(self, parent: QWidget) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            parent,
            _("Pilih sertifikat kantor"),
            "",
            _("Sertifikat (*.pem *.crt *.cer *.der)") + ";;" + _("Semua berkas (*)"),
        )
        if chosen:
            self.add(Path(chosen), parent)


def _adding_words() -> RowWords:
    return RowWords(
        "add",
        _("Tambah sertifikat kantor"),
        _("Bila kantor memeriksa https dengan sertifikatnya sendiri (PEM atau DER)."),
    )


def _folder_rows(keeper: SettingsKeeper) -> list[QWidget]:
    folders = keeper.settings.archive_folders
    is_fixed = keeper.locks(declared("archive.folders"))

    def change(left: tuple[str, ...]) -> None:
        keeper.change(archive_folders=left)

    def leaving(folder: str) -> QWidget:
        if is_fixed:
            return lock_chip()
        made = ToolButton("delete", _("Jangan awasi lagi"))
        left = tuple(one for one in folders if one != folder)
        made.clicked.connect(lambda: change(left))
        return made

    def choose() -> None:
        title, start = _("Pilih folder arsip"), str(Path.home())
        chosen = QFileDialog.getExistingDirectory(adding, title, start)
        if chosen and chosen not in folders:
            change((*folders, chosen))

    rows = [
        row(RowWords("folder", Path(one).name or one, one), leaving(one))
        for one in folders
    ]
    adding = Button(_("Pilih folder…"))
    adding.clicked.connect(choose)
    words = RowWords(
        "add",
        _("Awasi folder arsip"),
        _("Dokumen yang buktinya akan habis dicari di dalamnya, di latar belakang."),
    )
    return [*rows, row(words, lock_chip() if is_fixed else adding)]
