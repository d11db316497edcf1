"""Paths to changed objects are all found, though few objects are parsed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.engine.validation.updates import BOX, SIGNED
from tests.papers.letters import letter, with_hybrid_xref, with_object_streams
from ttedesktop.validation.changes import coarse_references
from ttedesktop.validation.changes.coarse_references import leading_to
from ttedesktop.validation.changes.usages import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyhanko.pdf_utils.generic import Reference

    from tests.engine.validation.authorities import Authorities


def paths(
    reader: PdfFileReader, revision: int, wanted: Iterable[Reference], content: bytes
) -> dict[Reference, set[str]]:
    resolver: Any = reader.get_historical_resolver(revision)
    prepare(resolver, wanted, content)
    found: dict[Reference, set[Any]] = resolver._indirect_object_access_cache
    return {one: {str(path) for path in ways} for one, ways in found.items()}


def all_references(reader: PdfFileReader) -> set[Reference]:
    """Return every object of every revision."""
    return {
        one
        for revision in range(reader.total_revisions)
        for one in reader.xrefs.explicit_refs_in_revision(revision)
    }


@pytest.mark.parametrize("paper", [letter, with_object_streams, with_hybrid_xref])
def test_each_object_is_found_by_the_same_paths_as_by_parsing_everything(
    authorities: Authorities, paper: Callable[[], bytes]
) -> None:
    content = authorities.sign(authorities.sign(paper(), at=SIGNED, box=BOX))
    reader = PdfFileReader(BytesIO(content), strict=False)
    last = reader.total_revisions - 1
    everything = all_references(reader)

    whole = paths(reader, last, everything, content)
    for one in everything:
        alone = paths(reader, last, [one], content)
        assert alone.get(one) == whole.get(one)


def test_not_every_object_leads_to_a_changed_one(authorities: Authorities) -> None:
    content = authorities.sign(letter(40))
    reader = PdfFileReader(BytesIO(content))
    root = reader.root_ref.idnum

    ways = leading_to(reader, reader.total_revisions - 1, [root], content)

    # pages name their parents, what they show does not
    assert root in ways
    assert len(ways) < len(all_references(reader)) * 2 / 3


@pytest.mark.parametrize(
    ("body", "references"),
    [
        (b"<</A 9 0 R/B[12 0 R 0013\n0\tR]>>", {9, 12, 13}),
        (b"<</A(\\) 9 0 R)>>", None),
        (b"<</A 9 % 8\n0 R>>", None),
        (b"<</A(kurung", None),
        (b"<</A<</B 7 0 R", None),
    ],
)
def test_what_bytes_alone_cannot_tell_is_unknown(
    body: bytes, references: set[int] | None
) -> None:
    found = coarse_references.plain_references(body)

    assert (found if found is None else {int(one) for one in found}) == references


def _listed(*bodies: bytes) -> tuple[bytes, list[int]]:
    """Return objects behind one another, and where each begins."""
    content, begins = b"", []
    for number, body in enumerate(bodies, 1):
        begins.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return content, begins


@pytest.mark.parametrize(
    "odd",
    [
        b"<</A 9 0 R>>",
        b"<</A(tanda 9 0 R kurung)/B 8 0 R>>",
        b"<</A(kurung (dalam) kurung)/B 8 0 R>>",
        b"<</A(endobj 7 0 obj)/B 8 0 R>>",
        b"<</A(\\) endobj)/B 8 0 R>>",
        b"<</A 9 % 8 0 R endobj\n 0 R>>",
        b"<</A(kurung/B 8 0 R>>",
        b"<</Length 9 0 R>>\nstream\n4 0 R endobj\nendstream",
        b"<</A<</B 7 0 R>>",
        b"[" + b"12 0 R " * 300 + b"]",
        b"0" * 40_000,
    ],
)
def test_objects_looked_through_together_tell_the_same_as_one_by_one(
    odd: bytes,
) -> None:
    plain = [b"<</C(abc)/P %d 0 R>>" % number for number in range(40)]
    content, begins = _listed(*plain[:20], odd, *plain[20:])
    end, places = len(content), range(len(begins))

    alone = dict(coarse_references.one_by_one(places, begins, content, end))
    found = dict(coarse_references.in_file(begins, content, None))

    assert found.keys() == alone.keys()
    for place, references in alone.items():
        # What cannot be told of one is unknown; the others are not touched by it.
        told = found[place]
        if references is None or told is None:
            assert told == references
        else:
            assert sorted(told) == sorted(references)
    assert [int(one) for one in found[40] or ()] == [39]


def test_place_that_is_named_twice_leads_to_the_same_from_both() -> None:
    content, begins = _listed(b"<</A 9 0 R>>", b"<</B 8 0 R>>")

    found = dict(
        coarse_references.in_file([begins[0], begins[1], begins[0]], content, None)
    )

    assert [found[place] for place in range(3)] == [[b"9"], [b"8"], [b"9"]]
