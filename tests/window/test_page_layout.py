"""Where pages lie: arranged, turned and enlarged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from ttedesktop.document.geometry import PageGeometry, PdfRect
from ui.pages.page_layout import GAP, PIXELS_PER_POINT, Mode, PageLayout, arrange

A4 = PageGeometry(PdfRect(0, 0, 595, 842))
WIDE = PageGeometry(PdfRect(0, 0, 842, 595))
ROOM = QSizeF(1000, 700)


def test_pages_lie_one_below_another_with_a_gap() -> None:
    layout = PageLayout(arrange((A4, WIDE, A4)), zoom=1.0)

    first, second = layout.rect(0, ROOM), layout.rect(1, ROOM)

    assert first.top() == GAP
    assert second.top() == pytest.approx(first.bottom() + GAP, abs=1)
    assert second.width() == pytest.approx(842 * PIXELS_PER_POINT, abs=1)
    assert first.center().x() == pytest.approx(second.center().x(), abs=1)


@pytest.mark.parametrize("zoom", [0.1, 1.0, 64.0])
def test_a_page_is_found_at_its_height(zoom: float) -> None:
    layout = PageLayout(arrange((A4,) * 2000), zoom=zoom)

    for index in (0, 1, 999, 1999):
        rect = layout.rect(index, ROOM)
        assert layout.index_at(rect.center().y()) == index
        assert layout.visible(rect.top() + 1, rect.bottom()) == range(index, index + 1)
    end = layout.rect(1999, ROOM).bottom()
    assert layout.height == pytest.approx(end + GAP, abs=1)


def test_two_lie_beside_one_another_in_the_middle() -> None:
    layout = PageLayout(arrange((A4, WIDE, A4), Mode.TWO_UP), zoom=0.4)

    left, right, last = (layout.rect(index, ROOM) for index in range(3))

    assert right.left() == pytest.approx(left.right() + GAP, abs=1)
    assert left.center().y() == pytest.approx(right.center().y(), abs=1)
    assert last.top() > right.bottom()
    assert (left.left() + right.right()) / 2 == pytest.approx(500, abs=1)
    assert layout.visible(0, 10) == range(2)
    assert layout.visible(last.top() + 1, last.bottom()) == range(2, 3)


def test_one_alone_stands_in_the_middle_and_the_others_elsewhere() -> None:
    layout = PageLayout(arrange((A4, A4, A4), Mode.SINGLE), zoom=0.5, single_row=1)

    alone = layout.rect(1, ROOM)

    assert alone.center().y() == pytest.approx(350, abs=1)
    assert layout.visible(0, 700) == range(1, 2)
    for other in (0, 2):
        assert not layout.rect(other, ROOM).intersects(QRectF(0, 0, 1000, 700))


@pytest.mark.parametrize(
    ("rotation", "corner"),
    [(0, "topLeft"), (90, "topRight"), (180, "bottomRight"), (270, "bottomLeft")],
)
def test_a_turned_page_keeps_its_corners(rotation: int, corner: str) -> None:
    layout = PageLayout(arrange((A4,), rotation=rotation), zoom=1.0)
    rect = layout.rect(0, ROOM)

    to_view = layout.transform(rect, layout.scale)

    assert to_view.map(QPointF(0, 0)) == getattr(rect, corner)()
    assert to_view.mapRect(QRectF(0, 0, 595, 842)).center().x() == pytest.approx(
        rect.center().x(), abs=1
    )


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_pages_begin_and_end_on_whole_device_pixels(ratio: float) -> None:
    layout = PageLayout(arrange((A4, WIDE, A4)), zoom=0.937, ratio=ratio)

    for index in range(3):
        rect = layout.rect(index, QSizeF(1001, 700))
        for edge in (rect.left(), rect.top(), rect.width(), rect.height()):
            assert edge * ratio == pytest.approx(round(edge * ratio), abs=1e-6)
