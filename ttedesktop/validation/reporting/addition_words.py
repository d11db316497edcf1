"""What was added to a document after a signature, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.validation.report import SignatureReport

_WORDS: Final = {
    "signature": mark("Tanda tangan lain ({name})"),
    "time_stamp": mark("Cap waktu dokumen ({name})"),
    "empty_field": mark("Tempat tanda tangan yang masih kosong ({name})"),
    "value": mark("Isian formulir ({name})"),
    "security_store": mark("Bukti untuk pemeriksaan jangka panjang (DSS)"),
    "output_intents": mark("Keterangan warna untuk pencetak"),
    "metadata": mark("Metadata berkas"),
    "information": mark("Keterangan berkas (judul, penyusun)"),
    "comments": mark("Catatan atau gambar di atas halaman"),
    "page_content": mark("Isi halaman"),
    "page_order": mark("Susunan halaman"),
    "layers": mark("Lapisan yang ditampilkan"),
    "scripts": mark("Tindakan otomatis"),
    "names": mark("Lampiran atau nama di dalam berkas"),
    "catalogue": mark("Bagian lain dari berkas"),
}


def additions_in_words(one: SignatureReport) -> Iterator[str]:
    """Yield what was added, permitted or not."""
    for code in one.additions:
        kind, _colon, name = code.partition(":")
        if kind in _WORDS:
            yield _(_WORDS[kind]).format(name=name)
