"""Asks the renderer's child what a document holds beside its pages.

What comes back was written by whoever made the document: it is made displayable,
and a child that hangs or dies over it leaves an answer that is empty.
"""

from __future__ import annotations

import contextlib
import re
import time
from abc import ABC, abstractmethod
from array import array
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.document.contents import (
    Attachment,
    DocumentProperties,
    FontUsed,
    Layer,
    LinkKind,
    OutlineEntry,
    PageLink,
    PageText,
    SearchHit,
    Spot,
)
from ttedesktop.document.geometry import PdfRect, ViewRect
from ttedesktop.document.pdf import TextHit
from ttedesktop.document.text.shown_text import displayable, within_line
from ttedesktop.errors.document_errors import (
    AttachmentUnreadable,
    PageMissing,
    PageUndrawable,
)
from ttedesktop.processes import ChildFailed, ChildStopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.channel import Message
    from ttedesktop.document.pdf import Document
    from ttedesktop.processes import Child
    from ttedesktop.untyped import JsonValue

SEARCH_DEADLINE: Final = 30.0
"""Seconds of one search, through however many pages."""
MOST_HITS: Final = 1000
"""Of one search."""
CONTENTS_DEADLINE: Final = 5.0
"""Seconds that reading an outline, properties and the like may take."""
MAX_ATTACHMENT: Final = "256 MB"
_WEB: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_LONGEST_ADDRESS: Final = 2000
_TURN_SECONDS: Final = 0.15
"""Of a search before others get their turns."""
_SIDES: Final = 4


