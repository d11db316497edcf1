"""Children that outlive a window: to start them takes longer than most tests do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.signing.stamp_drawer import StampDrawer
from ttedesktop.validation.validator_process import Validator
from ui.program.children import Children

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.snapshot import Content


class LastingRenderer(Renderer):
    """Lets go of the documents of a window when that ends; its child stays."""

    def __init__(self, *, spare: bool = False) -> None:
        super().__init__(spare=spare)
        self._known: list[Document] = []

    @override
    def open_bytes(
        self, path: Path, content: Content, *, password: str = ""
    ) -> Document:
        made = super().open_bytes(path, content, password=password)
        self._known.append(made)
        return made

    @override
    def close(self) -> None:
        while self._known:
            self.forget(self._known.pop())

    def end(self) -> None:
        super().close()


class LastingValidator(Validator):
    """What is validated when a window ends comes to its end, too."""

    @override
    def close(self) -> None:
        pass

    def end(self) -> None:
        super().close()


class LastingStamps(StampDrawer):
    """Draws stamps for one window after another."""

    @override
    def close(self) -> None:
        pass

    def end(self) -> None:
        super().close()


def _with_spare() -> LastingRenderer:
    return LastingRenderer(spare=True)


@dataclass(frozen=True)
class LastingChildren(Children):
    """The same four for one window after another."""

    reading: LastingRenderer = field(default_factory=_with_spare)
    making: LastingRenderer = field(default_factory=LastingRenderer)
    checking: LastingValidator = field(default_factory=LastingValidator)
    drawing: LastingStamps = field(default_factory=LastingStamps)

    @cached_property
    def validator(self) -> Validator:
        return self.checking

    @cached_property
    def stamps(self) -> StampDrawer:
        return self.drawing

    def end(self) -> None:
        for child in (self.reading, self.making, self.checking, self.drawing):
            child.end()
