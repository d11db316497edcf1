"""Pages as grey pictures, drawn by three programs that know nothing of one another."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pymupdf

SCALE = 3.0
"""Pixels a point."""


@dataclass(frozen=True)
class Picture:
    """Grey pixels, row by row."""

    width: int
    height: int
    grey: bytes

    def part(self, x: float, y: float, width: float, height: float) -> Picture:
        """Return a part; the place in points as it is seen."""
        left, top = round(x * SCALE), round(y * SCALE)
        wide, high = round(width * SCALE), round(height * SCALE)
        rows = [
            self.grey[row * self.width + left : row * self.width + left + wide]
            for row in range(top, top + high)
        ]
        return Picture(wide, high, b"".join(rows))

    def differs_by(self, other: Picture) -> float:
        """Return the mean difference in grey levels, of 255."""
        width = min(self.width, other.width)
        height = min(self.height, other.height)
        assert abs(self.width - other.width) <= 1
        assert abs(self.height - other.height) <= 1
        total = 0
        for row in range(height):
            mine = self.grey[row * self.width : row * self.width + width]
            theirs = other.grey[row * other.width : row * other.width + width]
            total += sum(abs(a - b) for a, b in zip(mine, theirs, strict=True))
        return total / (width * height)

    def coarse(self, side: int) -> Picture:
        """Return the means of squares: what is left when one steps back from it."""
        width, height = self.width // side, self.height // side
        rows = [
            self.grey[row * self.width : (row + 1) * self.width]
            for row in range(height * side)
        ]
        means = bytearray()
        for top in range(0, height * side, side):
            for left in range(0, width * side, side):
                square = [
                    sum(row[left : left + side]) for row in rows[top : top + side]
                ]
                means.append(sum(square) // side**2)
        return Picture(width, height, bytes(means))

    def farthest_from(self, other: Picture) -> int:
        """Return the largest difference of a pixel, in grey levels of 255."""
        pairs = zip(self.grey, other.grey, strict=True)
        return max((abs(mine - theirs) for mine, theirs in pairs), default=0)


def by_mupdf(content: bytes, page: int = 0) -> Picture:
    with pymupdf.open(stream=content, filetype="pdf") as pdf:
        return _picture(
            pdf[page].get_pixmap(
                matrix=pymupdf.Matrix(SCALE, SCALE), colorspace=pymupdf.csGRAY
            )
        )


def by_pdfium(content: bytes, page: int = 0) -> Picture:
    pdfium: Any = import_module("pypdfium2")  # it carries no types
    pdf = pdfium.PdfDocument(content)
    pdf.init_forms()
    sheet = pdf[page]
    bitmap = sheet.render(scale=SCALE, grayscale=True, may_draw_forms=True)
    raw, stride = bytes(bitmap.buffer), bitmap.stride
    grey = b"".join(
        raw[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)
    )
    picture = Picture(bitmap.width, bitmap.height, grey)
    bitmap.close()
    sheet.close()
    pdf.close()
    return picture


def by_poppler(content: bytes, page: int = 0) -> Picture:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.pdf"
        source.write_bytes(content)
        number = str(page + 1)
        target = Path(folder) / "page"
        program = shutil.which("pdftoppm") or "pdftoppm"
        subprocess.run(
            [program, "-r", str(72 * SCALE), "-f", number, "-l", number,
             "-gray", "-singlefile", "-cropbox", str(source), str(target)],
            check=True,
            capture_output=True,
        )  # fmt: skip
        return _picture(pymupdf.Pixmap(str(target.with_suffix(".pgm"))))


def _picture(pixmap: pymupdf.Pixmap) -> Picture:
    assert pixmap.n == 1
    samples: bytes = pixmap.samples
    return Picture(pixmap.width, pixmap.height, samples)
