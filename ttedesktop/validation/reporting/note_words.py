"""The words for every code that a validation may note."""

from __future__ import annotations

from typing import Final

from ttedesktop.language import mark

CHANGED: Final = mark(
    "Isi dokumen berubah setelah ditandatangani. Tanyakan kepada pengirimnya."
)
BROKEN_STRUCTURE: Final = mark(
    "Susunan tanda tangan di dalam berkas ini menyimpang dari aturan, sehingga tidak "
    "dapat dipercaya."
)

CAUSES: Final = {
    # Invalid.
    "hash_failure": CHANGED,
    "sig_crypto_failure": mark(
        "Nilai tanda tangannya tidak cocok dengan sertifikat penanda tangan."
    ),
    "format_failure": BROKEN_STRUCTURE,
    "byte_range_wrong": BROKEN_STRUCTURE,
    "covers_too_little": mark(
        "Tanda tangan ini tidak mencakup dokumen seutuhnya, sehingga isinya tidak "
        "terjamin."
    ),
    "document_repaired": mark(
        "Berkas ini rusak dan harus diperbaiki untuk ditampilkan. Yang terlihat belum "
        "tentu yang ditandatangani."
    ),
    "bytes_after_end": mark(
        "Ada isi asing di belakang akhir dokumen. Tanyakan kepada pengirimnya."
    ),
    "forbidden_changes": CHANGED,
    "looks_different": mark(
        "Tampilan dokumen tidak sama lagi dengan saat ditandatangani. Tanyakan kepada "
        "pengirimnya."
    ),
    "field_misspelt": mark(
        "Setelah ditandatangani, kolom formulir diisi sehingga tulisan yang terlihat "
        "lain dari isi yang tersimpan. Tanyakan kepada pengirimnya."
    ),
    "forged_chain": mark(
        "Sertifikatnya palsu: memakai nama penerbit resmi, tetapi dengan kunci lain."
    ),
    "revoked_before": mark(
        "Sertifikat penanda tangan sudah dicabut sebelum dokumen ditandatangani."
    ),
    "signature_removed": mark(
        "Tanda tangan yang pernah ada di dalam berkas ini telah dihapus. Mintalah "
        "dokumen aslinya."
    ),
    # Cannot be determined.
    "signature_replaced": mark(
        "Tanda tangan yang pernah ada di tempat ini telah diganti dengan yang lain. "
        "Mintalah dokumen sebelum diganti."
    ),
    "signature_unattached": mark(
        "Di dalam berkas ini ada bekas tanda tangan elektronik yang tidak terpasang "
        "pada dokumen, sehingga tidak dapat diperiksa."
    ),
    "too_many_signatures": mark(
        "Tanda tangannya terlalu banyak untuk diperiksa semuanya."
    ),
    "signer_missing": mark(
        "Sertifikat penanda tangannya tidak ada di dalam berkas, sehingga tanda tangan "
        "ini tidak dapat diperiksa."
    ),
    "several_signers": mark(
        "Dokumen utuh, tetapi satu tanda tangan ini dibuat oleh beberapa penanda "
        "tangan sekaligus, dan hanya yang pertama yang diperiksa."
    ),
    "algorithm_unknown": mark(
        "Tanda tangan ini memakai cara yang tidak dikenal oleh aplikasi ini, sehingga "
        "tidak dapat diperiksa."
    ),
    "writing_hidden": mark(
        "Isi yang ditandatangani tidak berubah, tetapi sebagian tertutup oleh sesuatu "
        "yang ditambahkan kemudian. Periksa versi yang ditandatangani."
    ),
    "look_not_compared": mark(
        "Isi yang ditandatangani tidak berubah, tetapi tampilan semua halamannya "
        "tidak sempat dibandingkan."
    ),
    "authority_revoked": mark(
        "Sertifikat penerbitnya telah dicabut, sehingga sertifikat penanda tangan "
        "tidak dapat dipercaya."
    ),
    "revocation_required": mark(
        "Dokumen utuh, tetapi tidak ada data pencabutan, yang diwajibkan oleh "
        "kebijakan ketat."
    ),
    "issuer_unknown": mark(
        "Dokumen utuh, tetapi penerbit sertifikat penanda tangannya tidak dikenal di "
        "komputer ini."
    ),
    "weak_algorithm": mark(
        "Dokumen utuh, tetapi ditandatangani dengan cara lama yang kini mudah "
        "dipalsukan."
    ),
    "not_for_signing": mark(
        "Dokumen utuh, tetapi sertifikatnya diterbitkan bukan untuk tanda tangan."
    ),
    "time_stamp_untrusted": mark(
        "Dokumen utuh, tetapi penerbit cap waktunya tidak dikenal di komputer ini."
    ),
    "time_stamp_revoked": mark(
        "Dokumen utuh, tetapi sertifikat cap waktunya sudah dicabut sebelum waktu itu."
    ),
    "time_stamp_not_for_it": mark(
        "Dokumen utuh, tetapi sertifikat cap waktunya diterbitkan bukan untuk cap "
        "waktu."
    ),
    "time_stamp_weak": mark(
        "Dokumen utuh, tetapi cap waktunya memakai algoritma yang sudah lemah, "
        "sehingga waktunya tidak terbukti."
    ),
    "time_stamp_forged": mark(
        "Dokumen utuh, tetapi cap waktunya palsu: memakai nama penerbit resmi, dengan "
        "kunci lain. Tanyakan kepada pengirimnya."
    ),
    "time_stamp_broken": mark(
        "Dokumen utuh, tetapi cap waktunya rusak atau dibuat untuk tanda tangan lain. "
        "Tanyakan kepada pengirimnya."
    ),
    "revoked_no_proof": mark(
        "Sertifikat penanda tangan sudah dicabut, dan tidak ada cap waktu yang "
        "membuktikan kapan dokumen ditandatangani."
    ),
    "expired_no_proof": mark(
        "Sertifikat penanda tangan sudah kedaluwarsa, dan tidak ada cap waktu yang "
        "membuktikan kapan dokumen ditandatangani."
    ),
    "certificate_expired_before": mark(
        "Sertifikat penanda tangan sudah kedaluwarsa sebelum waktu pada cap waktu."
    ),
    "not_yet_valid": mark(
        "Sertifikat penanda tangan belum berlaku pada waktu ini. Periksa juga jam "
        "komputer."
    ),
    "chain_not_valid": mark(
        "Dokumen utuh, tetapi rantai sertifikat penanda tangannya tidak memenuhi "
        "aturan."
    ),
    "legacy_no_proof": mark(
        "Ditandatangani dengan BSrE lama, tanpa cap waktu dari masa berlakunya."
    ),
    "time_stamp_expired": mark(
        "Sertifikat cap waktunya sudah kedaluwarsa, dan belum diperbarui dengan cap "
        "waktu arsip."
    ),
    "changes_not_judged": mark(
        "Ada perubahan setelah tanda tangan ini yang tidak dapat dinilai."
    ),
    "tolerant_reading": mark(
        "Dokumen utuh, tetapi susunan berkasnya menyimpang dari aturan PDF sehingga "
        "tidak dapat diperiksa seluruhnya."
    ),
    # Valid, with notes.
    "certificate_expired_since": mark(
        "Sah pada saat ditandatangani menurut cap waktu. Sertifikatnya kini sudah "
        "kedaluwarsa."
    ),
    "revocation_unknown": mark(
        "Dokumen tidak berubah dan penanda tangannya tepercaya. Pencabutan sertifikat "
        "tidak dapat diperiksa tanpa jaringan."
    ),
    "revoked_after": mark(
        "Sah pada saat ditandatangani menurut cap waktu. Sertifikatnya dicabut "
        "kemudian."
    ),
    "legacy_authority": mark(
        "Sah pada saat ditandatangani, dengan sertifikat BSrE yang lama."
    ),
    "later_form_filling": mark(
        "Dokumen sah. Setelah ditandatangani, ada isian formulir yang diizinkan."
    ),
    "later_annotations": mark(
        "Dokumen sah. Setelah ditandatangani, ada catatan yang diizinkan."
    ),
    "time_stamp_expired_since": mark(
        "Sah menurut cap waktu. Sertifikat cap waktunya kini sudah kedaluwarsa."
    ),
}
"""Code to the sentence that names the cause of a verdict."""

