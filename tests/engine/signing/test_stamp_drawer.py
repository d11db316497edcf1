"""A stamp drawn in a process of its own is the one that would be drawn here."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pymupdf
import pytest

from ttedesktop.demo.crest import crest_picture
from ttedesktop.document.geometry import PageGeometry, PdfRect, points
from ttedesktop.errors.document_errors import StampTooSmall, StampUndrawable
from ttedesktop.language import Language, choose_language
from ttedesktop.signing.request import Placement
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.signing.stamp_appearance import on_bare_paper
from ttedesktop.signing.stamp_drawer import StampDrawer
from ttedesktop.specimens.design import SpecimenDesign, SpecimenKind
from ttedesktop.specimens.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.signing.stamp_text import StampText

PROFILE = Profile("Ani Lestari, S.Sos.", "Camat", "19720415 199703 2 004")
PAGE = PageGeometry(PdfRect(0, 0, 595, 842), rotation=90)
PLACE = Placement(0, PdfRect(100, 100, 100 + points(28), 100 + points(75)))


@pytest.fixture(scope="module")
def drawer() -> Iterator[StampDrawer]:
    made = StampDrawer()
    yield made
    made.close()


def text_of(kind: SpecimenKind) -> StampText:
    design = SpecimenDesign("uji", kind)
    return Specimen(PROFILE, design, crest_picture()).text_for(None, None)


@pytest.mark.parametrize("kind", SpecimenKind)
def test_stamp_is_the_same_to_the_byte(drawer: StampDrawer, kind: SpecimenKind) -> None:
    text = text_of(kind)

    assert drawer.draw_for(text, PLACE, (PAGE,)) == stamp_for(text, PLACE, (PAGE,))


def test_stamp_on_paper_has_the_same_pixels(drawer: StampDrawer) -> None:
    text = text_of(SpecimenKind.CREST_CARD)
    here = on_bare_paper(
        stamp_for(text, PLACE, (PAGE,)), PLACE.rect, PAGE, archive_part=1
    )

    there = drawer.on_bare_paper(text, PLACE.rect, PAGE, archive_part=1)

    assert pixels_of(there) == pixels_of(here)


def test_stamp_is_described_in_the_language_of_the_window(drawer: StampDrawer) -> None:
    text = text_of(SpecimenKind.TEXT)
    choose_language(Language.ENGLISH)
    try:
        stamp = drawer.draw_for(text, PLACE, (PAGE,))
    finally:
        choose_language(Language.INDONESIAN)

    with pymupdf.open(stream=stamp) as pdf:
        assert "Electronic signature" in str(pdf.metadata)


def test_stamp_nobody_could_read_is_refused(drawer: StampDrawer) -> None:
    with pytest.raises(StampTooSmall) as refused:
        drawer.draw(text_of(SpecimenKind.QR_CARD), width=20, height=10)

    assert refused.value.least_width > refused.value.width


def test_drawer_that_was_killed_draws_the_next(drawer: StampDrawer) -> None:
    text = text_of(SpecimenKind.QR_CARD)
    expected = drawer.draw_for(text, PLACE, (PAGE,))
    os.kill(drawer.pid, signal.SIGKILL)

    assert drawer.draw_for(text, PLACE, (PAGE,)) == expected


def test_several_threads_get_their_own_stamps(drawer: StampDrawer) -> None:
    texts = [text_of(kind) for kind in SpecimenKind] * 2
    with ThreadPoolExecutor(4) as pool:
        drawn = pool.map(lambda text: drawer.draw_for(text, PLACE, (PAGE,)), texts)

    assert list(drawn) == [stamp_for(text, PLACE, (PAGE,)) for text in texts]


def test_closed_drawer_draws_nothing() -> None:
    made = StampDrawer()
    made.close()

    with pytest.raises(StampUndrawable):
        made.draw_for(text_of(SpecimenKind.TEXT), PLACE, (PAGE,))


def pixels_of(paper: bytes) -> bytes:
    with pymupdf.open(stream=paper) as pdf:
        pixels: bytes = pdf[0].get_pixmap().samples
    return pixels
