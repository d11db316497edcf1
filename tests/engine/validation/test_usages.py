"""Paths to changed objects are all found, though few objects are parsed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.engine.validation.updates import BOX, SIGNED
from tests.papers import letter, with_hybrid_xref, with_object_streams
from ttedesktop.validation import coarse_references
from ttedesktop.validation.coarse_references import leading_to
from ttedesktop.validation.usages import prepare

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
    assert coarse_references.plain_references(body) == references
