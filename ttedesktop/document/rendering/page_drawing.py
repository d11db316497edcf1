"""Drawing foreign pages; runs in the renderer's process only."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pymupdf import mupdf

from ttedesktop.document.pdf import Medium
from ttedesktop.document.rendering import ink_drawing
from ttedesktop.document.rendering.kept_memory import KeptMemory

if TYPE_CHECKING:
    from ttedesktop.untyped import MuPdfObject

MAX_SIDE: Final = 100_000.0
"""Longest side of a page in points; ISO 32000-2, annex C.2, knows 14,400."""
_KEPT: Final = 6
"""Pages whose drawing is kept: those in view, whose next tile is wanted soon."""
_SAME_SIZE: Final = 0.5
"""Points."""
_SMALLEST_PHOTO: Final = 24.0
"""Points of a side."""
_MOST_PHOTOS: Final = 200
_SAMPLES: Final = 24
"""Pixels of a side of the picture by which a photograph is told from paper."""
_BRIGHT: Final = 190
"""Of 255; paper is brighter, also in a scan."""
_PAPER: Final = 0.5
"""Part of a picture that is bright where it is paper, a drawing or a code."""
Box = tuple[int, int, int, int]
Place = tuple[float, float, float, float]


@dataclass(slots=True)
class _Drawing:
    """What a page consists of, told once and drawn at any scale."""

    steps: MuPdfObject
    bounds: Place
    photos: list[Place] | None = None
    """Where photographs stand; None until somebody asks."""


class Drawings:
    """The drawings of the pages in view, the least recently seen let go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, bool], _Drawing] = OrderedDict()
        self._memory = KeptMemory()
        self._has_drawn = False
        """Whether the last thing that was done was to draw."""

    def forget(self, key: str) -> None:
        """Let the drawings of a document go."""
        for one in [one for one in self._kept if one[0] == key]:
            del self._kept[one]

    def pixels(  # noqa: PLR0913 - a page, and how it is to be seen
        self, key: str, pdf: MuPdfObject, index: int, *, scale: float, box: Box,
        size: tuple[float, float], medium: Medium,
        target: memoryview | None = None,
    ) -> MuPdfObject:  # fmt: skip
        """Draw the part ``box`` of a page: blue, green, red and a full alpha.

        That is what Qt paints without converting. ``size`` is what was measured, in
        points; ``target`` is the memory to draw in. Raises ValueError if MuPDF draws
        the page at another size: boxes that contradict one another are read differently
        by every program, and a stamp would stand elsewhere for each reader.
        """
        is_paper = medium is Medium.PAPER
        drawing = self._measured(key, pdf, index, size, is_paper=is_paper)
        x0, y0, *_rest = drawing.bounds
        # MuPDF's page may begin elsewhere than at its upper left corner.
        matrix = mupdf.FzMatrix(scale, 0, 0, scale, -x0 * scale, -y0 * scale)
        pixmap = _pixmap(box, mupdf.FzColorspace.Fixed_BGR, target)
        _run(drawing.steps, matrix, box, pixmap)
        if medium is Medium.NIGHT:
            if drawing.photos is None:
                drawing.photos = _photos(drawing)
            photos = [_scaled(one, drawing, scale) for one in drawing.photos]
            _invert(pixmap, box, photos)
        self._has_drawn = True
        return pixmap

    def keep_little(self) -> None:
        """Let go of what is decoded, and of most drawings, where it has become much.

        Not after a page was drawn: its next tile needs what was decoded for this one.
        """
        has_drawn, self._has_drawn = self._has_drawn, False
        if not has_drawn:
            self._let_go()

    def _let_go(self) -> None:
        if self._memory.let_go_of_much():
            # They hold pictures, too, if only packed.
            while len(self._kept) > 1:
                self._kept.popitem(last=False)

    def ink(
        self, key: str, pdf: MuPdfObject, index: int, size: tuple[float, float]
    ) -> tuple[int, int, float, bytes, list[list[float]]]:
        """Tell where there is ink: sides in cells, cells a point, cells, pictures.

        Raises ValueError as ``pixels`` does.
        """
        drawing = self._measured(key, pdf, index, size)
        scale = min(1.0, ink_drawing.LONGEST / max(*size, 1.0))
        steps, bounds = drawing.steps, drawing.bounds
        width, height, grays = ink_drawing.grays_of(steps, bounds, scale)
        pictures = ink_drawing.pictures_on(steps, bounds)
        return width, height, scale, ink_drawing.cells_of(grays), pictures

    def _measured(
        self,
        key: str,
        pdf: MuPdfObject,
        index: int,
        size: tuple[float, float],
        *,
        is_paper: bool = False,
    ) -> _Drawing:
        drawing = self._drawing(key, pdf, index, is_paper=is_paper)
        x0, y0, x1, y1 = drawing.bounds
        differs = max(abs(x1 - x0 - size[0]), abs(y1 - y0 - size[1])) >= _SAME_SIZE
        if differs or max(size) > MAX_SIDE:
            raise ValueError(index)
        return drawing

    def _drawing(
        self, key: str, pdf: MuPdfObject, index: int, *, is_paper: bool
    ) -> _Drawing:
        at = (key, index, is_paper)
        if at in self._kept:
            self._kept.move_to_end(at)
            return self._kept[at]
        self._let_go()
        page = mupdf.fz_load_page(pdf.this, index)
        bounds = mupdf.fz_bound_page(page)
        steps = mupdf.FzDisplayList(bounds)
        device = mupdf.fz_new_list_device(steps)
        mupdf.pdf_run_page_with_usage(
            mupdf.pdf_page_from_fz_page(page),
            device,
            mupdf.FzMatrix(),
            "Print" if is_paper else "View",
            mupdf.FzCookie(),
        )
        mupdf.fz_close_device(device)
        made = _Drawing(steps, (bounds.x0, bounds.y0, bounds.x1, bounds.y1))
        self._kept[at] = made
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made


