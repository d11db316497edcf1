"""What a document holds beside its pages is told, bounded, and fit to be shown."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import full as full_papers
from tests.papers import letters as papers
from tests.papers.regulation import regulation_pdf
from ttedesktop.document.contents import FontUsed, Layer, LinkKind, Spot
from ttedesktop.document.geometry import ViewRect
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.document_errors import AttachmentUnreadable, PageMissing

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document


def opened(renderer: Renderer, content: bytes) -> Document:
    return renderer.open_bytes(Path("naskah.pdf"), content)


def test_plain_document_holds_nothing_beside_its_pages(renderer: Renderer) -> None:
    document = opened(renderer, papers.letter())

    assert renderer.links(document, 0) == ()
    assert renderer.outline(document) == ()
    assert renderer.attachments(document) == ()
    assert renderer.layers(document) == ()
    assert renderer.page_labels(document) == ()


def test_links_lead_to_places_or_are_only_named(renderer: Renderer) -> None:
    document = opened(renderer, full_papers.linked())

    links = renderer.links(document, 0)

    assert links[0].area == ViewRect(72, 842 - 715, 100, 15)
    assert [link.target for link in links[:3]] == [Spot(1, 100), Spot(1, 342), Spot(1)]
    assert [(link.kind, link.address) for link in links[3:]] == [
        (LinkKind.WEB, "https://jdih.go.id/a?b=1"),
        (LinkKind.WEB, "mailto:arsip@dinas.go.id"),
        (LinkKind.WEB, "http://www.dinas.go.id"),
        (LinkKind.OTHER, "javascript:alert(1)"),
        (LinkKind.WEB, "https://go.id/file"),
        (LinkKind.OTHER, "C:\\hitung.exe"),
        (LinkKind.OTHER, "lain.pdf"),
        (LinkKind.OTHER, "JavaScript"),
    ]
    with pytest.raises(PageMissing):
        renderer.links(document, 2)


def test_outline_is_told_in_order_with_its_levels(renderer: Renderer) -> None:
    lines = renderer.outline(opened(renderer, full_papers.outlined()))

    assert [(line.title, line.level, line.target) for line in lines] == [
        ("BAB I", 0, Spot(1)),
        ("Pasal 1", 1, Spot(2, 200)),
        ("Penutup", 0, None),
    ]


def test_height_of_a_turned_page_is_no_place_below_its_upper_edge(
    renderer: Renderer,
) -> None:
    pdf = papers.changed(full_papers.outlined())
    pdf[2].set_rotation(270)

    lines = renderer.outline(opened(renderer, papers.saved(pdf)))

    assert lines[1].target == Spot(2)


def test_outline_that_leads_back_ends(renderer: Renderer) -> None:
    lines = renderer.outline(opened(renderer, full_papers.outlined(ring=True)))

    assert [line.title for line in lines] == ["BAB I", "Pasal 1", "Penutup"]


def test_attachments_are_listed_and_unpacked(renderer: Renderer) -> None:
    document = opened(renderer, full_papers.with_attachments())

    named, pinned = renderer.attachments(document)

    assert (named.name, named.size) == ("daftargpj.txt", len(full_papers.ATTACHED))
    assert (pinned.name, pinned.description) == ("peta.txt", "Peta lokasi")
    assert renderer.attachment(document, named.number) == full_papers.ATTACHED
    assert renderer.attachment(document, pinned.number) == b"peta"
    with pytest.raises(AttachmentUnreadable):
        renderer.attachment(document, 2)


@pytest.mark.parametrize(
    "packed", [full_papers.swelling(), b"\x78\x9cbukan", zlib.compress(b"a" * 99)[:-9]]
)
def test_attachment_that_swells_or_is_damaged_is_refused(
    renderer: Renderer, packed: bytes
) -> None:
    document = opened(renderer, full_papers.with_attachment(packed))

    with pytest.raises(AttachmentUnreadable):
        renderer.attachment(document, 0)

    assert renderer.render(document, 0, scale=0.2).width == 119


def is_black(renderer: Renderer, document: Document, square: int) -> bool:
    spot = ViewRect(120, 120 + square * 100, 2, 2)
    image = renderer.render(document, 0, scale=1, clip=spot)
    return bytes(image.pixels)[0] < 50


def test_layer_is_switched_in_what_is_drawn_and_found(renderer: Renderer) -> None:
    content = full_papers.layered()
    document = opened(renderer, content)
    heading = Layer(1, "Gambar", 0, is_shown=True, is_fixed=True)

    layers = renderer.layers(document)

    assert [layer.name for layer in layers] == ["Denah", "Gambar", "Catatan", "Cap"]
    assert layers[1] == heading
    assert [layer.level for layer in layers] == [0, 0, 1, 1]
    assert [layer.is_shown for layer in layers] == [True, True, False, True]
    assert [layer.is_fixed for layer in layers] == [False, True, False, True]
    assert [is_black(renderer, document, n) for n in range(3)] == [True, False, True]
    assert not renderer.search(document, "rahasia", range(1))

    shown = renderer.show_layer(document, 2, shown=True)

    assert [layer.is_shown for layer in shown] == [True, True, True, True]
    assert [is_black(renderer, document, n) for n in range(3)] == [True, True, True]
    assert renderer.search(document, "rahasia", range(1))
    assert document.content == content

    renderer.show_layer(document, 0, shown=False)
    renderer.show_layer(document, 3, shown=False)
    renderer.show_layer(document, 99, shown=False)

    assert [is_black(renderer, document, n) for n in range(3)] == [False, True, True]


def test_layers_without_an_order_are_listed_by_their_names(renderer: Renderer) -> None:
    document = opened(renderer, full_papers.layered(is_ordered=False))

    layers = renderer.show_layer(document, 1, shown=True)

    assert [layer.name for layer in layers] == ["Cap", "Catatan", "Denah"]
    assert [layer.is_fixed for layer in layers] == [True, False, False]
    assert is_black(renderer, document, 1)


def test_pages_are_called_as_the_document_says(renderer: Renderer) -> None:
    labels = renderer.page_labels(opened(renderer, full_papers.labelled()))

    assert labels == ("i", "ii", "1", "2", "Lamp-Z", "Lamp-AA", "Sampul")


def test_properties_are_told_as_they_may_be_shown(renderer: Renderer) -> None:
    told = renderer.properties(opened(renderer, full_papers.described()))

    assert (told.title, told.author) == ("Surat edaran", "Dinas Arsip")
    assert (told.created, told.changed) == ("2026-07-08T09:15:00+07:00", "kemarin")
    assert (told.encryption, told.is_tagged, told.is_linearized) == ("", True, False)
    assert told.pdf_version.startswith("1.")
    assert told.fonts == (
        FontUsed("Times-Roman", "CIDFontType0", is_embedded=True),
        FontUsed("Helvetica", "Type1", is_embedded=False),
    )


def test_properties_tell_what_the_encryption_forbids(renderer: Renderer) -> None:
    free = renderer.properties(opened(renderer, papers.letter()))
    content = papers.encrypted(permissions=0x4 | 0x10)
    document = renderer.open_bytes(Path("uji.pdf"), content, password=papers.PASSWORD)

    told = renderer.properties(document)

    assert free.forbidden == ()
    assert told.forbidden == ("modify", "annotate", "fill_in", "assemble")
    assert "AES" in told.encryption


def test_a_layer_stays_switched_when_the_child_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "peraturan.pdf"
    path.write_bytes(regulation_pdf())
    with Renderer() as renderer:
        document = renderer.open(path)
        before = bytes(renderer.render(document, 0, scale=0.5).pixels)
        renderer.show_layer(document, 1, shown=False)
        without = bytes(renderer.render(document, 0, scale=0.5).pixels)

        renderer.interrupt()

        assert bytes(renderer.render(document, 0, scale=0.5).pixels) == without
        assert without != before


def test_a_document_that_is_opened_twice_is_one_and_the_same(
    renderer: Renderer,
) -> None:
    document = opened(renderer, regulation_pdf())
    before = bytes(renderer.render(document, 0, scale=0.5).pixels)
    renderer.layers(document)

    again = opened(renderer, regulation_pdf())
    renderer.show_layer(again, 1, shown=False)

    assert bytes(renderer.render(again, 0, scale=0.5).pixels) != before
    renderer.show_layer(again, 1, shown=True)
    assert bytes(renderer.render(document, 0, scale=0.5).pixels) == before
