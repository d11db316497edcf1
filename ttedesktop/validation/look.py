"""The look of a signed document, asked for one signature at a time.

The comparison itself draws pages and stands in ``document.rendering.revision_look``.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ttedesktop.document.rendering.look import FilledBox
from ttedesktop.validation.changes.annotation_rule import new_comments
from ttedesktop.validation.changes.field_tree import (
    Pages,
    form_fields,
    place_of,
    plain,
    rect_of,
    value_fields,
)
from ttedesktop.validation.changes.filled_fields import words_to_show
from ttedesktop.validation.changes.later_bytes import revision_ending_at
from ttedesktop.validation.report import Changes, Place

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.document.rendering.look import PageWatch
    from ttedesktop.document.rendering.revision_look import LookComparison
    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import PdfObject
    from ttedesktop.validation.changes.later_changes import ChangeOutcome
    from ttedesktop.validation.signatures.byte_range import SignedRange

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookOutcome:
    """How the document looks now, compared with what was signed."""

    changed_pages: tuple[int, ...] = ()
    """Indices of pages, from 0."""
    is_repaired: bool = False
    hides_writing: bool = False
    is_complete: bool = True
    misspelt_pages: tuple[int, ...] = ()
    """Indices of pages with a field that shows other words than its value."""
    changed_places: tuple[Place, ...] = ()
    """Where pages look different."""


@dataclass(slots=True)
class Looking:
    """Compares looks for all signatures of one document."""

    content: Content = field(repr=False)
    password: str = field(repr=False)
    reader: PdfFileReader
    pages: Pages = field(repr=False)
    is_asked_often: bool = True
    """Whether more than one revision will be compared."""
    _comparison: LookComparison | None = None

    def compare(
        self, covered: SignedRange, changed: ChangeOutcome, on_page: PageWatch
    ) -> LookOutcome:
        """Compare the revision that was signed with the document as it is now."""
        try:
            comparison = self._begun()
            revision = revision_ending_at(self.content, covered.end, self.reader)
            if revision is None:
                # Nothing that was added is known; the looks still tell where it is.
                found = comparison.with_revision(
                    covered.end, added={}, filled={}, on_page=on_page
                )
            else:
                found = comparison.with_revision(
                    covered.end,
                    added=self._added(revision, changed),
                    filled=self._filled(revision, changed),
                    on_page=on_page,
                )
        except Exception:
            log.info("the looks cannot be compared", exc_info=True)
            return LookOutcome(is_complete=False)
        return LookOutcome(
            changed_pages=found.changed_pages,
            is_repaired=found.is_repaired,
            hides_writing=found.hides_writing,
            is_complete=found.is_complete,
            misspelt_pages=found.misspelt_pages,
            changed_places=tuple(
                Place(page, rect) for page, rect in found.changed_places
            ),
        )

    def close(self) -> None:
        """Let go of the document."""
        if self._comparison is not None:
            self._comparison.close()

    def _begun(self) -> LookComparison:
        if self._comparison is None:
            # What draws is loaded for documents that something was added to.
            from ttedesktop.document.rendering.revision_look import LookComparison

            self._comparison = LookComparison(
                self.content, self.password, self.is_asked_often
            )
        return self._comparison

    def _added(self, revision: int, changed: ChangeOutcome) -> dict[int, list[PdfRect]]:
        """Return the boxes of the signatures and comments that are newer."""
        boxes: dict[int, list[PdfRect]] = {}
        if changed.changes is Changes.ANNOTATIONS:
            self._add_comments(revision, boxes)
        for _name, sig_field in form_fields(self.reader.root):
            if "/V" not in sig_field or not self._is_newer(sig_field, revision):
                continue
            page, rect = place_of(sig_field, self.pages)
            if page is not None and rect is not None:
                boxes.setdefault(page, []).append(rect)
        return boxes

    def _add_comments(self, revision: int, boxes: dict[int, list[PdfRect]]) -> None:
        last = self.reader.total_revisions - 1
        earlier = self.reader.get_historical_resolver(revision)
        latest = self.reader.get_historical_resolver(last)
        for number, comment in new_comments(earlier, latest):
            page, rect = self.pages.index_of_page.get(number), rect_of(comment)
            if page is not None and rect is not None:
                boxes.setdefault(page, []).append(rect)

    def _is_newer(self, sig_field: PdfObject, revision: int) -> bool:
        reference = getattr(sig_field.raw_get("/V"), "reference", None)
        if reference is None:
            return False
        introduced = self.reader.xrefs.get_introducing_revision(reference)
        return bool(introduced > revision)

    def _filled(
        self, revision: int, changed: ChangeOutcome
    ) -> dict[int, list[FilledBox]]:
        """Return the boxes of form fields whose value is another now."""
        if changed.changes is not Changes.FORM_FILLING:
            return {}
        earlier = self.reader.get_historical_resolver(revision)
        before = dict(value_fields(earlier.root))
        is_drawn_anew = _is_drawn_anew(self.reader.root)
        boxes: dict[int, list[FilledBox]] = {}
        for name, one in value_fields(self.reader.root):
            was = before.get(name)
            if was is not None and _value(was) == _value(one):
                continue
            is_stale = was is not None and not is_drawn_anew
            words = words_to_show(was) if is_stale else ""
            for page, rect in self._places(one):
                filled = FilledBox(rect, words_to_show(one), words)
                boxes.setdefault(page, []).append(filled)
        return boxes

    def _places(self, one: PdfObject) -> list[tuple[int, PdfRect]]:
        kids = plain(one.get("/Kids"))
        widgets = [one, *(plain(kid) for kid in kids or ())]
        found = [place_of(widget, self.pages) for widget in widgets]
        return [
            (page, rect)
            for page, rect in found
            if page is not None and rect is not None
        ]


def _is_drawn_anew(root: PdfObject) -> bool:
    """Whether readers draw all fields for themselves (ISO 32000-2, table 224)."""
    form = plain(root.get("/AcroForm"))
    return isinstance(form, dict) and bool(plain(form.get("/NeedAppearances")))


def _value(one: PdfObject) -> tuple[PdfObject, ...]:
    return (repr(plain(one.get("/V"))), repr(plain(one.get("/AS"))))
