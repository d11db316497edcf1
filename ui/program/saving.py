"""Files that a person names: opened, reports saved, and shown where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ttedesktop.language import _
from ttedesktop.settings.file import ENDING
from ttedesktop.signing.output import clean_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.settings.values import RecentDocument


def choose_pdf(parent: QWidget, recent: Sequence[RecentDocument]) -> Path | None:
    """Let a person choose a PDF, beginning where they were last."""
    start = str(Path(recent[0].path).parent) if recent else str(Path.home())
    chosen, _filter = QFileDialog.getOpenFileName(
        parent,
        _("Buka dokumen"),
        start,
        _("Dokumen PDF (*.pdf *.PDF)") + ";;" + _("Semua berkas (*)"),
    )
    return Path(chosen) if chosen else None


def choose_report_path(parent: QWidget, document: Document) -> Path | None:
    """Let a person choose where a validation report goes, and as what."""
    name = _("{name} - laporan verifikasi.pdf").format(name=document.path.stem)
    endings = {
        _("Laporan PDF (*.pdf)"): "pdf",
        _("Laporan HTML (*.html)"): "html",
        _("Data JSON (*.json)"): "json",
    }
    proposed = document.path.with_name(name)
    return _choose_as(parent, _("Simpan laporan"), proposed, endings)


def choose_results_path(parent: QWidget) -> Path | None:
    """Let a person choose where the results of many documents go, and as what."""
    endings = {
        _("Tabel CSV (*.csv)"): "csv",
        _("Laporan PDF (*.pdf)"): "pdf",
        _("Laporan HTML (*.html)"): "html",
        _("Data JSON (*.json)"): "json",
    }
    proposed = Path.home() / _("Hasil verifikasi.csv")
    return _choose_as(parent, _("Simpan hasil"), proposed, endings)


def _choose_as(
    parent: QWidget, title: str, proposed: Path, endings: dict[str, str]
) -> Path | None:
    """Let a person choose a name and one of several formats, the first proposed."""
    dialog = QFileDialog(parent, title, str(proposed.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(endings))
    # Added before the dialog asks whether a file may be replaced, not behind its back.
    dialog.setDefaultSuffix(next(iter(endings.values())))
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix(endings[chosen])
    )
    dialog.selectFile(proposed.name)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def choose_settings_path(parent: QWidget) -> Path | None:
    """Let a person choose where their settings are written to."""
    proposed = Path.home() / f"tte-desktop.{ENDING}"
    return _choose_as(parent, _("Ekspor setelan"), proposed, {_settings_kind(): ENDING})


def choose_settings_file(parent: QWidget) -> Path | None:
    """Let a person choose a file with settings."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent,
        _("Impor setelan"),
        str(Path.home()),
        _settings_kind() + ";;" + _("Semua berkas (*)"),
    )
    return Path(chosen) if chosen else None


def _settings_kind() -> str:
    return _("Setelan TTE Desktop (*.{ending})").format(ending=ENDING)


def choose_text_path(parent: QWidget, name: str) -> Path | None:
    """Let a person choose where a text goes; ``name`` is proposed."""
    dialog = QFileDialog(parent, _("Simpan laporan"), str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Berkas teks (*.txt)")])
    dialog.setDefaultSuffix("txt")
    dialog.selectFile(name)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def choose_list_path(parent: QWidget, folder: Path) -> Path | None:
    """Let a person choose where the list of a batch's results goes, and as what.

    Nobody is asked about a name that is taken: nothing is overwritten.
    """
    endings = {_("Laporan PDF (*.pdf)"): "pdf", _("Tabel CSV (*.csv)"): "csv"}
    dialog = QFileDialog(parent, _("Simpan daftar hasil"), str(folder))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setNameFilters(list(endings))
    dialog.setDefaultSuffix("pdf")
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix(endings[chosen])
    )
    dialog.selectFile(_("daftar hasil.pdf"))
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def choose_table_path(parent: QWidget, name: str) -> Path | None:
    """Let a person choose where a table goes; nothing is overwritten."""
    dialog = QFileDialog(parent, _("Ekspor"), str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setNameFilters([_("Tabel CSV (*.csv)")])
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(name)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def choose_attachment_path(
    parent: QWidget, document: Document, name: str
) -> Path | None:
    """Let a person choose where an attachment goes; ``name`` is proposed.

    Nobody is asked about a name that is taken: nothing is overwritten.
    """
    dialog = QFileDialog(parent, _("Simpan lampiran"), str(document.path.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(clean_name(name))
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
