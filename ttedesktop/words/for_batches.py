"""The words for what may be the matter while many documents are signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.errors import batch_errors, errors
from ttedesktop.language import mark
from ttedesktop.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

UNCHANGED: Final = mark("Dokumen itu tidak diubah.")
NOTHING_DONE: Final = mark("Belum ada yang ditandatangani.")

BATCH_WORDS: Final[Mapping[type[errors.TteError], Wording]] = {
    batch_errors.AlreadySigned: Wording(
        heading=mark("Sudah ditandatangani"),
        outcome=UNCHANGED,
        cause=mark(
            "Hasil tanda tangan “{name}” sudah ada dengan nama “{signed}”, sehingga "
            "tidak ditandatangani dua kali."
        ),
        steps=(
            mark("Buka hasil itu untuk memeriksanya."),
            mark("Untuk mengulang, pindahkan hasil itu lebih dahulu."),
        ),
    ),
    batch_errors.FolderInUse: Wording(
        heading=mark("Folder hasil sedang dipakai"),
        outcome=UNCHANGED,
        cause=mark(
            "Program lain sedang menandatangani dokumen ke “{folder}”. Supaya tidak "
            "ada yang ditandatangani dua kali, hanya satu yang boleh bekerja di sana."
        ),
        steps=(
            mark("Tunggu sampai yang lain selesai, lalu ulangi yang gagal."),
            mark("Atau pilih folder hasil yang lain."),
        ),
    ),
    batch_errors.JournalInUse: Wording(
        heading=mark("Catatan ini sedang dipakai"),
        outcome=NOTHING_DONE,
        cause=mark("Program lain sedang melanjutkan pekerjaan di “{name}”."),
        steps=(mark("Tunggu sampai yang lain selesai."),),
    ),
    batch_errors.JournalUnreadable: Wording(
        heading=mark("Catatan pekerjaan tidak dapat dibaca"),
        outcome=NOTHING_DONE,
        cause=mark("“{name}” bukan catatan pekerjaan, atau isinya rusak."),
        steps=(
            mark("Periksa apakah nama berkasnya benar."),
            mark("Mulai pekerjaan baru dengan catatan baru."),
        ),
    ),
    batch_errors.JournalNotWritten: Wording(
        heading=mark("Catatan pekerjaan tidak dapat ditulis"),
        outcome=mark("Penandatanganan berhenti. Yang sudah selesai tetap tersimpan."),
        cause=mark(
            "Setiap langkah dicatat di “{name}” sebelum dikerjakan. Tempat "
            "penyimpanannya penuh, tidak terhubung, atau tidak boleh ditulisi."
        ),
        steps=(
            mark("Periksa tempat penyimpanan itu."),
            mark("Lanjutkan pekerjaan ini sesudahnya; tidak ada yang hilang."),
        ),
    ),
    batch_errors.JobsFileUnreadable: Wording(
        heading=mark("Daftar dokumen tidak dapat dibaca"),
        outcome=NOTHING_DONE,
        cause=mark("Baris {line} di “{name}” tidak dipahami: {what}"),
        steps=(mark("Perbaiki baris itu, lalu jalankan lagi."),),
    ),
    batch_errors.PatternUnknown: Wording(
        heading=mark("Pola nama tidak dikenal"),
        outcome=NOTHING_DONE,
        cause=mark("Pola nama hasil memuat {word}, yang tidak berarti apa pun."),
        steps=(mark("Pakailah nama, nomor, atau tanggal dalam kurung kurawal."),),
    ),
    batch_errors.RegisterUnavailable: Wording(
        heading=mark("Daftar tanda tangan tidak dapat dipakai"),
        outcome=mark("Dokumen yang ditandatangani tidak terpengaruh."),
        cause=mark("“{name}” tidak dapat dibaca atau ditulis."),
        steps=(
            mark("Periksa ruang dan izin di tempat penyimpanan itu."),
            mark("Bila rusak, pindahkan berkas itu; yang baru akan dibuat."),
        ),
    ),
}
