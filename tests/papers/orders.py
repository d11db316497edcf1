"""Orders to pay of three layouts, by the hundred: what a treasurer signs in a week."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from ttedesktop.document.drawing.sheet import Drawing, Face

if TYPE_CHECKING:
    from pathlib import Path

F4: Final = (612.0, 936.0)
A4: Final = (595.0, 842.0)
LAYOUTS: Final = 3
ANCHORS: Final = (
    "Kuasa Pengguna Anggaran,",
    "PENGGUNA ANGGARAN",
    "Pejabat Penanda Tangan SPM",
)
"""Under which text of each layout the signature belongs."""
NAMES: Final = ("belanja-modal", "honorarium", "listrik", "atk", "makan-minum", "sewa")


def order_to_pay(number: int) -> bytes:
    """Return an order of one of three layouts; no two are the same."""
    return _filled(number % LAYOUTS, number)


def name_of(number: int) -> str:
    return f"SPM-2026-{number:04}-{NAMES[number % len(NAMES)]}.pdf"


def write_orders(folder: Path, count: int, *, first: int = 1) -> list[Path]:
    """Write orders into folders of the three sections of an office."""
    paths: list[Path] = []
    for number in range(first, first + count):
        section = folder / ("Keuangan", "Umum", "Perencanaan")[number % LAYOUTS]
        section.mkdir(parents=True, exist_ok=True)
        path = section / name_of(number)
        path.write_bytes(order_to_pay(number))
        paths.append(path)
    return paths


def _filled(layout: int, number: int) -> bytes:
    # Only its title is another: drawing each anew would take minutes.
    return _layout(layout).replace(b"000000", b"%06d" % number, 1)


@cache
def _layout(layout: int) -> bytes:
    size = (F4, A4, F4)[layout]
    pages = (1, 2, 1)[layout]
    drawing = Drawing(title="SPM 000000")
    for page in range(1, pages + 1):
        sheet = drawing.sheet(*size)
        sheet.text(
            size[0] / 2, 70, "PEMERINTAH KABUPATEN TIRTA RAYA", face=Face.SERIF_BOLD,
            size=13, align="centre",
        )  # fmt: skip
        sheet.text(
            size[0] / 2, 90, "SURAT PERINTAH MEMBAYAR (SPM)", face=Face.SERIF_BOLD,
            size=12, align="centre",
        )  # fmt: skip
        sheet.line(60, 102, size[0] - 60, 102, width=1.2)
        top = 130.0
        for row in range(9 if layout != 1 else 16):
            sheet.text(70, top, f"5.1.02.01.01.{row + 1:04}", face=Face.SERIF, size=10)
            sheet.text(200, top, "Belanja barang dan jasa", face=Face.SERIF, size=10)
            sheet.text(
                size[0] - 70, top, f"Rp {(row + 3) * 1_250_000:,}".replace(",", "."),
                face=Face.SERIF, size=10, align="right",
            )  # fmt: skip
            top += 20
        if page == pages:
            left = (340.0, 80.0, 330.0)[layout]
            below = (640.0, 600.0, 560.0)[layout]
            sheet.text(left, below, ANCHORS[layout], face=Face.SERIF_BOLD, size=11)
            sheet.text(
                left,
                below + 110,
                "Drs. HADI PRANOTO, M.Si.",
                face=Face.SERIF_BOLD,
                size=11,
            )
    return drawing.pdf()