class ContentsReader(ABC):
    """Reads contents through a child; who keeps the child says how it is asked.

    Every method waits for its answer, and raises what opening the document anew
    raises if the child has to be replaced.
    """

    def __init__(self, page_deadline: float) -> None:
        """Take the seconds that a page may take."""
        self._page_seconds = page_deadline
        self._endless: set[tuple[str, int]] = set()
        """Pages, by the digest of their document, that never were read to an end."""
        self._switched: dict[str, dict[int, bool]] = {}
        """Layers that were switched, by the digest of their document."""

    @abstractmethod
    def _ask_in_turn(
        self,
        document: Document,
        verb: str,
        index: int = 0,
        *,
        deadline: float,
        **arguments: JsonValue,
    ) -> Message:
        """Ask the child; raise PageUndrawable if it hangs, dies or fails."""

    def text(self, document: Document, index: int) -> PageText:
        """Return the characters of a page; at most 200,000. Raises PageMissing."""
        answer = self._of_page(document, "text", index)
        if answer is None:
            return PageText(index, "", array("f"))
        boxes = _floats(answer.parts[0])
        characters = str(answer.header["characters"])
        if len(boxes) != len(characters) * _SIDES:
            return PageText(index, "", array("f"))
        return PageText(index, characters, boxes)

    def links(self, document: Document, index: int) -> tuple[PageLink, ...]:
        """Return the links of a page; at most 5,000. Raises PageMissing."""
        answer = self._of_page(document, "links", index)
        told = [] if answer is None else answer.header["links"]
        page = document.pages[index]
        return tuple(
            _link(
                page.to_view(PdfRect(*area), scale=1), _spot(document, place), address
            )
            for area, place, address in told
        )

    def outline(self, document: Document) -> tuple[OutlineEntry, ...]:
        """Return the table of contents; at most 20,000 lines, 32 deep."""
        told = self._all_of(document, "outline").get("outline", [])
        return tuple(
            OutlineEntry(displayable(title), level, _spot(document, place))
            for title, level, place in told
        )

    def attachments(self, document: Document) -> tuple[Attachment, ...]:
        """Return the files of the document and those pinned to its pages."""
        told = self._all_of(document, "attachments").get("attachments", [])
        return tuple(
            Attachment(number, displayable(name), size, displayable(description))
            for number, (name, size, description) in enumerate(told)
        )

    def attachment(self, document: Document, number: int) -> bytes:
        """Return the bytes of an attachment, unpacked.

        Raises AttachmentUnreadable if it is damaged or larger than 256 MB.
        """
        try:
            answer = self._ask_in_turn(
                document, "attachment", deadline=CONTENTS_DEADLINE, number=number
            )
        except PageUndrawable:
            answer = None
        if answer is None or not answer.parts:
            raise AttachmentUnreadable(document.name, MAX_ATTACHMENT)
        return answer.parts[0]

    def layers(self, document: Document) -> tuple[Layer, ...]:
        """Return the layers as they are shown by this renderer."""
        return _layers(self._all_of(document, "layers"))

    def show_layer(
        self,
        document: Document,
        number: int,
        shown: bool,  # noqa: FBT001 - the name says it where it is called
    ) -> tuple[Layer, ...]:
        """Switch a layer in what this renderer draws from now on.

        Returns the layers as they are then: one may switch others, and a fixed one
        stays as it is. A child that takes the place of this one draws them so, too.
        """
        told = self._all_of(document, "show_layer", number=number, shown=shown)
        switched = self._switched.setdefault(document.sha256, {})
        # The latest comes last: it may switch off those before it.
        switched.pop(number, None)
        switched[number] = shown
        return _layers(told)

    def _switch_layers_again(self, child: Child, name: str, digest: str) -> None:
        """Show a document that was opened anew as it was shown before."""
        for number, shown in self._switched.get(digest, {}).items():
            with contextlib.suppress(ChildStopped, ChildFailed):
                child.ask(
                    "show_layer",
                    deadline=CONTENTS_DEADLINE,
                    key=digest,
                    name=name,
                    number=number,
                    shown=shown,
                )

    def page_labels(self, document: Document) -> tuple[str, ...]:
        """Return what each page is called (“iv”, “A-3”); empty if nothing says so."""
        told = self._all_of(document, "page_labels").get("labels", [])
        labels = tuple(displayable(label) for label in told)
        return labels if len(labels) == len(document.pages) else ()

    def properties(self, document: Document) -> DocumentProperties:
        """Return what the document tells of itself."""
        told = self._all_of(document, "properties")

        def words(name: str) -> str:
            return displayable(str(told.get(name, "")))

        return DocumentProperties(
            title=words("title"),
            author=words("author"),
            subject=words("subject"),
            keywords=words("keywords"),
            creator=words("creator"),
            producer=words("producer"),
            created=words("created"),
            changed=words("changed"),
            pdf_version=words("pdf_version"),
            fonts=tuple(
                FontUsed(displayable(name), displayable(kind), is_embedded)
                for name, kind, is_embedded in told.get("fonts", [])
            ),
            encryption=words("encryption"),
            is_tagged=bool(told.get("is_tagged")),
            is_linearized=bool(told.get("is_linearized")),
            forbidden=tuple(str(one) for one in told.get("forbidden", [])),
        )

    def search(
        self, document: Document, words: str, pages: range
    ) -> tuple[SearchHit, ...]:
        """Return where words stand on ``pages``, in their order; at most 1,000 hits.

        Capitals, ligatures, line ends and hyphens at line ends make no difference.
        Others get their turns in between. Pages that cannot be read hold nothing,
        and after 30 seconds what was found until then is all.
        """
        end = time.monotonic() + SEARCH_DEADLINE
        first, stop = max(0, pages.start), min(pages.stop, len(document.pages))
        seconds = _TURN_SECONDS
        hits: list[SearchHit] = []
        while first < stop and len(hits) < MOST_HITS and time.monotonic() < end:
            if (document.sha256, first) in self._endless:
                first += 1
                continue
            try:
                answer = self._ask_in_turn(
                    document,
                    "search",
                    first,
                    deadline=self._page_seconds + seconds,
                    words=words,
                    pages=(first, self._before_endless(document, first, stop)),
                    most=MOST_HITS - len(hits),
                    seconds=seconds,
                )
            except PageUndrawable:
                if not seconds:
                    self._endless.add((document.sha256, first))
                # One page at a time, until the one is met that has no end.
                seconds = 0.0
                continue
            hits.extend(_hits(answer))
            first = max(first + 1, int(answer.header["next"]))
        return tuple(hits)

    def find(
        self, document: Document, text: str, *, page: int | None = None
    ) -> tuple[TextHit, ...]:
        """Return where ``text`` stands, on one page or all, as ``search`` finds it.

        What runs over a line's end is told by its first part.
        """
        count = len(document.pages)
        if page is not None and not 0 <= page < count:
            raise PageMissing(document.name, page + 1, count)
        pages = range(count) if page is None else range(page, page + 1)
        return tuple(
            _hit(document, found) for found in self.search(document, text, pages)
        )

    def _before_endless(self, document: Document, first: int, stop: int) -> int:
        return min(
            (
                index
                for digest, index in self._endless
                if digest == document.sha256 and first < index < stop
            ),
            default=stop,
        )

    def _of_page(self, document: Document, verb: str, index: int) -> Message | None:
        if not 0 <= index < len(document.pages):
            raise PageMissing(document.name, index + 1, len(document.pages))
        try:
            return self._ask_in_turn(
                document, verb, index, deadline=self._page_seconds, page=index
            )
        except PageUndrawable:
            return None

    def _all_of(
        self, document: Document, verb: str, **arguments: JsonValue
    ) -> dict[str, Any]:
        try:
            answer = self._ask_in_turn(
                document, verb, deadline=CONTENTS_DEADLINE, **arguments
            )
        except PageUndrawable:
            return {}
        return answer.header


