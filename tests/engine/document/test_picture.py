"""A chosen picture is read in the child, trimmed, and kept small."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pymupdf
import pytest

from ttedesktop.document.drawing.picture import (
    LONGEST_SIDE,
    for_page,
    prepared,
    size_of,
)
from ttedesktop.document.pdf import LARGEST_PICTURE
from ttedesktop.errors.document_errors import PictureUnreadable

if TYPE_CHECKING:
    from ttedesktop.document.rendering.renderer import Renderer

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    b'<rect x="50" y="20" width="100" height="60" fill="#c00000"/></svg>'
)


def red_square(*, alpha: bool, size: int = 300, inner: int = 100) -> pymupdf.Pixmap:
    """Return a red square in the middle of nothing, or of white."""
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, size, size), int(alpha))
    pixmap.set_rect(pixmap.irect, (0, 0, 0, 0) if alpha else (255, 255, 255))
    start = (size - inner) // 2
    colour = (200, 0, 0, 255) if alpha else (200, 0, 0)
    pixmap.set_rect((start, start, start + inner, start + inner), colour)
    return pixmap


@pytest.mark.parametrize(
    "content",
    [
        red_square(alpha=True).tobytes("png"),
        red_square(alpha=False).tobytes("png"),
        red_square(alpha=False).tobytes("jpeg", jpg_quality=95),
    ],
    ids=["transparent", "white", "jpeg"],
)
def test_empty_margins_are_trimmed(renderer: Renderer, content: bytes) -> None:
    png = renderer.prepare_picture("lambang", content)

    width, height = size_of(png)
    assert 100 <= width <= 102
    assert 100 <= height <= 102


def test_drawing_is_set_at_its_own_proportions(renderer: Renderer) -> None:
    width, height = size_of(renderer.prepare_picture("lambang.svg", SVG))

    assert width == LONGEST_SIDE
    assert height == pytest.approx(LONGEST_SIDE * 0.6, abs=2)


def test_large_picture_is_made_small() -> None:
    samples = b"\xc8\x10\x10" * 2400 * 2400
    large = pymupdf.Pixmap(pymupdf.csRGB, 2400, 2400, samples, 0)

    png = prepared(large.tobytes("png"))

    assert size_of(png) == (LONGEST_SIDE, LONGEST_SIDE)
    assert len(png) < 50_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan gambar",
        b"\x89PNG\r\n\x1a\n" + b"rusak" * 9,
        b"\xff\xd8\xff\xe0" + bytes(200),
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 50, 50), 1).tobytes("png")[:60],
        bytes(LARGEST_PICTURE + 1),
    ],
    ids=["empty", "text", "png", "jpeg", "svg", "cut off", "large"],
)
def test_what_is_no_picture_is_told_as_such(renderer: Renderer, content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        renderer.prepare_picture("lambang.png", content)


def test_picture_that_shows_nothing_is_none() -> None:
    empty = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 50, 50), 1)
    empty.set_rect(empty.irect, (0, 0, 0, 0))

    with pytest.raises(ValueError, match="nothing"):
        prepared(empty.tobytes("png"))


def test_bomb_of_pixels_is_not_unpacked(renderer: Renderer) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = zlib.crc32(kind + body).to_bytes(4)
        return len(body).to_bytes(4) + kind + body + checked

    head = (60_000).to_bytes(4) * 2 + b"\x08\x06\x00\x00\x00"
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
        + chunk(b"IEND", b"")
    )

    with pytest.raises(PictureUnreadable):
        renderer.prepare_picture("bom.png", bomb)


def test_transparency_is_laid_on_white_where_it_may_not_be() -> None:
    half = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 10, 10), 1)
    half.set_rect(half.irect, (128, 0, 0, 128))
    png = half.tobytes("png")

    opaque = for_page(png, width=10, height=10, is_opaque=True).pixmap
    kept = for_page(png, width=10, height=10, is_opaque=False).pixmap

    assert not opaque.alpha
    assert opaque.pixel(5, 5) == pytest.approx((255, 127, 127), abs=2)
    assert kept.alpha
