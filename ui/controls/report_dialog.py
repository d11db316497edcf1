"""Shows a report before it is given to anybody: of a problem, or of a defect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from ttedesktop.errors.output_errors import ReportNotWritten
from ttedesktop.language import _
from ttedesktop.messages import words_of
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label
from ui.program import saving

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LINES: int = 11
_SHOWN: int = 4_000
"""Milliseconds for which it is said that something was done."""


class ReportDialog(Dialog):
    """The whole text, and what one may do with it; nothing is sent anywhere."""

    guide_topic = ("masalah", "bila-program-sendiri-bermasalah")

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent, width=680)
        self._text = text
        self._add_words()
        self._shown = QPlainTextEdit(text)
        self._shown.setReadOnly(True)
        self._shown.setTabChangesFocus(True)
        self._shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._shown.setAccessibleName(_("Isi laporan"))
        line = self._shown.fontMetrics().lineSpacing()
        self._shown.setMinimumHeight(line * _LINES)
        self.body.addWidget(self._shown)
        self._said = label("", role="helper", wrap=True)
        self._said.setAccessibleName(_("Keterangan"))
        self.body.addWidget(self._said)
        self._add_buttons()

    def _add_words(self) -> None:
        self.add_heading(
            "bug",
            "none",
            _("Laporkan masalah"),
            _("Kirimkan laporan ini kepada pengelola TTE di kantor Anda."),
        )
        self.body.addWidget(
            label(
                _(
                    "Di dalamnya tidak ada isi dokumen, nama, PIN, atau nama berkas. "
                    "Program ini tidak mengirim apa pun sendiri."
                ),
                wrap=True,
            )
        )

    def _add_buttons(self) -> None:
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.reject)
        copy = Button(_("Salin laporan"), icon="copy", size="dialog")
        copy.clicked.connect(self._copy)
        save = Button(
            _("Simpan sebagai berkas…"), kind="primary", icon="save", size="dialog"
        )
        save.clicked.connect(self._save)
        self.buttons.addWidget(close)
        self.buttons.addStretch(1)
        self.buttons.addWidget(copy)
        self.buttons.addWidget(save)
        self.set_default(save)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._say(_("Laporan disalin."))

    def _save(self) -> None:
        path = saving.choose_text_path(self, "laporan-tte-desktop.txt")
        if path is None:
            return
        try:
            path.write_text(self._text, encoding="utf-8")
        except OSError:
            self._say(words_of(ReportNotWritten(path.name)).heading)
        else:
            self._say(_("Laporan disimpan: {path}").format(path=path.name))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        QTimer.singleShot(_SHOWN, self._said, lambda: self._said.setText(""))


class CrashDialog(Dialog):
    """Says that the program made a mistake, and what became of the document."""

    guide_topic = ("masalah", "bila-program-sendiri-bermasalah")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=560)
        self.add_heading(
            "warning",
            "warn",
            _("Ada bagian program yang berhenti"),
            _(
                "Berkas asli Anda tidak berubah, dan tidak ada hasil yang tersimpan "
                "setengah jadi."
            ),
        )
        self.add_cause(
            _("Program ini melakukan kesalahan yang belum dikenal pembuatnya."),
            (
                _("Ulangi langkah terakhir Anda."),
                _("Bila terjadi lagi, tutup program dan buka kembali."),
                _("Buka laporan, lalu kirimkan kepada pengelola TTE di kantor Anda."),
            ),
        )
        go_on = Button(_("Lanjutkan"), size="dialog")
        go_on.clicked.connect(self.reject)
        report = Button(_("Buka laporan"), kind="primary", icon="bug", size="dialog")
        report.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(go_on)
        self.buttons.addWidget(report)
        self.set_default(report)
        self.setWindowModality(Qt.WindowModality.NonModal)
