"""The help: signing a first document, and the keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _, mark
from ui.controls.labels import disc, frame, label
from ui.controls.scroll_area import ScrollArea

_WIDEST: Final = 912
_STEPS: Final = (
    (
        "usb_stick",
        mark("Pasang token"),
        mark("Nama Anda muncul di kanan atas bila token siap dipakai."),
    ),
    (
        "folder_open",
        mark("Buka dokumen"),
        mark("Tekan Ctrl+O, atau seret berkas PDF ke jendela ini, lalu bacalah."),
    ),
    (
        "signature",
        mark("Letakkan kotak tanda tangan"),
        mark(
            "Geser kotaknya dengan tetikus atau tombol panah. Yang terlihat di "
            "dalamnya persis seperti hasilnya nanti."
        ),
    ),
    (
        "lock_closed",
        mark("Centang persetujuan, lalu masukkan PIN"),
        mark(
            "Hasilnya disimpan sebagai berkas baru di sebelah aslinya, dan langsung "
            "diperiksa. Dokumen asli tidak pernah berubah."
        ),
    ),
)
_VERDICTS: Final = (
    (
        "ok",
        "shield_checkmark",
        mark("SAH"),
        mark(
            "Dokumen utuh dan penanda tangannya tepercaya. “Dengan catatan” berarti "
            "ada hal yang patut diketahui, misalnya sertifikat yang kini kedaluwarsa."
        ),
    ),
    (
        "warn",
        "shield_question",
        mark("TIDAK DAPAT DIPASTIKAN"),
        mark(
            "Dokumen utuh, tetapi ada yang tidak dapat dibuktikan di komputer ini, "
            "misalnya penerbit sertifikatnya tidak dikenal."
        ),
    ),
    (
        "bad",
        "shield_dismiss",
        mark("TIDAK SAH"),
        mark(
            "Dokumen berubah setelah ditandatangani, atau tanda tangannya palsu. "
            "Jangan dipakai; tanyakan kepada pengirimnya."
        ),
    ),
    (
        "none",
        "subtract_circle",
        mark("TIDAK ADA TTE"),
        mark(
            "Tidak ada tanda tangan elektronik di dalam berkas. Gambar QR saja bukan "
            "tanda tangan."
        ),
    ),
)
_KEYS: Final = (
    ("Ctrl+O", mark("Buka dokumen")),
    ("Ctrl+K", mark("Periksa keaslian")),
    ("Ctrl+T", mark("Tanda tangani")),
    ("Ctrl+S", mark("Simpan laporan")),
    ("Ctrl+W", mark("Tutup dokumen")),
    ("Ctrl+1, 2", mark("Dokumen, token")),
    ("Ctrl+,", mark("Setelan")),
    ("Shift+F1", mark("Laporkan masalah")),
    ("Ctrl++ / − / 0 / 9", mark("Perbesar, perkecil, pas halaman, pas lebar")),
    ("Ctrl+G", mark("Ke nomor halaman")),
    ("Ctrl+F / F3", mark("Cari / hasil berikutnya")),
    ("Ctrl+C / Ctrl+A", mark("Salin / pilih halaman ini")),
    ("Ctrl+Shift+C", mark("Salin wilayah sebagai gambar")),
    ("Alt+← / →", mark("Mundur / maju, setelah melompat")),
    ("F4 / F9", mark("Halaman kecil / panel")),
    ("F6", mark("Ke bagian jendela berikutnya")),
    ("←↑↓→", mark("Geser kotak 1 mm; dengan Shift 10 mm; dengan Alt ubah ukuran")),
    ("Delete", mark("Hapus kotak tanda tangan")),
)


class HelpPage(ScrollArea):
    """Read from top to bottom in two minutes."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(12)
        for title, card in (
            (_("Menandatangani dokumen pertama"), _steps()),
            (_("Arti putusan"), _verdicts()),
            (_("Menjaga PIN"), _pin()),
            (_("Tombol pintas"), _keys()),
        ):
            column.addWidget(label(title, role="section"))
            column.addWidget(card)
            column.addSpacing(12)
        column.addStretch(1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(content)


def _steps() -> QWidget:
    card, column = _card()
    for number, (icon, title, sentence) in enumerate(_STEPS, 1):
        column.addLayout(_row(icon, "accent", f"{number}. {_(title)}", _(sentence)))
    return card


def _verdicts() -> QWidget:
    card, column = _card()
    for tone, icon, word, sentence in _VERDICTS:
        column.addLayout(_row(icon, tone, _(word), _(sentence)))
    return card


def _pin() -> QWidget:
    card, column = _card()
    for sentence in (
        _(
            "PIN hanya Anda yang tahu. Jangan dicatat, jangan dipinjamkan, juga kepada "
            "staf atau atasan."
        ),
        _(
            "Bila ragu, batalkan. Beberapa kali salah mengunci token, dan hanya "
            "pengelola token yang dapat membukanya."
        ),
        _(
            "Program ini tidak pernah menyimpan PIN dan tidak pernah mengirimkannya "
            "dua kali."
        ),
    ):
        column.addWidget(label(sentence, wrap=True))
    return card


def _keys() -> QWidget:
    card, column = _card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for row, (key, meaning) in enumerate(_KEYS):
        grid.addWidget(label(key, role="label"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(_(meaning), wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    return card


def _card() -> tuple[QWidget, QVBoxLayout]:
    card = frame("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(12)
    return card, column


def _row(icon: str, tone: str, title: str, sentence: str) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(title, role="strong", wrap=True))
    words.addWidget(label(sentence, role="helper", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(disc(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
