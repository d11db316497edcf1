"""By which paths objects are reached from the trailer of a revision.

pyHanko finds them by walking every path of the whole object graph, again for each
revision, and recursively: minutes for a manual with cross references, and no answer
at all for four hundred bookmarks. Here only the objects on the way to a changed one are
read, each once, and paths are followed upwards from the few that were changed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    Reference,
)
from pyhanko.pdf_utils.reader import RawPdfPath

from ttedesktop.validation.changes.coarse_references import leading_to
from ttedesktop.validation.changes.field_tree import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import PdfObject

Step = str | int
Path = tuple[Step, ...]
_TRAILER: Final = (0, -1)
_Key = tuple[int, int]
_BACK: Final = ("/Parent",)
"""Entries that lead back up, and tell nothing that the way down does not."""
_BACK_OF_A_REFERENCE: Final = (*_BACK, "/Data")
"""A signature names the document that it looks over (ISO 32000-2, table 256)."""
_MOST_PATHS: Final = 256
_MOST_STEPS: Final = 20_000
_TOO_MANY: Final = RawPdfPath("/Root", "/TooManyPathsToThisObject")
"""Stands for the paths that were not followed; no rule ever permits it."""


@dataclass(slots=True)
class _Graph:
    """Who refers to whom in one revision."""

    parents: dict[_Key, list[tuple[_Key, Path]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    page_paths: dict[_Key, Path] = field(default_factory=dict)
    """The one path through the page tree by which a node of it counts."""
    structure: set[_Key] = field(default_factory=set)
    """Elements of the structure tree, which count by their place in it alone."""
    structure_root: _Key = _TRAILER

    def counts(self, key: _Key, owner: _Key, path: Path) -> bool:
        """Whether an object inside the way up is reached by its own place."""
        if key not in self.structure:
            return True
        is_inside = owner in self.structure or owner == self.structure_root
        return (is_inside and path[:1] == ("/K",)) or "/StructTreeRoot" in path


def prepare(
    resolver: HistoricalResolver, wanted: Iterable[Reference], content: Content
) -> None:
    """Give a revision the paths to the objects that later revisions changed.

    Must be called before pyHanko compares that revision with a later one. ``content``
    is what the reader reads.
    """
    wanted = tuple(wanted)
    numbers = (one.idnum for one in wanted)
    ways = leading_to(resolver.reader, resolver.revision, numbers, content)
    graph = _graph_of(resolver, ways)
    found: dict[Reference, set[RawPdfPath]] = {}
    for reference in wanted:
        paths = set(_paths_to(graph, _key(reference)))
        if paths:
            found[reference] = paths
    # pyHanko asks this cache, and fills it only if there is none.
    resolver._indirect_object_access_cache = found  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # it offers no other way


def changed_since(reader: PdfFileReader, revision: int) -> set[Reference]:
    """Return every object that a revision after ``revision`` wrote or freed."""
    changed: set[Reference] = set()
    for later in range(revision + 1, reader.total_revisions):
        changed |= reader.xrefs.explicit_refs_in_revision(later)
        changed |= reader.xrefs.refs_freed_in_revision(later)
    return changed


def _graph_of(resolver: HistoricalResolver, ways: Collection[int]) -> _Graph:
    """Return who refers to whom among the objects that ``ways`` names."""
    graph = _Graph()
    _walk_page_tree(resolver, graph, ways)
    _walk_structure(resolver, graph, ways)
    waiting: list[tuple[_Key, Any]] = [(_TRAILER, resolver.trailer_view)]
    seen: set[_Key] = {_TRAILER}
    while waiting:
        owner, value = waiting.pop()
        for path, reference in _references_in(value):
            key = _key(reference)
            if reference.idnum not in ways:
                continue
            if owner in graph.structure and path[:1] == ("/P",):
                continue
            graph.parents[key].append((owner, path))
            if key not in seen:
                seen.add(key)
                waiting.append((key, _object(resolver, reference)))
    return graph


def _object(resolver: HistoricalResolver, reference: PdfObject) -> PdfObject:
    """Return an object as it was; the shared one if it was not changed since."""
    reader = resolver.reader
    own = Reference(reference.idnum, reference.generation, pdf=reader)
    try:
        is_old = reader.xrefs.get_last_change(own) <= resolver.revision
    except KeyError:
        return None
    revision = None if is_old else resolver.revision
    found: Any = reader.get_object(own, revision, transparent_decrypt=False)
    return getattr(found, "raw_object", found)


def _references_in(value: PdfObject) -> Iterator[tuple[Path, PdfObject]]:
    """Yield path and reference of each reference in an object, not through them."""
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, current = waiting.pop()
        if isinstance(current, IndirectObject):
            yield path, current
        elif isinstance(current, DictionaryObject):
            back = _BACK_OF_A_REFERENCE if "/TransformMethod" in current else _BACK
            waiting.extend(
                ((*path, str(key)), current.raw_get(key))
                for key in current
                if key not in back
            )
        elif isinstance(current, ArrayObject):
            waiting.extend(
                ((*path, index), current.raw_get(index))
                for index in range(len(current))
            )


def _walk_page_tree(
    resolver: HistoricalResolver, graph: _Graph, ways: Collection[int]
) -> None:
    root: Any = resolver.root
    waiting: list[tuple[Any, Path]] = []
    if "/Pages" in root:
        waiting.append((root.raw_get("/Pages"), ("/Root", "/Pages")))
    while waiting:
        reference, path = waiting.pop()
        if not isinstance(reference, IndirectObject) or reference.idnum not in ways:
            continue
        key = _key(reference)
        if key in graph.page_paths:
            continue
        graph.page_paths[key] = path
        node = plain(reference)
        kids = plain(node.get("/Kids")) if isinstance(node, dict) else None
        if isinstance(kids, list):
            waiting.extend(
                (kid, (*path, "/Kids", index)) for index, kid in enumerate(_raw(kids))
            )


def _walk_structure(
    resolver: HistoricalResolver, graph: _Graph, ways: Collection[int]
) -> None:
    """Note the elements of the structure tree (ISO 32000-2, 14.7.2)."""
    root: Any = resolver.root
    if "/StructTreeRoot" not in root:
        return
    top = root.raw_get("/StructTreeRoot")
    graph.structure_root = _key(top) if isinstance(top, IndirectObject) else _TRAILER
    waiting = [plain(top)]
    while waiting:
        for child in _children(waiting.pop()):
            if isinstance(child, IndirectObject) and child.idnum not in ways:
                continue
            element = plain(child)
            if not _is_structure_element(element):
                continue
            if isinstance(child, IndirectObject):
                if _key(child) in graph.structure:
                    continue
                graph.structure.add(_key(child))
            waiting.append(element)


def _children(node: PdfObject) -> Iterator[PdfObject]:
    """Yield what is below a structure element, references as references."""
    if not isinstance(node, DictionaryObject) or "/K" not in node:
        return
    children = plain(node["/K"])
    if isinstance(children, list):
        yield from _raw(children)
    else:
        yield node.raw_get("/K")


def _is_structure_element(element: PdfObject) -> bool:
    if not isinstance(element, dict):
        return False
    return str(element.get("/Type", "/StructElem")) == "/StructElem"


def _raw(listed: PdfObject) -> Iterator[PdfObject]:
    return (listed.raw_get(index) for index in range(len(listed)))


def _paths_to(graph: _Graph, wanted: _Key) -> Iterator[RawPdfPath]:
    """Follow references upwards to the trailer, never twice through one object."""
    waiting: list[tuple[_Key, Path, frozenset[_Key]]] = [
        (wanted, (), frozenset((wanted,)))
    ]
    found = steps = 0
    while waiting:
        key, below, seen = waiting.pop()
        if key != wanted and key in graph.page_paths:
            # A page is entered through the page tree only.
            yield RawPdfPath(*graph.page_paths[key], *below)
            found += 1
            continue
        for owner, path in graph.parents.get(key, ()):
            steps += 1
            if key != wanted and not graph.counts(key, owner, path):
                continue
            if owner == _TRAILER:
                yield RawPdfPath(*path, *below)
                found += 1
            elif owner not in seen:
                waiting.append((owner, (*path, *below), seen | {owner}))
        if found > _MOST_PATHS or steps > _MOST_STEPS:
            yield _TOO_MANY
            return


def _key(reference: PdfObject) -> _Key:
    return (reference.idnum, reference.generation)
