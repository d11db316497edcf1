"""Back and forward among the places of a document, as a browser does it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from ttedesktop.settings.values import ReadingPlace
    from ui.pages.document_view import DocumentView

_MOST_PLACES: Final = 50
_MOST_DOCUMENTS: Final = 32
_SAME: Final = 8.0
"""Points; what is nearer is the same place."""


@dataclass(slots=True)
class _Trail:
    """Where a person was in one document."""

    back: list[ReadingPlace] = field(default_factory=list)
    forward: list[ReadingPlace] = field(default_factory=list)


class PlaceHistory(QObject):
    """Remembers the places that jumps began from, for each document by itself."""

    changed = Signal()

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._view = view
        self._trails: OrderedDict[str, _Trail] = OrderedDict()
        self._trail = _Trail()
        self._here: ReadingPlace | None = None
        # Later than the jump itself: who hears of one after the view has moved still
        # finds here where it began.
        self._arrival = QTimer(self)
        self._arrival.setSingleShot(True)
        self._arrival.setInterval(0)
        self._arrival.timeout.connect(self._arrive)
        view.layout_changed.connect(self._arrival.start)
        view.document_changed.connect(self._change_document)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._trail.back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place that was gone back from."""
        return bool(self._trail.forward)

    @property
    def here(self) -> ReadingPlace | None:
        """The place that was shown before what is happening now."""
        return self._here

    def leave(self) -> None:
        """Remember the place that a jump begins from, at its beginning or its end."""
        if self._here is None:
            return
        back = self._trail.back
        if not back or not _is_same(back[-1], self._here):
            back.append(self._here)
            del back[:-_MOST_PLACES]
        self._trail.forward.clear()
        self.changed.emit()

    def go_back(self) -> None:
        """Show the place before the last jump."""
        self._go(self._trail.back, self._trail.forward)

    def go_forward(self) -> None:
        """Show the place that was gone back from."""
        self._go(self._trail.forward, self._trail.back)

    def _go(self, source: list[ReadingPlace], other: list[ReadingPlace]) -> None:
        if self._view.document is None or not source:
            return
        other.append(self._view.place())
        self._view.go_to_place(source.pop())
        self.changed.emit()

    def _arrive(self) -> None:
        self._here = None if self._view.document is None else self._view.place()

    def _change_document(self) -> None:
        document = self._view.document
        self._here = None
        self._trail = _Trail()
        if document is not None:
            self._trail = self._trails.pop(document.sha256, self._trail)
            self._trails[document.sha256] = self._trail
            while len(self._trails) > _MOST_DOCUMENTS:
                self._trails.popitem(last=False)
        self._arrival.start()
        self.changed.emit()


def _is_same(one: ReadingPlace, other: ReadingPlace) -> bool:
    return one.page == other.page and abs(one.y - other.y) < _SAME
