"""Documents for the bench, always the same ones: made once, kept beside its results.

Contents are written as page operators by hand, for thousands of pages in seconds.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pymupdf
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from tests.papers import letters as papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

VERSION = 1
"""Counted up when a document changes, so that an older one is made anew."""
A4 = (595.0, 842.0)
A2 = (1191.0, 1684.0)
F4 = papers.F4
RARE_WORD = "lumbung"
"""Stands on every third page of the long text, and nowhere else."""
SCANS = 50
SCAN_DPI = 300
JPEG_QUALITY = 80
PAPER = (255, 243, 214)
"""Red, green, blue of the brightest scanned paper: no pixel of a scan is white."""
_WORDS = (
    "naskah", "dinas", "tanda", "tangan", "elektronik", "perangkat", "daerah",
    "pemerintah", "kabupaten", "anggaran", "belanja", "pendapatan", "kegiatan",
    "program", "pelaksanaan", "pengadaan", "barang", "jasa", "pejabat", "pembuat",
    "komitmen", "surat", "perintah", "tugas", "laporan", "pertanggungjawaban",
    "masyarakat", "pelayanan", "publik", "kecamatan", "kelurahan", "desa", "bupati",
    "sekretaris", "badan", "kantor", "pembangunan", "jalan", "jembatan", "irigasi",
    "pertanian", "kesehatan", "pendidikan", "sekolah", "guru", "peraturan",
    "keputusan", "menetapkan", "menimbang", "mengingat", "yang", "dan", "untuk",
    "dengan", "pada", "dari", "dalam", "oleh", "adalah", "sebagai", "telah", "akan",
    "dapat", "tidak", "atau", "serta", "bahwa", "berdasarkan",
)  # fmt: skip
_POLYGONS = 60_000


@dataclass(frozen=True)
class Documents:
    """Where each of them lies."""

    letter: Path
    budget: Path
    text: Path
    scans: Path
    map: Path

    def __iter__(self) -> Iterator[Path]:
        return iter((self.letter, self.budget, self.text, self.scans, self.map))


def documents(folder: Path) -> Documents:
    """Return the documents in ``folder``, making those that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    return Documents(
        letter=_kept(folder, "letter", papers.letter),
        budget=_kept(folder, "budget300", _budget),
        text=_kept(folder, "text1500", _text),
        scans=_kept(folder, "scans50", _scans),
        map=_kept(folder, "vmap", _map),
    )


def _kept(folder: Path, name: str, make: Callable[[], bytes]) -> Path:
    path = folder / f"{name}-{VERSION}.pdf"
    if not path.exists():
        half = path.with_suffix(".half")
        half.write_bytes(make())
        half.replace(path)
    return path


class _Sheets:
    """A document whose pages share fonts, and get their operators as text."""

    def __init__(self, **fonts: str) -> None:
        self.pdf: Any = pymupdf.open()
        self._glyphs: dict[str, dict[str, str]] = {}
        self._named = ""
        # A page that only brings the fonts in; it goes before the document is saved.
        bringer = self.pdf.new_page()
        for name, file in fonts.items():
            data = (files("resources") / "fonts" / file).read_bytes()
            xref = bringer.insert_font(fontname=name, fontbuffer=data)
            face = pymupdf.Font(fontbuffer=data)
            self._glyphs[name] = {
                letter: f"{face.has_glyph(ord(letter)):04x}"
                for letter in map(chr, range(32, 127))
            }
            self._named += f"/{name} {xref} 0 R"

    def line(
        self, font: str, size: float, place: tuple[float, float], text: str
    ) -> str:
        """Return what shows a line; places are from the lower left corner."""
        codes = "".join(map(self._glyphs[font].__getitem__, text))
        x, y = place
        return f"BT/{font} {size} Tf {x:.1f} {y:.1f} Td<{codes}>Tj ET\n"

    def add(self, size: tuple[float, float], operators: str) -> None:
        page = self.pdf.new_page(width=size[0], height=size[1])
        stream = self.pdf.get_new_xref()
        self.pdf.update_object(stream, "<<>>")
        self.pdf.update_stream(stream, operators.encode())
        self.pdf.xref_set_key(page.xref, "Contents", f"{stream} 0 R")
        self.pdf.xref_set_key(page.xref, "Resources", f"<</Font<<{self._named}>>>>")

    def saved(self, outline: Iterable[tuple[int, str, int]] = ()) -> bytes:
        self.pdf.delete_page(0)
        self.pdf.set_toc([list(entry) for entry in outline])
        # The font files are shared by all pages, which garbage=1 leaves as they are.
        content: bytes = self.pdf.tobytes(garbage=1, deflate=True, no_new_id=True)
        self.pdf.close()
        return content


def chances(seed: int) -> random.Random:
    """Return chances that are the same in every run."""
    return random.Random(seed)  # noqa: S311 - no secret