def _pixmap(box: Box, colours: int, target: memoryview | None = None) -> MuPdfObject:
    """Return a white picture; where ``target`` is given, in that memory."""
    space, place = mupdf.FzColorspace(colours), mupdf.FzIrect(*box)
    if target is None:
        made = mupdf.fz_new_pixmap_with_bbox(space, place, mupdf.FzSeparations(), 1)
    else:
        # Neither MuPDF's memory for it is needed then, nor a copy.
        made = mupdf.fz_new_pixmap_with_bbox_and_data(
            space,
            place,
            mupdf.FzSeparations(),
            1,
            mupdf.python_mutable_buffer_data(target),
        )
    mupdf.fz_clear_pixmap_with_value(made, 0xFF)
    return made


def _run(
    steps: MuPdfObject, matrix: MuPdfObject, box: Box, pixmap: MuPdfObject
) -> None:
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixmap)
    mupdf.fz_run_display_list(
        steps, device, matrix, mupdf.FzRect(*box), mupdf.FzCookie()
    )
    mupdf.fz_close_device(device)


def _photos(drawing: _Drawing) -> list[Place]:
    """Return where photographs stand on a page; scans of paper are none."""
    options = mupdf.FzStextOptions()
    options.flags = mupdf.FZ_STEXT_PRESERVE_IMAGES
    text = mupdf.FzStextPage(mupdf.FzRect(*drawing.bounds))
    device = mupdf.fz_new_stext_device(text, options)
    mupdf.fz_run_display_list(
        drawing.steps,
        device,
        mupdf.FzMatrix(),
        mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE),
        mupdf.FzCookie(),
    )
    mupdf.fz_close_device(device)
    found: list[Place] = []
    block: Any = text.m_internal.first_block
    while block and len(found) < _MOST_PHOTOS:
        if block.type == mupdf.FZ_STEXT_BLOCK_IMAGE:
            place = (block.bbox.x0, block.bbox.y0, block.bbox.x1, block.bbox.y1)
            if _is_photo(drawing.steps, place):
                found.append(place)
        block = block.next
    return found


def _is_photo(steps: MuPdfObject, place: Place) -> bool:
    x0, y0, x1, y1 = place
    if min(x1 - x0, y1 - y0) < _SMALLEST_PHOTO:
        return False
    across, down = _SAMPLES / (x1 - x0), _SAMPLES / (y1 - y0)
    matrix = mupdf.FzMatrix(across, 0, 0, down, -x0 * across, -y0 * down)
    box = (0, 0, _SAMPLES, _SAMPLES)
    small = _pixmap(box, mupdf.FzColorspace.Fixed_GRAY)
    _run(steps, matrix, box, small)
    # Brightness and alpha take turns.
    grays = mupdf.fz_pixmap_samples_memoryview(small)[::2]
    bright = sum(int(one) > _BRIGHT for one in grays)
    return bool(bright < _PAPER * _SAMPLES * _SAMPLES)


def _scaled(place: Place, drawing: _Drawing, scale: float) -> Box:
    left, top, *_rest = drawing.bounds
    x0, y0, x1, y1 = place
    return (
        round((x0 - left) * scale),
        round((y0 - top) * scale),
        round((x1 - left) * scale),
        round((y1 - top) * scale),
    )


def _invert(pixmap: MuPdfObject, box: Box, photos: list[Box]) -> None:
    """Turn light into dark, hues and photographs as they are."""
    kept: list[tuple[MuPdfObject, MuPdfObject]] = []
    for photo in photos:
        x0, y0 = max(photo[0], box[0]), max(photo[1], box[1])
        x1, y1 = min(photo[2], box[2]), min(photo[3], box[3])
        if x1 > x0 and y1 > y0:
            place = mupdf.FzIrect(x0, y0, x1, y1)
            copy = mupdf.fz_new_pixmap_with_bbox(
                pixmap.fz_pixmap_colorspace(), place, mupdf.FzSeparations(), 1
            )
            colours = mupdf.FzDefaultColorspaces()
            mupdf.fz_copy_pixmap_rect(copy, pixmap, place, colours)
            kept.append((copy, place))
    mupdf.fz_invert_pixmap_luminance(pixmap)
    for copy, place in kept:
        mupdf.fz_copy_pixmap_rect(pixmap, copy, place, mupdf.FzDefaultColorspaces())
