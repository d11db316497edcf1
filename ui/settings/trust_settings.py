"""Whom this computer trusts when it verifies, and what it knows of revocations."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from ssl import DER_cert_to_PEM_cert, PEM_cert_to_DER_cert
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.anchor_choice import anchors_of
from ttedesktop.errors.errors import TteError
from ttedesktop.errors.policy_errors import AnchorNotAllowed
from ttedesktop.language import _, mark, n_
from ttedesktop.moments import day
from ttedesktop.policy import Policy
from ttedesktop.settings.catalogue import shown_in
from ttedesktop.validation.reporting.report_rows import in_groups
from ttedesktop.validation.trust.trust_store import (
    TrustClass,
    TrustStore,
    read_certificates,
)
from ui.checking.trust_dialog import TrustDialog
from ui.controls.buttons import Button, ToolButton
from ui.controls.chips import chip
from ui.controls.labels import label
from ui.controls.question_dialog import QuestionDialog
from ui.controls.settings_rows import RowWords, card, row
from ui.settings.certificate_rows import certificate_row
from ui.settings.declared_rows import declared_card, lock_chip

if TYPE_CHECKING:
    from ttedesktop.validation.trust.imported_list import ImportedList
    from ttedesktop.validation.trust.trust_folder import TrustFolder
    from ttedesktop.validation.trust.trust_store import TrustAnchor
    from ui.program.settings_keeper import SettingsKeeper

_CLASSES: Final = {
    TrustClass.NATIONAL: (mark("PSrE Induk"), "shield_checkmark", "ok"),
    TrustClass.LEGACY: (mark("BSrE lama"), "history", "warn"),
    TrustClass.ADDED: (mark("Ditambahkan"), "person", "none"),
}
_SOURCES: Final = {
    "Root CA Indonesia DS G1": mark(
        "Sama persis di tiga sumber publik yang terpisah; cocokkan dengan "
        "www.rootca.id."
    ),
    "BSRE CA DS G1": mark("Di bawah PSrE Induk; sama di dua sumber publik."),
    "Peruri CA - G1": mark("Satu sumber publik, terbukti oleh PSrE Induk."),
    "OSD LU Kelas 2": mark(
        "Di luar PSrE Induk; sama di tiga sumber publik. Hanya dengan cap waktu "
        "sebelum 18 Agustus 2026."
    ),
}
"""Where the fingerprints of the anchors come from that the program ships."""


class TrustSettings(QWidget):
    """Built anew after every change of what it shows."""

    failed = Signal(object)
    """The ``TteError`` for which something cannot be added or removed."""
    changed = Signal()
    """Documents may be judged otherwise from now on."""

    def __init__(
        self, keeper: SettingsKeeper, folder: TrustFolder, policy: Policy | None = None
    ) -> None:
        """Take what an administrator has fixed; nothing if it is not given."""
        super().__init__()
        self._policy = policy or Policy()
        self._keeper, self._folder = keeper, folder
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._fill()

    def add_anchor(self, path: Path) -> None:
        """Ask whether the certificates in a file are to be trusted."""
        if self._policy.forbids_own_anchors:
            self.failed.emit(AnchorNotAllowed())
            return
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
        self._renew()

    def import_list(self, path: Path) -> None:
        """Keep the revocation lists in a file."""
        try:
            self._folder.import_list(path)
        except TteError as error:
            self.failed.emit(error)
        self._renew()

    def start_over(self) -> None:
        """Ask, and go back to what the program ships."""
        question = QuestionDialog(
            self,
            _("Kembalikan ke bawaan?"),
            _(
                "Sertifikat induk yang Anda tambahkan, daftar pencabutan yang diimpor, "
                "dan sertifikat perantara yang dikenal akan dihapus. Dokumen tidak "
                "berubah."
            ),
            yes=_("Kembalikan ke bawaan"),
        )
        is_agreed = question.ask()
        question.deleteLater()
        if is_agreed:
            self.start_over_unasked()

    def start_over_unasked(self) -> None:
        """Go back to what the program ships."""
        self._keeper.change(trust_anchors=(), strict_verification=False)
        try:
            self._folder.clear()
        except TteError as error:
            self.failed.emit(error)
        self._renew()

    # --- what is shown ----------------------------------------------------------------

    def _renew(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        self._column.addWidget(declared_card(self._keeper, shown_in("trust")))
        self._column.addWidget(label(_("Sertifikat induk tepercaya"), role="label"))
        shipped = [_anchor_row(one) for one in TrustStore.pinned().anchors]
        self._column.addWidget(card(shipped))
        self._column.addWidget(
            card([*self._fixed_rows(), *self._added_rows(), self._adding_row()])
        )
        self._column.addWidget(label(_("Daftar pencabutan (CRL)"), role="label"))
        self._column.addWidget(card([*self._list_rows(), self._importing_row()]))
        self._column.addWidget(card([self._known_row()]))

    def _fixed_rows(self) -> list[QWidget]:
        """Return the anchors of the administrator, of which nothing can be changed."""
        return [certificate_row(der, lock_chip()) for der in anchors_of(self._policy)]

    def _added_rows(self) -> list[QWidget]:
        rows: list[QWidget] = []
        if self._policy.forbids_own_anchors:
            return rows
        for pem in self._keeper.settings.trust_anchors:
            button = ToolButton("delete", _("Jangan percaya lagi"))
            button.clicked.connect(lambda _checked=False, p=pem: self._distrust(p))
            kind = _CLASSES[TrustClass.ADDED]
            control = _beside(chip(_(kind[0]), *kind[1:]), button)
            rows.append(certificate_row(PEM_cert_to_DER_cert(pem), control))
        return rows

    def _adding_row(self) -> QWidget:
        adding: QWidget = lock_chip()
        if not self._policy.forbids_own_anchors:
            adding = Button(_("Pilih berkas…"))
            adding.clicked.connect(self._choose_anchor)
        words = RowWords(
            "add",
            _("Tambah sertifikat induk"),
            _("Hanya bila sidik jarinya sudah Anda cocokkan dengan sumber resmi."),
        )
        return row(words, adding)

    def _list_rows(self) -> list[QWidget]:
        rows: list[QWidget] = []
        for one in self._folder.lists():
            button = ToolButton("delete", _("Hapus daftar ini"))
            button.clicked.connect(lambda _checked=False, o=one: self._forget(o))
            control = _beside(_age_chip(one), button)
            rows.append(
                row(RowWords("document", one.name, _list_sentence(one)), control)
            )
        return rows

    def _importing_row(self) -> QWidget:
        importing = Button(_("Impor…"))
        importing.clicked.connect(self._choose_list)
        words = RowWords(
            "add",
            _("Impor daftar pencabutan"),
            _("Berkas .crl dari penerbit, misalnya dari komputer yang terhubung."),
        )
        return row(words, importing)

    def _known_row(self) -> QWidget:
        resetting = Button(_("Kembalikan ke bawaan"), kind="danger")
        resetting.clicked.connect(self.start_over)
        count = self._folder.certificate_count()
        sentence = n_(
            "{count} sertifikat dari dokumen sebelumnya membantu melengkapi rantai, "
            "tetapi tidak dipercaya dengan sendirinya.",
            "{count} sertifikat dari dokumen sebelumnya membantu melengkapi rantai, "
            "tetapi tidak dipercaya dengan sendirinya.",
            count,
        )
        words = RowWords(
            "people",
            _("Sertifikat perantara yang dikenal"),
            sentence.format(count=count),
        )
        return row(words, resetting)

    # --- what is done -----------------------------------------------------------------

    def _distrust(self, pem: str) -> None:
        left = tuple(one for one in self._keeper.settings.trust_anchors if one != pem)
        self._keeper.change(trust_anchors=left)
        self._renew()

    def _forget(self, one: ImportedList) -> None:
        try:
            self._folder.remove(one)
        except TteError as error:
            self.failed.emit(error)
        self._renew()

    def _choose_anchor(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Pilih sertifikat induk"),
            "",
            _("Sertifikat (*.pem *.crt *.cer)") + ";;" + _("Semua berkas (*)"),
        )
        if chosen:
            self.add_anchor(Path(chosen))

    def _choose_list(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Pilih daftar pencabutan"),
            "",
            _("Daftar pencabutan (*.crl *.pem)") + ";;" + _("Semua berkas (*)"),
        )
        if chosen:
            self.import_list(Path(chosen))


def _anchor_row(one: TrustAnchor) -> QWidget:
    words, icon, tone = _CLASSES[one.trust_class]
    lines = [_(_SOURCES[one.name])] if one.name in _SOURCES else []
    if one.valid_from is not None and one.valid_until is not None:
        span = _("Berlaku {begin} sampai {end}.")
        lines.insert(
            0, span.format(begin=day(one.valid_from), end=day(one.valid_until))
        )
    lines.append(_("SHA-256 {digest}").format(digest=in_groups(one.sha256)))
    sentence = "\n".join(lines)
    return row(RowWords("certificate", one.name, sentence), chip(_(words), icon, tone))


def _list_sentence(one: ImportedList) -> str:
    entries = n_(
        "{count} sertifikat dicabut", "{count} sertifikat dicabut", one.entries
    ).format(count=one.entries)
    made = _("Dibuat {day}").format(day=day(one.made_at))
    if one.next_at is None:
        return f"{made} · {entries}"
    following = _("berikutnya {day}").format(day=day(one.next_at))
    return f"{made} · {following} · {entries}"


def _age_chip(one: ImportedList) -> QWidget:
    days = max(0, (datetime.now(UTC) - one.made_at).days)
    words = n_("Umur {count} hari", "Umur {count} hari", days).format(count=days)
    is_late = one.next_at is not None and one.next_at < datetime.now(UTC)
    return chip(words, "clock", "warn" if is_late else "ok")


def _beside(*widgets: QWidget) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    for one in widgets:
        across.addWidget(one)
    return made
