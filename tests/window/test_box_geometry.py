"""How a signature box moves, grows and keeps to its page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from ttedesktop.document.geometry import PageGeometry, PdfRect, ViewRect, points
from ui.placing.box_geometry import (
    BoxKind,
    Grip,
    in_shape,
    kept_on,
    moved,
    resized,
    spanned,
    stretched,
    stretched_in_shape,
)
from ui.placing.box_snapping import Met, guides_of, snapped

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
    box, met = snapped(QRectF(points(20) + 3, 130, 198, 65), F4, guides_of(F4))

    assert met.x == pytest.approx(points(20))
    assert met.y is None
    assert box.left() == pytest.approx(points(20))


def test_a_box_snaps_in_both_directions_at_once() -> None:
    middle = QRectF(612 / 2 - 99 + 2, 936 / 2 - 32.5 - 3, 198, 65)

    box, met = snapped(middle, F4, guides_of(F4))

    assert (met.x, met.y) == (306, 468)
    assert (box.center().x(), box.center().y()) == pytest.approx((306, 468))


def test_a_box_snaps_to_what_stands_on_the_page() -> None:
    other = ViewRect(120, 700, 198, 65)

    box, met = snapped(QRectF(330, 702, 198, 65), F4, guides_of(F4, [other]))

    assert met.y == 700
    assert box.top() == pytest.approx(700)


def test_far_from_every_guide_nothing_snaps() -> None:
    box = QRectF(120, 100, 150, 65)

    assert snapped(box, F4, guides_of(F4)) == (box, Met())


@given(
    st.builds(
        QRectF, st.floats(0, 500), st.floats(0, 850), st.floats(10, 110),
        st.floats(10, 80),
    ),
    st.sampled_from([grip for grip in Grip if grip is not Grip.MOVE]),
    st.builds(QPointF, st.floats(-50, 700), st.floats(-50, 1000)),
)  # fmt: skip
def test_a_box_that_keeps_its_shape_keeps_it_and_stays_on_its_page(
    box: QRectF, grip: Grip, to: QPointF
) -> None:
    made = stretched_in_shape(box, grip, to, F4)

    assert made.width() / made.height() == pytest.approx(box.width() / box.height())
    page = QRectF(0, 0, F4.width, F4.height).adjusted(-0.01, -0.01, 0.01, 0.01)
    assert page.contains(made)


def test_keys_resize_a_square_code_as_a_square() -> None:
    square = BoxKind("QR saja", usual=(70, 70), keeps_shape=True)

    made = resized(QRectF(100, 100, 70, 70), QPointF(3, 0), square, F4)

    assert (made.width(), made.height()) == pytest.approx((73, 73))
    assert in_shape(QRectF(0, 0, 200, 50), square) == QRectF(75, 0, 50, 50)


def test_under_forty_by_twelve_millimetres_a_stamp_is_not_legible() -> None:
    card = BoxKind("Kartu QR")
    assert card.is_cramped_in(QRectF(0, 0, points(39), points(20)))
    assert card.is_cramped_in(QRectF(0, 0, points(70), points(11)))
    assert not card.is_cramped_in(QRectF(0, 0, points(40), points(12)))
    assert card.tag(QRectF(0, 0, points(70), points(23))) == "Kartu QR · 70 × 23 mm"
    assert "40 × 12" in card.tag(QRectF(0, 0, points(39), points(20)))