def _budget() -> bytes:
    """Return 300 pages of tables, as a budget has them."""
    chance = chances(300)
    sheets = _Sheets(R="Tinos-Regular.ttf", B="Tinos-Bold.ttf")
    columns = (40, 75, 300, 390, 480, 572)
    for number in range(1, 301):
        drawn = [
            sheets.line("B", 11, (40, 890), f"Rincian anggaran belanja - {number}")
        ]
        for row in range(45):
            y = 862 - row * 18.0
            if row % 9 == 0:
                drawn.append(f"0.88 0.92 0.97 rg 40 {y - 5} 532 18 re f 0 g\n")
            drawn.append(f"0.5 w 40 {y - 5} 532 18 re S\n")
            drawn += [f"{x} {y - 5} m {x} {y + 13} l S\n" for x in columns[1:-1]]
            words = f"{number}.{row}", _words(chance, 6), *_amounts(chance)
            drawn += [
                sheets.line("R", 9, (x + 3, y), text)
                for x, text in zip(columns, words, strict=False)
            ]
        sheets.add(F4, "".join(drawn))
    return sheets.saved()


def _amounts(chance: random.Random) -> Iterator[str]:
    for _column in range(3):
        yield f"{chance.randrange(10**8, 10**10):,}".replace(",", ".")


def _text() -> bytes:
    """Return 1,500 pages of text with a bookmark for each of them."""
    chance = chances(1500)
    sheets = _Sheets(R="Tinos-Regular.ttf", B="Tinos-Bold.ttf")
    outline: list[tuple[int, str, int]] = []
    for number in range(1, 1501):
        heading = f"Bagian {number}: {_words(chance, 3)}"
        drawn = [sheets.line("B", 13, (60, 860), heading)]
        for row in range(46):
            words = _words(chance, 12)
            if row == 20 and number % 3 == 0:
                words = f"{RARE_WORD} {words}"
            drawn.append(sheets.line("R", 11, (60, 835 - row * 16.0), words))
        sheets.add(F4, "".join(drawn))
        outline.append((1 if number % 10 == 1 else 2, heading, number))
    return sheets.saved(outline)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _scans() -> bytes:
    """Return fifty colour scans at 300 dpi, each of them another picture."""
    pdf: Any = pymupdf.open()
    for number in range(SCANS):
        page = pdf.new_page(width=A4[0], height=A4[1])
        page.insert_image(page.rect, stream=_scan(number))
    content: bytes = pdf.tobytes(no_new_id=True)
    pdf.close()
    return content


def _scan(number: int) -> bytes:
    """Return a page as a scanner sees it: warm paper, stains, text, a stamp in red."""
    chance = chances(number)
    pdf: Any = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    wide, tall = 124, 175
    grain = bytes(
        level - chance.randrange(14) for _pixel in range(wide * tall) for level in PAPER
    )
    paper = pymupdf.Pixmap(pymupdf.csRGB, wide, tall, grain, False)  # noqa: FBT003 - PyMuPDF's own
    page.insert_image(page.rect, pixmap=paper)
    for row in range(52):
        page.insert_text((60, 70 + row * 14), _words(chance, 11), fontsize=10)
    middle = pymupdf.Point(430, 640 + chance.randrange(100))
    page.draw_circle(middle, 45, color=(0.8, 0.1, 0.1), width=4)
    seen = page.get_pixmap(dpi=SCAN_DPI)
    image = QImage(
        seen.samples, seen.width, seen.height, seen.stride, QImage.Format.Format_RGB888
    )
    # Qt writes what scanners write; MuPDF's own are progressive, and slow to read.
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(target, QByteArray(b"jpg"))
    writer.setQuality(JPEG_QUALITY)
    assert writer.write(image)
    return bytes(target.data().data())


def _map() -> bytes:
    """Return a sheet of A2 with 60,000 polygons, filled and outlined."""
    chance = chances(60)
    drawn = ["0.3 w\n"]
    for _polygon in range(_POLYGONS):
        x, y = chance.uniform(20, A2[0] - 20), chance.uniform(20, A2[1] - 20)
        colour = " ".join(f"{chance.uniform(0.3, 0.95):.2f}" for _part in "rgb")
        size = chance.uniform(2, 9)
        corners = [
            (
                x + size * chance.uniform(0.6, 1) * math.cos(step * math.tau / 12),
                y + size * chance.uniform(0.6, 1) * math.sin(step * math.tau / 12),
            )
            for step in range(12)
        ]
        outline = "l ".join(f"{across:.2f} {up:.2f} " for across, up in corners)
        drawn.append(f"{colour} rg {outline.replace('l ', 'm ', 1)}l b\n")
    sheets = _Sheets()
    sheets.add(A2, "".join(drawn))
    return sheets.saved()
