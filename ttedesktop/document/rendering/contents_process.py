"""What the renderer's process answers about the contents of a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pymupdf import mupdf

from ttedesktop.channel import Message
from ttedesktop.document.structure import layers, outline
from ttedesktop.document.structure.attachments import (
    Embedded,
    attachments_of,
    content_of,
)
from ttedesktop.document.structure.destinations import Destinations
from ttedesktop.document.structure.page_labels import page_labels_of
from ttedesktop.document.structure.properties import properties_of
from ttedesktop.document.text import page_text, word_index
from ttedesktop.document.text.word_index import WordIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.untyped import MuPdfObject


@dataclass(slots=True)
class _Known:
    """What was learnt about an open document."""

    document: MuPdfObject
    pdf: MuPdfObject
    destinations: Destinations | None = None
    attachments: list[Embedded] = field(default_factory=list)
    words: WordIndex | None = None


class Contents:
    """Answers about documents that are open in this process.

    ``opened`` gives MuPDF's document of a key; ``drawings_changed`` hears the key of
    a document whose pages look otherwise now.
    """

    def __init__(
        self,
        opened: Callable[[str], MuPdfObject],
        drawings_changed: Callable[[str], None],
    ) -> None:
        self._opened = opened
        self._drawings_changed = drawings_changed
        self._known: dict[str, _Known] = {}

    def handlers(self) -> dict[str, Callable[[Message], Message]]:
        """Return what the parent may ask for."""
        return {
            "text": self._text,
            "search": self._search,
            "links": self._links,
            "outline": self._outline,
            "attachments": self._attachments,
            "attachment": self._attachment,
            "layers": self._layers,
            "show_layer": self._show_layer,
            "page_labels": self._page_labels,
            "properties": self._properties,
        }

    def forget(self, key: str) -> None:
        """Let go of what was learnt about a document that is closed."""
        self._known.pop(key, None)

    def _of(self, request: Message) -> _Known:
        key = str(request.header["key"])
        known = self._known.pop(key, None)
        if known is None:
            document = self._opened(key)
            known = _Known(document, mupdf.pdf_document_from_fz_document(document))
        # The one that is asked about is the last to go.
        self._known[key] = known
        return known

    def _destinations(self, known: _Known) -> Destinations:
        if known.destinations is None:
            count = int(mupdf.fz_count_pages(known.document))
            known.destinations = Destinations(known.pdf, count)
        return known.destinations

    def _text(self, request: Message) -> Message:
        known = self._of(request)
        characters, boxes = page_text.page_text(
            known.document, int(request.header["page"])
        )
        return Message({"characters": characters}, (boxes.tobytes(),))

    def _search(self, request: Message) -> Message:
        known = self._of(request)
        if known.words is None:
            known.words = WordIndex(known.document)
        first, stop = (int(one) for one in request.header["pages"])
        found, following = known.words.search(
            str(request.header["words"]),
            range(first, stop),
            most=int(request.header["most"]),
            seconds=float(request.header["seconds"]),
        )
        self._keep_within_bounds()
        hits: list[list[Any]] = [
            [one.page, len(one.places), one.before, one.found, one.after]
            for one in found
        ]
        places = b"".join(one.places.tobytes() for one in found)
        return Message({"hits": hits, "next": following}, (places,))

    def _keep_within_bounds(self) -> None:
        size = 0
        for known in reversed(self._known.values()):
            if known.words is not None:
                size += known.words.size
                if size > word_index.MAX_BYTES and known.words.size < size:
                    known.words = None

    def _links(self, request: Message) -> Message:
        destinations = self._destinations(self._of(request))
        found = list(outline.links_of(destinations, int(request.header["page"])))
        return Message({"links": found})

    def _outline(self, request: Message) -> Message:
        known = self._of(request)
        found = list(outline.outline_of(known.pdf, self._destinations(known)))
        return Message({"outline": found})

    def _attachments(self, request: Message) -> Message:
        return Message(
            {
                "attachments": [
                    [one.name, one.size, one.description]
                    for one in self._files(self._of(request))
                ]
            }
        )

    def _files(self, known: _Known) -> list[Embedded]:
        if not known.attachments:
            pages = self._destinations(known).pages
            known.attachments = attachments_of(known.pdf, pages)
        return known.attachments

    def _attachment(self, request: Message) -> Message:
        files = self._files(self._of(request))
        number = int(request.header["number"])
        content = content_of(files[number]) if 0 <= number < len(files) else None
        return Message({}, () if content is None else (content,))

    def _layers(self, request: Message) -> Message:
        return Message({"layers": list(layers.layers_of(self._of(request).pdf))})

    def _show_layer(self, request: Message) -> Message:
        known = self._of(request)
        number, shown = int(request.header["number"]), bool(request.header["shown"])
        layers.show(known.pdf, number, shown=shown)
        # Words on a layer are found only while it is shown.
        known.words = None
        self._drawings_changed(str(request.header["key"]))
        return self._layers(request)

    def _page_labels(self, request: Message) -> Message:
        known = self._of(request)
        count = int(mupdf.fz_count_pages(known.document))
        return Message({"labels": page_labels_of(known.pdf, count)})

    def _properties(self, request: Message) -> Message:
        known = self._of(request)
        pages = self._destinations(known).pages
        return Message(properties_of(known.document, pages))
