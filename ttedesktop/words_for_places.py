"""The words for what may be the matter with the place of a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop import document_errors, errors
from ttedesktop.language import mark
from ttedesktop.wording import Wording
from ttedesktop.words_for_documents import NOT_SIGNED

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE_WORDS: Final[Mapping[type[errors.TteError], Wording]] = {
    document_errors.FieldMissing: Wording(
        heading=mark("Kolom tanda tangan tidak ditemukan"),
        outcome=NOT_SIGNED,
        cause=mark("“{name}” tidak mempunyai kolom tanda tangan bernama “{field}”."),
        steps=(mark("Pilih kolom lain, atau letakkan kotak tanda tangan sendiri."),),
    ),
    document_errors.FieldAlreadySigned: Wording(
        heading=mark("Kolom itu sudah ditandatangani"),
        outcome=NOT_SIGNED,
        cause=mark("Kolom “{field}” pada “{name}” sudah berisi tanda tangan."),
        steps=(mark("Pilih kolom lain, atau letakkan kotak tanda tangan sendiri."),),
    ),
    document_errors.NoFieldForSigner: Wording(
        heading=mark("Tidak ada tempat untuk Anda"),
        outcome=NOT_SIGNED,
        cause=mark(
            "“{name}” tidak mempunyai kolom tanda tangan kosong yang disiapkan untuk "
            "penanda tangan ini."
        ),
        steps=(
            mark("Tanyakan kepada pembuat dokumen kolom mana untuk Anda."),
            mark("Atau letakkan kotak tanda tangan sendiri."),
        ),
    ),
    document_errors.FieldsAmbiguous: Wording(
        heading=mark("Ada beberapa kolom tanda tangan kosong"),
        outcome=NOT_SIGNED,
        cause=mark(
            "“{name}” mempunyai {count} kolom yang mungkin untuk penanda tangan ini. "
            "Program ini tidak menebak."
        ),
        steps=(mark("Pilih kolomnya sendiri."),),
    ),
    document_errors.FieldLocked: Wording(
        heading=mark("Kolom itu terkunci"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Tanda tangan sebelumnya pada “{name}” mengunci kolom “{field}”, atau "
            "kolom itu menuntut jenis tanda tangan lain."
        ),
        steps=(mark("Tanyakan kepada pembuat dokumen kolom mana untuk Anda."),),
    ),
    document_errors.AnchorMissing: Wording(
        heading=mark("Penanda letak tidak ditemukan"),
        outcome=NOT_SIGNED,
        cause=mark("Teks “{anchor}” tidak ada di dalam “{name}”."),
        steps=(mark("Letakkan kotak tanda tangan sendiri pada halamannya."),),
    ),
    document_errors.AnchorAmbiguous: Wording(
        heading=mark("Penanda letak ada di beberapa tempat"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Teks “{anchor}” ada {count} kali di dalam “{name}”. Program ini tidak "
            "menebak."
        ),
        steps=(mark("Sebutkan halamannya, atau letakkan kotaknya sendiri."),),
    ),
    document_errors.PlacementOutsidePage: Wording(
        heading=mark("Kotak tanda tangan keluar dari halaman"),
        outcome=NOT_SIGNED,
        cause=mark("Kotaknya tidak seluruhnya berada di halaman {page}."),
        steps=(mark("Geser kotak ke dalam halaman."),),
    ),
}
