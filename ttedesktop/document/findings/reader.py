"""Asks the renderer's child what a signer should know of a document.

Each question is a small one: no child is busy for longer than a page may take, and
others get their turns in between.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from ttedesktop.document.findings.finding import Finding, Weight
from ttedesktop.document.findings.page_ink import PageInk
from ttedesktop.document.geometry import ViewRect
from ttedesktop.document.text.contents_reader import ContentsReader
from ttedesktop.document.text.shown_text import displayable, displayable_lines
from ttedesktop.errors.document_errors import DocumentTakesTooLong, PageMissing

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document

OBJECTS_DEADLINE: Final = 30.0
"""Seconds that all objects of a document may take to be looked through."""


class FindingsReader(ContentsReader):
    """Looks a document through for its signer."""

    def inspect(self, document: Document) -> tuple[Finding, ...]:
        """Return what a signer should know, each thing where it is found first.

        Raises PageUndrawable if a page takes longer than it may, and
        DocumentTakesTooLong if there are too many objects.
        """
        found = self._hazards(document)
        for index in range(len(document.pages)):
            answer = self._ask_in_turn(
                document, "looks", index, deadline=self._page_seconds, page=index
            )
            found.extend(_finding(*told) for told in answer.header["findings"])
        return tuple({one.code: one for one in reversed(found)}.values())[::-1]

    def ink(self, document: Document, index: int) -> PageInk:
        """Return where a page carries ink, comments and fields with it.

        Raises PageMissing, or PageUndrawable as drawing it would.
        """
        if not 0 <= index < len(document.pages):
            raise PageMissing(document.name, index + 1, len(document.pages))
        answer = self._ask_in_turn(
            document, "ink", index, deadline=self._page_seconds, page=index
        )
        width, height = answer.header["size"]
        return PageInk(
            width,
            height,
            answer.header["scale"],
            bytes(answer.parts[0]),
            tuple(
                ViewRect(left, top, right - left, bottom - top)
                for left, top, right, bottom in answer.header["pictures"]
            ),
        )

    def codes(self, document: Document, index: int) -> tuple[str, ...]:
        """Return what the QR codes and bar codes on a page say, from the top down.

        Raises PageMissing, or PageUndrawable as drawing it would.
        """
        if not 0 <= index < len(document.pages):
            raise PageMissing(document.name, index + 1, len(document.pages))
        answer = self._ask_in_turn(
            document, "codes", index, deadline=self._page_seconds, page=index
        )
        return tuple(displayable_lines(text) for text in answer.header["codes"])

    def _hazards(self, document: Document) -> list[Finding]:
        found: list[Finding] = []
        first: int | None = 0
        end = time.monotonic() + OBJECTS_DEADLINE
        while first is not None:
            if time.monotonic() > end:
                raise DocumentTakesTooLong(document.name)
            answer = self._ask_in_turn(
                document, "hazards", deadline=self._page_seconds, first=first
            )
            found.extend(_finding(*told) for told in answer.header["findings"])
            first = answer.header["next"]
        return found


def _finding(weight: str, code: str, page: int | None, detail: str) -> Finding:
    return Finding(Weight(weight), code, page, displayable(detail))
