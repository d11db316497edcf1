"""What is shown before the signature has the pixels of the page that is signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf
import pytest

from ttedesktop.document.geometry import ViewRect
from ttedesktop.signing.placement import place_exactly
from ttedesktop.signing.stamp_appearance import on_bare_paper

if TYPE_CHECKING:
    from tests.office import Office


def bare(rotation: int, crop: tuple[float, float, float, float] | None) -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=612, height=936)
        page.set_rotation(rotation)
        if crop is not None:
            page.set_cropbox(pymupdf.Rect(*crop))
        content: bytes = pdf.tobytes()
    return content


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (20.5, 31.25, 600, 900)], ids=["", "cropped"])
def test_preview_equals_the_signed_page_pixel_for_pixel(
    office: Office,
    tmp_path: Path,
    rotation: int,
    crop: tuple[float, float, float, float] | None,
) -> None:
    path = tmp_path / "kosong.pdf"
    path.write_bytes(bare(rotation, crop))
    document = office.renderer.open(path)
    # Neither the place nor the scale falls on whole pixels.
    seen = ViewRect(231.37, 317.71, 198.43, 65.19)
    placement = place_exactly(document.pages, 0, seen)
    request = office.visible(document, placement=placement)
    preview = on_bare_paper(request.stamp_pdf, placement.rect, document.pages[0])

    signed = office.renderer.open(office.sign(request).path)

    shown = office.renderer.open_bytes(Path("pratinjau.pdf"), preview)
    for scale in (1.0, 1.147, 96 / 72 * 1.5, 3.21):
        drawn, expected = (
            office.renderer.render(one, 0, scale=scale) for one in (shown, signed)
        )
        assert (drawn.width, drawn.height) == (expected.width, expected.height)
        assert bytes(drawn.pixels) == bytes(expected.pixels)


def test_pictures_look_like_the_signature_itself(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "kosong.pdf"
    with pymupdf.open() as pdf:
        for _page in range(2):
            pdf.new_page(width=612, height=936)
        path.write_bytes(pdf.tobytes())
    document = office.renderer.open(path)
    seen = ViewRect(231.37, 617.71, 198.43, 65.19)
    placement = place_exactly(document.pages, 1, seen)
    request = office.visible(document, placement=placement, picture_pages=(0,))

    signed = office.renderer.open(office.sign(request).path)

    # Neither is cut off or stretched to whole points, as pyHanko's boxes are: that
    # would change a third of the stamp's pixels.
    for scale in (1.147, 2.5, 3.21):
        picture, signature = (
            bytes(office.renderer.render(signed, page, scale=scale).pixels)
            for page in (0, 1)
        )
        pairs = zip(picture, signature, strict=True)
        differing = sum(mine != theirs for mine, theirs in pairs)
        assert differing < 0.005 * seen.width * seen.height * scale**2 * 4
