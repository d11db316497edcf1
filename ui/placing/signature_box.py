"""The box that a person draws, moves and resizes over a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTransform,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ttedesktop.document.geometry import points
from ttedesktop.language import _
from ttedesktop.signing.request import Placement
from ui.controls.focus_ring import BY_KEYBOARD
from ui.placing.arrow_keys import ArrowKeys
from ui.placing.box_geometry import (
    ARROWS,
    BoxKind,
    Grip,
    grip_at,
    in_shape,
    kept_on,
    moved,
    resized,
    spanned,
    stretch_of,
    view_rect,
)
from ui.placing.box_painting import (
    BoxLook,
    Sheet,
    cursor_over,
    paint_box,
    paint_picture,
)
from ui.placing.box_snapping import NOTHING, laid_on
from ui.placing.box_words import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.document.geometry import ViewRect
    from ui.pages.document_view import DocumentView
    from ui.placing.drawn_stamp import DrawnStamp

_STEP: Final = points(1)
_LONG_STEP: Final = points(10)
_DRAWN: Final = 6
"""Pixels of a drag that begin a box; less is a click."""


class SignatureBox(QWidget):
    """Stands over the pages of a view; lengths are points of the page as it is seen."""

    placement_changed = Signal(object)
    """The ``Placement``, or None."""
    stamp_wanted = Signal()
    """The stamp is to be drawn for the place at which the box came to rest."""
    numbers_wanted = Signal()
    """The person wants to type where it stands."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._page: int | None = None
        self._box, self._before, self._pressed = QRectF(), QRectF(), QPointF()
        self._origin: tuple[int | None, QRectF] = (None, QRectF())
        """Where it stood before a person last took hold of it."""
        self._grip: Grip | None = None
        self._drawing_on: int | None = None
        self._look = BoxLook(BoxKind(_("Kartu QR")))
        self.others: Callable[[int], Sequence[ViewRect]] = lambda _page: ()
        """What stands on a page and draws a moving box to its edges."""
        self.leaf: Callable[[int], bool] = lambda _by: False
        """Takes the box to the next of several places, or with -1 to the one before;
        False where there is none."""
        self.pictures: tuple[Placement, ...] = ()
        """Where further pages show the stamp as a picture."""
        self._is_active = False
        self.yields_to: Callable[[QPointF], bool] = lambda _point: False
        """Whether a press at a point of the viewport that is not on the box is not for
        it: on text, which is selected, or on a link."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ArrowKeys(self, lambda: self._page is not None and not self._look.fixed)
        self._redraw = QTimer(self, singleShot=True, interval=60)
        self._redraw.timeout.connect(self._ask_for_stamp)
        view.viewport().installEventFilter(self)
        view.viewport().setMouseTracking(True)
        view.layout_changed.connect(self._follow)
        view.zoom_changed.connect(lambda _zoom: self._redraw.start())
        self._describe()
        self.hide()

    # --- what the window asks -------------------------------------------------

    def set_active(self, *, active: bool) -> None:
        """Let a person place the box, or take it away."""
        self._is_active = active
        self._grip = self._drawing_on = None
        self.setVisible(active)
        if not active:
            self._view.viewport().unsetCursor()
        self._follow()

    @property
    def kind(self) -> BoxKind:
        """What stands in the box; the desk says so before it places it."""
        return self._look.kind

    @kind.setter
    def kind(self, kind: BoxKind) -> None:
        self._look.kind = kind
        self.update()

    def show_as(self, *, trouble: str | None = None, fixed: str | None = None) -> None:
        """Say what the box covers, and why it cannot be moved.

        An empty sentence takes one back; None leaves things as they are.
        """
        look = self._look
        look.trouble = look.trouble if trouble is None else trouble
        look.fixed = look.fixed if fixed is None else fixed
        self._describe()
        self.update()

    def set_placement(self, placement: Placement | None) -> None:
        """Put the box somewhere; nothing is emitted."""
        if placement is None:
            self._page = None
        else:
            page = self._view.pages[placement.page]
            seen = page.to_view(placement.rect, scale=1)
            self._page = placement.page
            self._box = QRectF(seen.x, seen.y, seen.width, seen.height)
        self._origin = (self._page, QRectF(self._box))
        self._look.stamp, self._look.trouble = None, ""
        self._redraw.start()
        self._describe()
        self.update()

    def draw_anew(self) -> None:
        """Have the stamp drawn again, since it says something else now."""
        self._redraw.start()

    def show_stamp(self, stamp: DrawnStamp) -> None:
        """Show how the signature will look."""
        self._look.stamp = stamp
        self.update()

    def bring_into_view(self, *, with_keyboard: bool = True) -> None:
        """Scroll to the box, and let the keyboard move it."""
        if self._page is not None:
            self._view.bring_into_view(self._page, self._box)
            if with_keyboard:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def placement(self) -> Placement | None:
        """Where the box stands, in user space of its page; None if nowhere."""
        if self._page is None:
            return None
        page, seen = self._view.pages[self._page], view_rect(self._box)
        return Placement(self._page, page.to_pdf(seen, scale=1))

    @property
    def is_too_small(self) -> bool:
        """Whether the stamp would not be legible."""
        return self._page is not None and self._look.kind.is_cramped_in(self._box)

    @property
    def has_stamp(self) -> bool:
        """Whether the box shows how the signature will look."""
        return self._look.stamp is not None

    @property
    def shows_the_signed_pixels(self) -> bool:
        """Whether the stamp was drawn for this very place, and for this zoom."""
        stamp, page = self._look.stamp, self._page
        if stamp is None or page is None:
            return False
        return stamp.is_for(self._box, Sheet.of(self._view, page).pixels.scale)

    def holds(self, point: QPointF) -> bool:
        """Whether the box or one of its handles lies under a point of the viewport."""
        return self._is_active and self._grip_at(point) is not None

    def rect_in_view(self) -> QRectF:
        """Return where the box stands in the viewport."""
        if self._page is None:
            return QRectF()
        return self._view.page_transform(self._page).mapRect(self._box)

    # --- mouse, on the viewport -----------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        is_still = not self._is_active or bool(self._look.fixed)
        if is_still or not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._press(event)
            case QEvent.Type.MouseMove:
                return self._drag(event)
            case QEvent.Type.MouseButtonRelease:
                return self._release()
            case _:
                return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._pressed = event.position()
        self._before = QRectF(self._box)
        self._origin = (self._page, QRectF(self._box))
        self._grip = self._grip_at(event.position())
        if self._grip is None:
            if self.yields_to(event.position()):
                return False
            self._drawing_on = self._view.page_at(event.position())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        return self._grip is not None or self._drawing_on is not None

    def _drag(self, event: QMouseEvent) -> bool:
        point = event.position()
        if self._drawing_on is not None:
            self._draw_to(point)
            return True
        if self._grip is None or self._page is None:
            grip = self._grip_at(point)
            if grip is None and self.yields_to(point):
                return False
            self._view.viewport().setCursor(cursor_over(grip))
            return False
        if self._grip is Grip.MOVE:
            is_free = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._move_to(point, is_free=bool(is_free))
        else:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            page, to = self._view.pages[self._page], self._on_page(self._page, point)
            stretch = stretch_of(self.kind, in_proportion=shift)
            self._box = stretch(self._before, self._grip, to, page)
        self._changed()
        return True

    def _release(self) -> bool:
        held = self._grip is not None or self._drawing_on is not None
        if self._drawing_on is not None and self._page is None:
            self._place_default(self._drawing_on)
        self._grip = self._drawing_on = None
        self._look.met = NOTHING
        self._redraw.start()
        self.update()
        return held

    def _draw_to(self, point: QPointF) -> None:
        page = self._drawing_on
        distance = point - self._pressed
        if page is None or abs(distance.x()) + abs(distance.y()) < _DRAWN:
            return
        start, end = self._on_page(page, self._pressed), self._on_page(page, point)
        self._page = page
        drawn = spanned(start, end, self._view.pages[page])
        self._box = in_shape(drawn, self.kind)
        self._changed()

    def _place_default(self, page: int) -> None:
        middle = self._on_page(page, self._pressed)
        box = QRectF(0, 0, *self.kind.usual)
        box.moveCenter(middle)
        self._page = page
        self._box = kept_on(box, self._view.pages[page])
        self._changed()

    def _move_to(self, point: QPointF, *, is_free: bool) -> None:
        page = self._page
        if page is None:
            return
        under = self._view.page_at(point)
        by = self._on_page(page, point) - self._on_page(page, self._pressed)
        target = page
        moving = self._before.translated(by)
        if under is not None and under != page:
            # The box goes along to the page that the pointer is on.
            grip = self._on_page(page, self._pressed) - self._before.topLeft()
            moving.moveTopLeft(self._on_page(under, point) - grip)
            target = under
        geometry = self._view.pages[target]
        others = None if is_free else self.others(target)
        box, self._look.met = laid_on(moving, geometry, others)
        if target != page:
            self._page, self._before, self._pressed = target, QRectF(box), point
        self._box = box

    # --- keyboard -------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = ARROWS.get(Qt.Key(event.key()))
        was_moved = self._origin != (self._page, self._box)
        if self._page is None or self._look.fixed:
            super().keyPressEvent(event)
        elif direction is not None:
            self._step(direction, event.modifiers())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.numbers_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self._page = None
            self._changed()
        elif event.key() == Qt.Key.Key_Escape and was_moved:
            self._undo()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # At the first and the last place the keyboard goes on to what is beside.
        return self.leaf(1 if next else -1) or super().focusNextPrevChild(next)

    def _undo(self) -> None:
        """Take back the move under way, or the last ones by keyboard."""
        self._page, self._box = self._origin[0], QRectF(self._origin[1])
        self._grip, self._look.met = None, NOTHING
        self._changed()

    def _step(self, direction: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._page is None:
            return
        page = self._view.pages[self._page]
        # A step to the right is one on the screen, however the view is turned.
        direction = QTransform().rotate(-self._view.rotation).map(direction)
        if modifiers & Qt.KeyboardModifier.AltModifier:
            self._box = resized(self._box, direction * _STEP, self.kind, page)
        else:
            long = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            by = direction * (_LONG_STEP if long else _STEP)
            self._box = moved(self._box, by, page)
        self._changed()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD:
            self.bring_into_view(with_keyboard=False)

    # --- painting -------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None or not self._is_active:
            return
        painter, look, seen = QPainter(self), self._look, self._view.visible_pages()
        for one in (other for other in self.pictures if other.page in seen):
            there = Sheet.of(self._view, one.page)
            paint_picture(painter, one.rect, there, look.stamp)
        if self._page in seen:
            own = Sheet.of(self._view, self._page)
            paint_box(painter, self._box, own, look, self.hasFocus())

    # --- inside ---------------------------------------------------------------

    def _grip_at(self, point: QPointF) -> Grip | None:
        if self._page is None:
            return None
        return grip_at(point, self._box, self._view.page_transform(self._page))

    def _on_page(self, page: int, point: QPointF) -> QPointF:
        back, _possible = self._view.page_transform(page).inverted()
        return back.map(point)

    def _changed(self) -> None:
        self._redraw.start()
        self._describe()
        self.update()
        self.placement_changed.emit(self.placement)

    def _describe(self) -> None:
        page = None if self._page is None else self._view.pages[self._page]
        self.setAccessibleName(name_of(self._box, self._page, page))
        self.setAccessibleDescription(self._look.trouble)

    def _ask_for_stamp(self) -> None:
        if self._is_active and self._page is not None and not self.is_too_small:
            self.stamp_wanted.emit()

    def _follow(self) -> None:
        # The pages below are painted anew, and the box with them: a wish of its own
        # would have all of them painted twice.
        self.setGeometry(self._view.viewport().rect())
