"""How a signature box moves, grows and keeps to its page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from ttedesktop.document.geometry import PageGeometry, PdfRect, points
from ui.box_geometry import (
    BoxKind,
    Grip,
    kept_on,
    moved,
    snapped,
    spanned,
    stretched,
)

F4 = PageGeometry(PdfRect(0, 0, 612, 936))


def test_a_box_moved_off_the_page_stops_at_its_edge() -> None:
    box = QRectF(500, 800, 198, 65)

    assert moved(box, QPointF(400, 400), F4) == QRectF(612 - 198, 936 - 65, 198, 65)
    assert moved(box, QPointF(-900, -900), F4) == QRectF(0, 0, 198, 65)


def test_a_box_larger_than_its_page_is_cut_to_it() -> None:
    assert kept_on(QRectF(-10, -10, 900, 1200), F4) == QRectF(0, 0, 612, 936)


@pytest.mark.parametrize(
    ("grip", "to", "expected"),
    [
        (Grip.RIGHT_BOTTOM, QPointF(400, 300), QRectF(100, 100, 300, 200)),
        (Grip.LEFT_TOP, QPointF(50, 60), QRectF(50, 60, 250, 140)),
        (Grip.RIGHT, QPointF(350, 999), QRectF(100, 100, 250, 100)),
        (Grip.TOP, QPointF(0, 40), QRectF(100, 40, 200, 160)),
        # A corner is never drawn past the opposite one, nor off the page.
        (Grip.LEFT, QPointF(900, 0), QRectF(299, 100, 1, 100)),
        (Grip.RIGHT_BOTTOM, QPointF(2000, 2000), QRectF(100, 100, 512, 836)),
    ],
)
def test_what_a_grip_holds_follows_the_pointer(
    grip: Grip, to: QPointF, expected: QRectF
) -> None:
    assert stretched(QRectF(100, 100, 200, 100), grip, to, F4) == expected


def test_a_box_is_drawn_from_any_corner_and_cut_off_at_the_page() -> None:
    assert spanned(QPointF(200, 300), QPointF(100, 100), F4) == QRectF(
        100, 100, 100, 200
    )
    assert spanned(QPointF(600, 900), QPointF(700, 1000), F4) == QRectF(
        600, 900, 12, 36
    )


def test_an_edge_near_the_margin_snaps_to_it() -> None:
    box, guide = snapped(QRectF(points(20) + 3, 100, 198, 65), F4)

    assert guide == pytest.approx(points(20))
    assert box.left() == pytest.approx(points(20))


def test_far_from_every_guide_nothing_snaps() -> None:
    box = QRectF(120, 100, 150, 65)

    assert snapped(box, F4) == (box, None)


def test_under_forty_by_twelve_millimetres_a_stamp_is_not_legible() -> None:
    card = BoxKind("Kartu QR")
    assert card.is_cramped_in(QRectF(0, 0, points(39), points(20)))
    assert card.is_cramped_in(QRectF(0, 0, points(70), points(11)))
    assert not card.is_cramped_in(QRectF(0, 0, points(40), points(12)))
    assert card.tag(QRectF(0, 0, points(70), points(23))) == "Kartu QR · 70 × 23 mm"
    assert "40 × 12" in card.tag(QRectF(0, 0, points(39), points(20)))
