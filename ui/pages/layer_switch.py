"""Shows and hides layers in both renderers, one wish after the other."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.contents import Layer
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.errors.errors import TteError
    from ui.program.parts import Parts

    Steps = list[tuple[int, bool]]

log = logging.getLogger(__name__)


class LayerSwitch(QObject):
    """Knows how the document has its layers, and brings them back to that."""

    switched = Signal(object)
    """The layers as they are shown now; pages have to be drawn again."""
    settled = Signal()
    """Nothing is being switched any more, of this document or the one before."""
    failed = Signal(object)
    """The ``TteError`` for which a layer could not be switched."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._document: Document | None = None
        self._original: tuple[Layer, ...] = ()
        self._layers: tuple[Layer, ...] = ()
        self._wishes: list[tuple[int, bool]] = []
        self._is_busy = False
        self._left: tuple[Document, Steps] | None = None
        """What is to be put back when the work under way is done."""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers as they are shown."""
        return self._layers

    @property
    def is_changed(self) -> bool:
        """Whether not all layers are as the document has them."""
        return self._layers != self._original

    def take(self, document: Document, layers: Sequence[Layer]) -> None:
        """Begin with a document as it has its layers."""
        self._document = document
        self._original = self._layers = tuple(layers)
        self._wishes = []

    def leave(self) -> None:
        """Let go of the document, and leave no layer of it switched."""
        document, steps = self._document, self._steps_back()
        if document is not None and self._is_busy:
            self._left = (document, steps)
        elif document is not None and self.is_changed:
            self._put_back(document, steps)
        self._document, self._original, self._layers = None, (), ()
        self._wishes = []

    def switch(self, number: int, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show or hide a layer."""
        self._wishes.append((number, shown))
        self._next()

    def reset(self) -> None:
        """Bring all layers back to how the document has them."""
        if self.is_changed or self._wishes or self._is_busy:
            self._wishes.extend(self._steps_back())
            self._next()

    # --- inside ------------------------------------------------------------------

    def _renderers(self) -> tuple[Renderer, Renderer]:
        return (self._parts.making, self._parts.reading)

    def _steps_back(self) -> Steps:
        """Return what has to be switched, hiding first: one may exclude another."""
        steps = [
            (one.number, one.is_shown) for one in self._original if not one.is_fixed
        ]
        return sorted(steps, key=lambda step: step[1])

    def _next(self) -> None:
        document = self._document
        if document is None or self._is_busy or not self._wishes:
            return
        wishes, self._wishes = self._wishes, []
        renderers = self._renderers()
        self._is_busy = True

        def work() -> tuple[Layer, ...]:
            layers: tuple[Layer, ...] = ()
            for renderer in renderers:
                for wish in wishes:
                    layers = renderer.show_layer(document, *wish)
            return layers

        self._parts.background.run(
            work,
            to=self,
            on_success=lambda layers: self._done(document, layers),
            on_failure=lambda error: self._refused(document, error),
        )

    def _done(self, document: Document, layers: tuple[Layer, ...]) -> None:
        if document is self._document:
            self._layers = layers
            self.switched.emit(layers)
        self._go_on()

    def _refused(self, document: Document, error: TteError) -> None:
        if document is self._document:
            self._wishes = []
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._is_busy = False
        left, self._left = self._left, None
        if left is not None:
            self._put_back(*left)
        self._next()
        if left is None and not self._is_busy:
            self.settled.emit()

    def _put_back(self, document: Document, steps: Steps) -> None:
        renderers = self._renderers()

        def stays(error: TteError) -> None:
            log.info("layers stay switched: %s", error)
            self.settled.emit()

        self._parts.background.run(
            lambda: [one.show_layer(document, *s) for one in renderers for s in steps],
            to=self,
            on_success=lambda _layers: self.settled.emit(),
            on_failure=stays,
        )
