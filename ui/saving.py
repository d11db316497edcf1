"""Files that a person names: opened, reports saved, and shown where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ttedesktop.language import _
from ttedesktop.output_errors import ReportNotWritten
from ttedesktop.validation.export import html_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.settings import RecentDocument
    from ttedesktop.validation.report import ValidationReport


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
    """Let a person choose where a validation report goes."""
    name = _("{name} - laporan verifikasi.html").format(name=document.path.stem)
    chosen, _filter = QFileDialog.getSaveFileName(
        parent,
        _("Simpan laporan"),
        str(document.path.parent / name),
        _("Laporan (*.html)"),
    )
    return Path(chosen) if chosen else None


def write_report(path: Path, report: ValidationReport) -> Path:
    """Write a report and return its path. Raises ReportNotWritten."""
    try:
        path.write_text(html_report([report]), encoding="utf-8")
    except OSError:
        raise ReportNotWritten(path.name) from None
    return path


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
