"""Sentences at the foot of the pages, as regions write them under what is signed.

They change the pages, and so belong only into a document that nobody has signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FOOTER_SENTENCES: Final = (
    (
        "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat "
        "elektronik."
    ),
    (
        "UU ITE No 11 Tahun 2008 Pasal 5 ayat 1: “Informasi Elektronik dan/atau "
        "Dokumen Elektronik dan/atau hasil cetaknya merupakan alat bukti hukum yang "
        "sah.”"
    ),
    (
        "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat "
        "elektronik yang diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), "
        "Badan Siber dan Sandi Negara (BSSN)."
    ),
    (
        "Untuk memastikan keaslian tanda tangan elektronik, silakan unggah dokumen "
        "pada laman https://tte.komdigi.go.id/verifyPDF."
    ),
)
"""As they stand on documents, the first two true of every certificate; every region
edits them."""
USUAL: Final = FOOTER_SENTENCES[:2]
LONGEST: Final = 1000
"""Characters of all sentences together."""


@dataclass(frozen=True, slots=True)
class Footer:
    """What is written at the foot, and on which pages."""

    is_on: bool = False
    words: str = ""
    """A sentence in each line; empty takes the first two that are usual."""
    on_every_page: bool = True
    """Or only on the page of the signature, the last where that is invisible."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is written, line by line; nothing where it is off."""
        if not self.is_on:
            return ()
        lines = self.words[:LONGEST].splitlines()
        own = tuple(line.strip() for line in lines if line.strip())
        return own or USUAL
