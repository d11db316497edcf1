"""Pages are drawn in a child that may hang, die or be ended; the parent never is."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from ttedesktop.document.geometry import ViewRect
from ttedesktop.document.pdf import Medium
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.document_errors import (
    DocumentEmpty,
    DocumentError,
    FileForbidden,
    FileMissing,
    NotAPdf,
    PageMissing,
    PageUndrawable,
    PasswordNeeded,
    PasswordWrong,
)
from ttedesktop.errors.errors import TteError

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document

_HIDDEN, _PRINT, _NO_VIEW = 0x2, 0x4, 0x20
"""Flags of an annotation (ISO 32000-2, table 167)."""
HOSTILE = Path(__file__).parents[4] / "shared" / "corpus" / "hostile"


@pytest.fixture
def document(renderer: Renderer) -> Document:
    return renderer.open_bytes(Path("surat.pdf"), papers.letter())


def test_page_is_drawn_opaque_in_blue_green_red(
    renderer: Renderer, document: Document
) -> None:
    image = renderer.render(document, 0, scale=1.5)

    pixels = bytes(image.pixels)
    assert (image.width, image.height) == (918, 1404)
    assert len(pixels) == 918 * 1404 * 4
    assert set(pixels[3::4]) == {255}
    assert min(pixels[0::4]) < 60
    assert pixels[:4] == b"\xff\xff\xff\xff"


@pytest.mark.parametrize(
    ("flags", "seen"),
    [
        (_PRINT, {Medium.SCREEN, Medium.PAPER}),
        (0, {Medium.SCREEN}),
        (_PRINT | _NO_VIEW, {Medium.PAPER}),
        (_HIDDEN | _PRINT, set()),
    ],
    ids=["both", "screen only", "paper only", "hidden"],
)
def test_a_note_is_seen_where_its_flags_say(
    renderer: Renderer, flags: int, seen: set[Medium]
) -> None:
    pdf = papers.changed(papers.letter(1))
    note = pdf[0].add_rect_annot((0, 0, 100, 100))
    note.set_colors(stroke=(1, 0, 0), fill=(1, 0, 0))
    note.set_flags(flags)
    note.update()
    document = renderer.open_bytes(Path("catatan.pdf"), papers.saved(pdf))

    media = {
        medium
        for medium in (Medium.SCREEN, Medium.PAPER)
        if bytes(renderer.render(document, 0, scale=0.5, medium=medium).pixels)[
            (20 * 306 + 20) * 4 :
        ][:3]
        == b"\x00\x00\xff"
    }

    assert media == seen


def test_colours_stand_in_the_order_blue_green_red(renderer: Renderer) -> None:
    pdf = papers.changed(papers.letter(1))
    pdf[0].draw_rect((0, 0, 612, 936), color=None, fill=(1, 0.5, 0))
    orange = renderer.open_bytes(Path("jingga.pdf"), papers.saved(pdf))

    image = renderer.render(orange, 0, scale=0.1)

    blue, green, red, _alpha = bytes(image.pixels)[:4]
    assert (blue, red) == (0, 255)
    assert 120 < green < 135


def test_part_of_a_page_is_the_part_of_its_picture(
    renderer: Renderer, document: Document
) -> None:
    whole = renderer.render(document, 0, scale=1)

    part = renderer.render(document, 0, scale=1, clip=ViewRect(50, 60, 200, 30))

    rows = [
        bytes(whole.pixels)[(y * whole.width + 50) * 4 : (y * whole.width + 250) * 4]
        for y in range(60, 90)
    ]
    assert (part.width, part.height) == (200, 30)
    assert bytes(part.pixels) == b"".join(rows)


def test_pixels_outlive_later_pages_and_the_renderer(document: Document) -> None:
    with Renderer() as renderer:
        first = renderer.render(document, 0, scale=1)
        before = bytes(first.pixels)
        for _again in range(3):
            renderer.render(document, 1, scale=1)

    assert bytes(first.pixels) == before


def test_page_that_is_not_there(renderer: Renderer, document: Document) -> None:
    with pytest.raises(PageMissing):
        renderer.render(document, 2, scale=1)
    with pytest.raises(PageMissing):
        renderer.png(document, -1, scale=1)


def test_more_than_sixteen_million_pixels_are_refused_and_a_part_is_drawn(
    renderer: Renderer, document: Document
) -> None:
    with pytest.raises(PageUndrawable):
        renderer.render(document, 0, scale=6)

    part = renderer.render(document, 0, scale=6, clip=ViewRect(0, 0, 1000, 1000))

    assert (part.width, part.height) == (1000, 1000)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", DocumentEmpty), (b"Ini surat biasa.", NotAPdf)],
)
def test_file_that_is_no_document(
    renderer: Renderer, tmp_path: Path, content: bytes, error: type[DocumentError]
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(content)

    with pytest.raises(error):
        renderer.open(path)


def test_file_that_cannot_be_read(renderer: Renderer, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        renderer.open(tmp_path / "tidak-ada.pdf")
    with pytest.raises(FileForbidden):
        renderer.open(tmp_path)


def test_encrypted_document_asks_for_its_password(renderer: Renderer) -> None:
    path, content = Path("surat.pdf"), papers.encrypted()

    with pytest.raises(PasswordNeeded):
        renderer.open_bytes(path, content)
    with pytest.raises(PasswordWrong):
        renderer.open_bytes(path, content, password=papers.PASSWORD[::-1])
    document = renderer.open_bytes(path, content, password=papers.PASSWORD)

    assert document.is_encrypted
    assert papers.PASSWORD not in repr(document)
    assert renderer.find(document, "Halaman 1")


def test_document_that_was_forgotten_is_opened_again(
    renderer: Renderer, document: Document
) -> None:
    before = bytes(renderer.render(document, 0, scale=1).pixels)

    renderer.forget(document)

    assert bytes(renderer.render(document, 0, scale=1).pixels) == before


def test_page_that_hangs_is_given_up_and_the_next_one_is_drawn() -> None:
    with Renderer(page_deadline=0.5) as renderer:
        good = renderer.open_bytes(Path("surat.pdf"), papers.letter())
        heavy = renderer.open_bytes(Path("berat.pdf"), papers.without_end())

        with pytest.raises(PageUndrawable):
            renderer.render(heavy, 0, scale=1)

        assert renderer.render(good, 0, scale=1).width == 612


def test_turns_are_taken_in_the_order_in_which_they_were_asked_for(
    document: Document,
) -> None:
    order: list[str] = []
    with Renderer() as renderer, ThreadPoolExecutor(2) as pool:
        renderer.start()
        has_begun = threading.Event()

        def draw_many() -> None:
            for _page in range(200):
                renderer.render(document, 0, scale=0.2)
                order.append("many")
                has_begun.set()

        def draw_one() -> None:
            has_begun.wait()
            renderer.render(document, 1, scale=1)
            order.append("one")

        for done in (pool.submit(draw_many), pool.submit(draw_one)):
            done.result()

    # Who asks once waits for the page under way, not for all: some go by on a busy
    # computer before it has asked.
    assert order.index("one") < 100


@pytest.mark.corpus
@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the corpus is not beside this clone")
def test_hostile_files_are_drawn_or_refused_in_words() -> None:
    files = sorted(HOSTILE.glob("*.pdf"))
    outcomes: dict[str, str] = {}
    with Renderer(page_deadline=1.0) as renderer:
        for file in files:
            try:
                document = renderer.open(file)
                for index in range(min(3, len(document.pages))):
                    renderer.render(document, index, scale=0.5)
                outcomes[file.name] = "drawn"
                renderer.forget(document)
            except TteError as error:
                outcomes[file.name] = error.code()
        good = renderer.open_bytes(Path("surat.pdf"), papers.letter())
        assert renderer.render(good, 0, scale=1).width == 612

    assert len(outcomes) == len(files) >= 40
    assert "drawn" in outcomes.values()
