"""Page, distances and size of the signature box as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ttedesktop.document.geometry import ViewRect, millimetres, points
from ttedesktop.language import _
from ttedesktop.signing.placement import place_exactly
from ui.controls.labels import label
from ui.controls.number_field import NumberField

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.signing.request import Placement


class PlaceNumbers(QWidget):
    """Shows and takes numbers in millimetres, from the left and from the foot."""

    typed = Signal(object)
    """The ``Placement`` that the numbers say."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[PageGeometry, ...] = ()
        self._page = NumberField(_("Halaman"), decimals=0)
        self._left = NumberField(_("Dari kiri (mm)"))
        self._bottom = NumberField(_("Dari bawah (mm)"))
        self._width = NumberField(_("Lebar (mm)"))
        self._height = NumberField(_("Tinggi (mm)"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        places = ((0, 0), (0, 1), (0, 2), (2, 1), (2, 2))
        for field, (row, column) in zip(self._fields, places, strict=True):
            heading = label(field.accessibleName(), role="helper")
            heading.setBuddy(field)
            grid.addWidget(heading, row, column)
            grid.addWidget(field, row + 1, column)
            field.number_typed.connect(self._tell)

    @property
    def _fields(self) -> tuple[NumberField, ...]:
        return (self._page, self._left, self._bottom, self._width, self._height)

    def show_placement(
        self, placement: Placement | None, pages: tuple[PageGeometry, ...]
    ) -> None:
        """Show where the box stands."""
        self._pages = pages
        self.setEnabled(placement is not None)
        if placement is None:
            return
        page = pages[placement.page]
        seen = page.to_view(placement.rect, scale=1)
        below = page.height - seen.y - seen.height
        self._page.show_number(placement.page + 1)
        self._left.show_number(millimetres(seen.x))
        self._bottom.show_number(millimetres(below))
        self._width.show_number(millimetres(seen.width))
        self._height.show_number(millimetres(seen.height))

    def take_keyboard(self) -> None:
        """Let the person type the first distance."""
        self._left.setFocus()
        self._left.selectAll()

    def _tell(self) -> None:
        index = round(self._page.number) - 1
        if not self._pages:
            return
        index = min(max(0, index), len(self._pages) - 1)
        page = self._pages[index]
        width, height = points(self._width.number), points(self._height.number)
        top = page.height - points(self._bottom.number) - height
        seen = ViewRect(points(self._left.number), top, width, height)
        self.typed.emit(place_exactly(self._pages, index, seen))
