"""What the side panel shows beside the pages, asked for when the first is there."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ttedesktop.errors.errors import TteError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.contents import Attachment, Layer, OutlineEntry
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SideContents:
    """None where something could not be read, which is not the same as nothing."""

    outline: tuple[OutlineEntry, ...] | None
    attachments: tuple[Attachment, ...] | None
    layers: tuple[Layer, ...] | None
    labels: tuple[str, ...] = ()
    """What the document calls its pages; empty where it only counts them."""


def read_contents(renderer: Renderer, document: Document) -> SideContents:
    """Return what a document holds beside its pages; blocks."""
    return SideContents(
        outline=_tried(lambda: renderer.outline(document)),
        attachments=_tried(lambda: renderer.attachments(document)),
        layers=_tried(lambda: renderer.layers(document)),
        labels=_tried(lambda: renderer.page_labels(document)) or (),
    )


def _tried(ask: Callable[[], tuple[T, ...]]) -> tuple[T, ...] | None:
    try:
        return ask()
    except TteError as error:
        log.info("not read: %s", error)
        return None
