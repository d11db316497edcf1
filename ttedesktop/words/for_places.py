"""The words for what may be the matter with the place of a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.errors import document_errors, errors
from ttedesktop.language import mark
from ttedesktop.words.for_documents import NOT_SIGNED
from ttedesktop.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEMANDING: Final = document_errors.FieldDemandsOther

_DEMANDED: Final[Mapping[str, str]] = {
    "certificate": mark(
        "Kolom “{field}” hanya menerima sertifikat tertentu: {detail}."
    ),
    "time_stamp": mark("Kolom “{field}” menuntut cap waktu."),
    "reason": mark("Kolom “{field}” hanya menerima alasan: {detail}."),
    "no_reason": mark("Kolom “{field}” tidak mengizinkan alasan."),
    "certification": mark(
        "Kolom “{field}” menuntut tanda tangan pertama yang mengunci dokumen."
    ),
    "approval": mark("Kolom “{field}” tidak menerima tanda tangan yang mengunci."),
    "digest": mark(
        "Kolom “{field}” menuntut algoritma ringkasan lain ({detail}), yang tidak "
        "dibuat program ini."
    ),
    "format": mark(
        "Kolom “{field}” menuntut format lain ({detail}), yang tidak dibuat program "
        "ini."
    ),
    "revocation": mark(
        "Kolom “{field}” menuntut data pencabutan di dalam tanda tangannya, yang "
        "tidak dibuat program ini."
    ),
    "appearance": mark(
        "Kolom “{field}” menuntut tampilan bernama “{detail}”, yang tidak dikenal di "
        "sini."
    ),
    "other": mark(
        "Kolom “{field}” menuntut sesuatu yang tidak dikenal program ini: {detail}."
    ),
}
"""By the value of ``signing.seed_values.Demand``."""


def _demanded(error: errors.TteError) -> str:
    demand = error.demand if isinstance(error, _DEMANDING) else ""
    return _DEMANDED.get(demand, _DEMANDED["other"])


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
        cause=mark("Tanda tangan sebelumnya pada “{name}” mengunci kolom “{field}”."),
        steps=(mark("Tanyakan kepada pembuat dokumen kolom mana untuk Anda."),),
    ),
    document_errors.FieldDemandsOther: Wording(
        heading=mark("Kolom itu menuntut tanda tangan yang lain"),
        outcome=NOT_SIGNED,
        cause="",
        choose_cause=_demanded,
        steps=(
            mark("Penuhi yang dituntut kolom itu, atau pilih kolom lain."),
            mark("Tanyakan kepada pembuat dokumen bila tidak dapat dipenuhi."),
        ),
    ),
    document_errors.AlreadySigned: Wording(
        heading=mark("Dokumen ini sudah ditandatangani"),
        outcome=mark("Tidak ada tempat yang ditambahkan. Berkasnya tidak berubah."),
        cause=mark(
            "Tempat tanda tangan hanya dapat disiapkan pada dokumen yang belum "
            "ditandatangani, sedangkan “{name}” sudah."
        ),
        steps=(mark("Pakai berkas aslinya yang belum ditandatangani."),),
    ),
    document_errors.PlacesOverlap: Wording(
        heading=mark("Dua tempat saling menutupi"),
        outcome=mark("Tidak ada tempat yang ditambahkan. Berkasnya tidak berubah."),
        cause=mark("Tempat untuk “{first}” dan “{second}” bertumpuk pada “{name}”."),
        steps=(mark("Geser salah satunya."),),
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
    document_errors.FootNotBare: Wording(
        heading=mark("Kalimat kaki tidak mendapat tempat"),
        outcome=NOT_SIGNED,
        cause=mark(
            "Di kaki dan di tepi atas halaman {page} pada “{name}” tidak ada tempat "
            "kosong yang cukup, juga bukan untuk huruf yang lebih kecil."
        ),
        steps=(
            mark("Matikan kalimat kaki di Setelan, lalu coba lagi."),
            mark("Atau geser kotak tanda tangan dari kaki halaman."),
        ),
    ),
    document_errors.PicturesForbidden: Wording(
        heading=mark("Gambar di halaman lain tidak dapat ditambahkan"),
        outcome=NOT_SIGNED,
        cause=mark(
            "“{name}” sudah bertanda tangan. Menggambari halamannya akan merusak tanda "
            "tangan yang sudah ada."
        ),
        steps=(
            mark("Tanda tangani tanpa gambar di halaman lain."),
            mark("Atau pakai berkas aslinya yang belum ditandatangani."),
        ),
    ),
    document_errors.PlacementOutsidePage: Wording(
        heading=mark("Kotak tanda tangan keluar dari halaman"),
        outcome=NOT_SIGNED,
        cause=mark("Kotaknya tidak seluruhnya berada di halaman {page}."),
        steps=(mark("Geser kotak ke dalam halaman."),),
    ),
}