NOTES: Final = {
    "certificate_expired_since": mark(
        "Sertifikat penanda tangan kedaluwarsa setelah dokumen ditandatangani."
    ),
    "revocation_unknown": mark(
        "Tidak ada data pencabutan di dalam berkas maupun di komputer ini."
    ),
    "revoked_after": mark("Sertifikat dicabut setelah dokumen ditandatangani."),
    "legacy_authority": mark(
        "Penerbitnya BSrE lama (OSD LU Kelas 2), di luar PSrE Induk Indonesia."
    ),
    "later_form_filling": mark("Formulir diisi setelah tanda tangan ini."),
    "later_annotations": mark("Catatan ditambahkan setelah tanda tangan ini."),
    "time_stamp_broken": mark("Cap waktunya rusak dan tidak membuktikan apa pun."),
    "time_stamp_untrusted": mark("Penerbit cap waktunya tidak dikenal."),
    "time_stamp_revoked": mark(
        "Sertifikat cap waktunya sudah dicabut, sehingga tidak membuktikan apa pun."
    ),
    "time_stamp_not_for_it": mark(
        "Sertifikat cap waktunya diterbitkan bukan untuk cap waktu."
    ),
    "time_stamp_weak": mark(
        "Cap waktunya memakai algoritma yang sudah lemah, sehingga tidak membuktikan "
        "apa pun."
    ),
    "time_stamp_expired_since": mark("Sertifikat cap waktunya kini kedaluwarsa."),
}
"""Code to the note that stands beside a verdict."""