def _floats(part: bytes) -> array[float]:
    numbers = array("f")
    numbers.frombytes(part[: len(part) // numbers.itemsize * numbers.itemsize])
    return numbers


def _hits(answer: Message) -> Iterator[SearchHit]:
    numbers = _floats(answer.parts[0])
    done = 0
    for page, count, before, found, after in answer.header["hits"]:
        places = tuple(
            ViewRect(left, top, right - left, bottom - top)
            for left, top, right, bottom in zip(
                *(iter(numbers[done : done + count]),) * _SIDES, strict=False
            )
        )
        done += count
        if places:
            told = map(within_line, (before, found, after))
            yield SearchHit(page, places, *told)


def _hit(document: Document, found: SearchHit) -> TextHit:
    rect = document.pages[found.page].to_pdf(found.places[0], scale=1)
    return TextHit(found.page, rect.x0, rect.y0, rect.x1, rect.y1)


def _link(area: ViewRect, spot: Spot | None, address: str) -> PageLink:
    if spot is not None:
        return PageLink(area, LinkKind.PAGE, spot)
    shown = displayable(address)
    if shown.lower().startswith("www."):
        shown = f"http://{shown}"
    if len(shown) <= _LONGEST_ADDRESS and _WEB.fullmatch(shown):
        return PageLink(area, LinkKind.WEB, address=shown)
    return PageLink(area, LinkKind.OTHER, address=shown[:_LONGEST_ADDRESS])


def _spot(document: Document, place: list[Any] | None) -> Spot | None:
    """Return a place of a page's user space as it is seen."""
    if place is None:
        return None
    index, x, y = place
    page = document.pages[index]
    if (x if page.rotation % 180 else y) is None:
        return Spot(index)
    x = page.crop.x0 if x is None else x
    y = page.crop.y1 if y is None else y
    seen = page.to_view(PdfRect(x, y, x, y), scale=1).y
    return Spot(index, min(max(seen, 0.0), page.height))


def _layers(told: dict[str, Any]) -> tuple[Layer, ...]:
    return tuple(
        Layer(number, displayable(name), level, is_shown, is_fixed)
        for number, name, level, is_shown, is_fixed in told.get("layers", [])
    )
