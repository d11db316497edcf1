"""What the anchors of a document propose for the places of those who sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.signing.anchor_proposals import proposals_in

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.rendering.renderer import Renderer


def paper(folder: Path, *words: str) -> Path:
    """Write a page on which words stand, each in a line of its own."""
    drawing = Drawing(title="Surat")
    sheet = drawing.sheet(612, 936)
    for number, line in enumerate(words):
        sheet.text(90, 150 + number * 160, line, face=Face.SERIF, size=11)
    path = folder / "surat.pdf"
    path.write_bytes(drawing.pdf())
    return path


@pytest.mark.parametrize(
    ("words", "sure", "choices"),
    [
        (("${ttd_pengirim}",), ["${ttd_pengirim}"], 1),
        (("Kepala Dinas,", "#"), ["#"], 1),
        (("^",), ["^"], 1),
        (("#", "^"), ["#", "^"], 2),
        (("${ttd_pengirim2}", "${ttd_pengirim1}"), ["1", "2"], 2),
        # Which of two, only a person knows.
        (("#", "#", "#"), [], 3),
        (("#", "#", "^"), ["^"], 3),
        # What stands in a word is no anchor.
        (("Blok #2 dan C#", "x^2 + 1"), [], 0),
        (("Lampiran #2", "#"), ["#"], 1),
        (("Tidak ada penanda",), [], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_anchor_that_stands_there_once_is_proposed(
    renderer: Renderer,
    tmp_path: Path,
    words: tuple[str, ...],
    sure: list[str],
    choices: int,
) -> None:
    document = renderer.open(paper(tmp_path, *words))

    found = proposals_in(document, renderer)

    assert len(found.choices) == choices
    assert len(found.sure) == len(sure)
    for one, text in zip(found.sure, sure, strict=True):
        assert text in one.words
        assert one.placement is not None
        assert one.anchor is not None
        assert one.anchor.lies_within(one.placement.rect)
