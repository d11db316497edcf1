"""The stamp in the box: pixel for pixel what the signed page will show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from tests.papers import letters as papers
from tests.tokens.workshop import PIN
from tests.window.person import PATIENCE
from ttedesktop.document.geometry import ViewRect
from ttedesktop.signing.placement import place_exactly
from ui.specimens.stamp_preview import StampPreview

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from tests.window.person import Person
    from ttedesktop.signing.stamp_text import StampText

HANDLES = 10
"""Pixels at the edges of the box, where its frame and handles are painted."""


@pytest.mark.parametrize(("rotation", "zoom"), [(0, 1.13), (90, 0.87)])
def test_box_shows_the_pixels_of_the_signed_page(
    person: Person, tmp_path: Path, rotation: int, zoom: float
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.turned(rotation))
    person.gets_ready_to_sign(path)
    page = person.window.document_page
    view = page.view
    view.zoom_to(zoom)
    # Neither the place nor the zoom falls on whole pixels.
    bare = ViewRect(331.37, 417.71, 198.43, 65.19)
    placement = place_exactly(view.pages, 0, bare)
    page.signing_panel.place.numbers.typed.emit(placement)
    page.box.bring_into_view()
    person.waits_until(lambda: page.box.shows_the_signed_pixels)

    box = page.box.rect_in_view().toAlignedRect()
    box.adjust(HANDLES, HANDLES, -HANDLES, -HANDLES)
    shown = seen(view.viewport(), box)
    corner = box.topLeft() - view.page_rect(0).topLeft().toPoint()
    scale = view.scale
    person.will_type_pin(PIN)
    switchboard = person.application.switchboard
    assert switchboard is not None
    with person.bot.waitSignal(switchboard.settled, timeout=PATIENCE):
        page.ask_to_sign()

    signed = person.window.document_page.document
    assert signed is not None
    clip = ViewRect(corner.x(), corner.y(), box.width(), box.height())
    drawn = person.application.parts.making.render(signed, 0, scale=scale, clip=clip)
    exact = QImage(
        drawn.pixels, drawn.width, drawn.height, QImage.Format.Format_RGB32
    ).copy()
    assert (exact.width(), exact.height()) == (box.width(), box.height())
    dark = sum(exact.pixelColor(x, 20).lightness() < 128 for x in range(exact.width()))
    assert dark > 20, "no stamp is there to be compared"
    assert shown == exact


def seen(widget: QWidget, part: QRect) -> QImage:
    """Return what is seen of a widget, its children among it."""
    return widget.grab(part).toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_of_what_is_wished_meanwhile_only_the_last_is_drawn(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = person.application.parts
    stamps, asked = parts.stamps, list[str]()
    draw = stamps.draw

    def noted(text: StampText, *, width: float, height: float) -> bytes:
        asked.append(text.position)
        return draw(text, width=width, height=height)

    monkeypatch.setattr(stamps, "draw", noted)
    preview, came = StampPreview(parts), list[object]()
    preview.drawn.connect(came.append)
    text = parts.specimen().text_for(None, None)
    names = [f"Jabatan {number}" for number in range(40)]

    for name in names:
        preview.draw(replace(text, position=name), (200, 66), scale=1)
    person.waits_until(lambda: bool(came))

    assert asked == [names[0], names[-1]]
    assert len(came) == 1
