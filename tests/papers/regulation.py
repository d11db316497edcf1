"""A document with all that may stand beside its pages, layers and attachments too."""

from __future__ import annotations

from functools import cache
from typing import Any

import pymupdf

from tests.papers.letters import F4, changed, letter, saved

TITLES = (
    (1, "Bab I Ketentuan umum", 1),
    (2, "Pasal 1 Pengertian", 1),
    (2, "Pasal 2 Asas dan tujuan penyelenggaraan tanda tangan elektronik", 2),
    (1, "Bab II Tata cara", 3),
    (2, "Pasal 3 Permohonan", 3),
    (3, "Ayat (1) Syarat", 4),
    (2, "Pasal 4 Penerbitan", 5),
    (1, "<b>Bab III</b> Penutup", 6),
)
"""Level, title and page of each line, both from 1."""
BUDGET = b"Uraian;Jumlah\nAlat tulis;1.250.000\n"
PROGRAM = "lampiran-yang-namanya-panjang-sekali-dan-berakhir-lain.pdf.exe"
LAYERS = ("Gambar kerja", "Ukuran", "Cap contoh")
STAMP = "CONTOH"


@cache
def regulation_pdf(pages: int = 6) -> bytes:
    """Return a document of some pages; its last layer is hidden, its first is fixed."""
    pdf = changed(letter(pages))
    pdf.set_toc([[level, title, page] for level, title, page in TITLES])
    pdf.embfile_add(
        "anggaran", BUDGET, filename="Rencana anggaran 2026.csv", desc="Tabel"
    )
    pdf.embfile_add("program", b"MZ" + bytes(4096), filename=PROGRAM)
    groups = [pdf.add_ocg(name, on=name != LAYERS[2]) for name in LAYERS]
    for number, page in enumerate(pdf):
        _draw_layers(page, groups, number)
    _fix(pdf, groups[0])
    pdf.set_metadata(
        {
            "title": "Rancangan peraturan <i>bupati</i>",
            "author": "Bagian Hukum",
            "creator": "Pengolah kata",
            "producer": "Pembuat PDF 1.0",
            "creationDate": "D:20260102130405+07'00'",
            "modDate": "D:20260203140506+07'00'",
        }
    )
    return saved(pdf)


def _draw_layers(page: Any, groups: list[int], number: int) -> None:
    grey = (0.85, 0.9, 1)
    page.draw_rect(pymupdf.Rect(60, 500, 300, 600), fill=grey, oc=groups[0])
    page.draw_line((60, 620), (300, 620), width=2, oc=groups[1])
    page.insert_text((320, 560), STAMP, fontsize=36, oc=groups[2])
    page.insert_text((F4[0] - 90, F4[1] - 40), str(number + 1), fontsize=9)


def _fix(pdf: Any, group: int) -> None:
    """Forbid to switch a layer (ISO 32000-2, table 99, Locked)."""
    catalog = pdf.pdf_catalog()
    pdf.xref_set_key(catalog, "OCProperties/D/Locked", f"[{group} 0 R]")
