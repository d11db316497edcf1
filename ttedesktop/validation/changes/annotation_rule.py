"""Comments after a certification that permits them (ISO 32000-2, table 257, P 3).

A comment is an annotation that marks or says something and does nothing. Whether it
hides what was signed is told from its look, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import RawPdfPath
from pyhanko.sign.diff_analysis import (
    ModificationLevel,
    QualifiedWhitelistRule,
    ReferenceUpdate,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.rules_api import RelativeContext
from typing_extensions import override

from ttedesktop.validation.changes.field_tree import items, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver

    from ttedesktop.untyped import PdfObject

_Update = tuple[ModificationLevel, ReferenceUpdate]
_COMMENTS: Final = frozenset(
    (
        "/Text",
        "/FreeText",
        "/Line",
        "/Square",
        "/Circle",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Caret",
        "/Ink",
        "/Popup",
        "/Polygon",
        "/PolyLine",
        "/Stamp",
    )
)
_ACTIONS: Final = ("/A", "/AA", "/JS", "/FS")
_MOST_PAGES: Final = 20_000


class CommentRule(QualifiedWhitelistRule):
    """Comments may be added to pages; nothing else of a page may change."""

    @override
    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[_Update]:
        for before, after in _pages(old, new):
            yield from _page(old, new, before, after)


def new_comments(
    old: HistoricalResolver, new: HistoricalResolver
) -> Iterator[tuple[int, Any]]:
    """Yield the object number of the page and each comment that was added."""
    for before, after in _pages(old, new):
        known = {one.idnum for one in _references(plain(before))}
        for one in _references(plain(after)):
            if one.idnum not in known and _is_comment(plain(one)):
                yield after.idnum, plain(one)


def _pages(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[Any]:
    """Yield references to each page in both revisions, as far as the trees agree."""
    waiting: list[Any] = [(old.root.raw_get("/Pages"), new.root.raw_get("/Pages"))]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_PAGES:
        before, after = waiting.pop()
        if before != after or not isinstance(before, IndirectObject):
            continue
        if before.idnum in seen:
            continue
        seen.add(before.idnum)
        kids, later = items(plain(plain(before).get("/Kids"))), plain(after)
        if "/Kids" in plain(before):
            waiting.extend(zip(kids, items(plain(later.get("/Kids"))), strict=False))
        else:
            yield before, after


def _page(
    old: HistoricalResolver,
    new: HistoricalResolver,
    before: PdfObject,
    after: PdfObject,
) -> Iterator[_Update]:
    was, is_now = plain(before), plain(after)
    known = {one.idnum for one in _references(was)}
    added = [one for one in _references(is_now) if one.idnum not in known]
    comments = [one for one in added if _is_comment(plain(one))]
    if not comments:
        return
    if _without_annotations(was) != _without_annotations(is_now):
        raise SuspiciousModification("a page was changed together with its comments")
    if known - {one.idnum for one in _references(is_now)}:
        raise SuspiciousModification("annotations were taken away")
    level = ModificationLevel.ANNOTATIONS
    yield level, ReferenceUpdate(after.reference)
    listed = is_now.raw_get("/Annots")
    if isinstance(listed, IndirectObject):
        context = RelativeContext(before.reference, RawPdfPath("/Annots"))
        yield level, ReferenceUpdate(listed.reference, context_checked=context)
    for comment in comments:
        yield from _parts(old, new, comment)


def _parts(
    old: HistoricalResolver, new: HistoricalResolver, comment: PdfObject
) -> Iterator[_Update]:
    """Approve a comment and what came with it, if nothing of that does anything."""
    for reference in new.collect_dependencies(comment, since_revision=old.revision + 1):
        part = new.get_object(reference)
        if isinstance(part, DictionaryObject) and _acts(part):
            raise SuspiciousModification("a comment does something")
        yield ModificationLevel.ANNOTATIONS, ReferenceUpdate(reference)


def _acts(part: PdfObject) -> bool:
    if "/AA" in part or "/JS" in part:
        return True
    return "/Rect" in part and "/Subtype" in part and not _is_comment(part)


def _references(page: PdfObject) -> list[PdfObject]:
    listed = items(plain(page.get("/Annots")))
    return [one for one in listed if isinstance(one, IndirectObject)]


def _is_comment(annotation: PdfObject) -> bool:
    if not isinstance(annotation, DictionaryObject):
        return False
    if any(action in annotation for action in _ACTIONS):
        return False
    return str(annotation.get("/Subtype")) in _COMMENTS


def _without_annotations(page: PdfObject) -> dict[str, PdfObject]:
    return {str(key): page.raw_get(key) for key in page if key != "/Annots"}
