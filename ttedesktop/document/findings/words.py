"""The words for what a signer should know about a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttedesktop.document.findings.finding import Finding

FINDING_WORDS: Final[Mapping[str, str]] = {
    "bytes_after": mark("Ada isi asing sesudah akhir dokumen."),
    "many_pages": mark("Dokumen ini {detail} halaman; sukar diperiksa seluruhnya."),
    "javascript": mark("Dokumen berisi program kecil (JavaScript)."),
    "leaving_action": mark(
        "Dokumen dapat menjalankan program, membuka berkas lain, atau mengirim data."
    ),
    "changing_action": mark("Dokumen dapat mengubah tampilannya sendiri."),
    "automatic_action": mark("Dokumen melakukan sesuatu tanpa diminta."),
    "attachment": mark("Ada berkas lain yang dilampirkan di dalam dokumen."),
    "multimedia": mark("Dokumen berisi suara, video, atau gambar tiga dimensi."),
    "other_pictures": mark(
        "Ada gambar yang dapat diganti oleh program yang menampilkannya."
    ),
    "external_stream": mark("Sebagian isi dokumen diambil dari luar berkasnya."),
    "fields_drawn_by_reader": mark(
        "Isi kolom digambar oleh program pembaca; tampilannya dapat berbeda."
    ),
    "hidden_layer": mark("Ada lapisan isi yang disembunyikan."),
    "paper_differs": mark("Sebagian isi berbeda antara layar dan hasil cetak."),
    "empty_field": mark("Ada kolom isian kosong yang masih dapat diisi orang lain."),
    "hidden_text": mark("Ada tulisan yang tidak dapat dilihat."),
    "tiny_text": mark("Ada tulisan yang terlalu kecil untuk dibaca."),
    "text_beside_page": mark("Ada tulisan di luar tepi halaman."),
    "web_link": mark("Dokumen berisi tautan ke internet."),
    "invisible_text": mark(
        "Ada lapisan teks tak terlihat, seperti lazimnya hasil pindai."
    ),
    "cropped": mark("Sebagian halaman dipotong dari tampilan."),
    "layers": mark("Dokumen memakai lapisan."),
    "revisions": mark("Dokumen sudah disimpan {detail} kali bertahap."),
    "signature_field": mark("Dokumen mempunyai kolom tanda tangan."),
    "not_looked_through": mark(
        "Isi dokumen tidak dapat diperiksa seluruhnya; periksalah sendiri."
    ),
}
"""By the code of the finding; ``{detail}`` is what the finding adds."""


def words_for(finding: Finding) -> str:
    """Return a finding in words, in the language in use."""
    words = _(FINDING_WORDS[finding.code]).format(detail=finding.detail)
    if finding.page is None:
        return words
    return _("Halaman {page}: {words}").format(page=finding.page + 1, words=words)
