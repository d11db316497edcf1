"""Long cross-reference tables tell the same as pyHanko's own, and odd ones are left."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.engine.validation.updates import GOOD, SIGNED, change_title, updated
from ttedesktop.validation.changes.long_tables import Places, Reader
from ttedesktop.validation.report import Changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engine.validation.authorities import Authorities
    from tests.engine.validation.conftest import Judge

_COUNT = 3000
_FREED = 2500


def _long_paper(
    *,
    odd_entry: bytes = b"",
    ending: bytes = b" \n",
    size: int = _COUNT + 1,
) -> bytes:
    """Return a file with many objects of one table, one entry of which may be odd."""
    out = bytearray(b"%PDF-1.7\n")
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R/More 4 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    }
    places = [b"0000000000 65535 f" + ending]
    for number in range(1, _COUNT + 1):
        body = bodies.get(number, b"<</N %d/Next %d 0 R>>" % (number, number + 1))
        places.append(b"%010d 00000 n" % len(out) + ending)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    if odd_entry:
        places[_FREED] = odd_entry
    start = len(out)
    out += b"xref\n0 %d\n%s" % (len(places), b"".join(places))
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


@pytest.mark.parametrize("ending", [b" \n", b" \r", b"\r\n"])
def test_long_table_tells_the_same_as_pyhanko_does(ending: bytes) -> None:
    content = updated(_long_paper(ending=ending), change_title)

    usual, ours = PdfFileReader(BytesIO(content)), Reader(content, strict=True)

    assert isinstance(ours.xrefs.get_xref_data(0).standard_xrefs, Places)
    assert ours.total_revisions == usual.total_revisions
    assert ours.trailer.flatten() == usual.trailer.flatten()
    for revision in range(usual.total_revisions):
        ours_told, told = (
            one.xrefs.get_xref_container_info(revision) for one in (ours, usual)
        )
        assert ours_told == told
        assert _data(ours, revision) == _data(usual, revision)
        assert {
            (one.idnum, one.generation)
            for one in ours.xrefs.explicit_refs_in_revision(revision)
        } == {
            (one.idnum, one.generation)
            for one in usual.xrefs.explicit_refs_in_revision(revision)
        }
    for number in (1, 3, _COUNT, _COUNT + 50):
        reference = Reference(number, 0, ours)
        assert ours.xrefs[reference] == usual.xrefs[reference]
        assert (number, 0) in ours.xrefs.get_xref_data(
            0
        ).explicit_refs_in_revision or number > _COUNT


def _data(reader: PdfFileReader, revision: int) -> tuple[Any, ...]:
    data: Any = reader.xrefs.get_xref_data(revision)
    standard = data.standard_xrefs
    return dict(standard.items()), data.freed, set(data.explicit_refs_in_revision)


@pytest.mark.parametrize(
    "entry",
    [
        b"0000000000 00001 f \n",
        b"0000000000 65535 f \n",
        b"0000000017 00003 n \n",
        b"0000000017 00000 x \n",
        b"000000017  00000 n \n",
        b"0000000017 00000 n\n\n",
    ],
)
def test_odd_table_is_read_as_pyhanko_reads_it(entry: bytes) -> None:
    content = _long_paper(odd_entry=entry)

    for strict in (True, False):
        usual = _outcome(lambda: PdfFileReader(BytesIO(content), strict=strict))  # noqa: B023 - called at once
        ours = _outcome(lambda: Reader(content, strict=strict))  # noqa: B023 - called at once
        assert ours == usual


def test_table_that_lists_more_than_there_may_be_is_refused() -> None:
    content = _long_paper(size=_COUNT - 5)

    ours = _outcome(lambda: Reader(content, strict=True))
    assert ours == _outcome(lambda: PdfFileReader(BytesIO(content), strict=True))
    assert isinstance(ours, str)


def _outcome(read: Callable[[], PdfFileReader]) -> object:
    try:
        return _data(read(), 0)
    except Exception as failure:  # noqa: BLE001 - which one is what is compared
        return type(failure).__name__


def test_document_with_a_long_table_is_validated_like_any_other(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(_long_paper(), at=SIGNED)
    content = authorities.sign(content, at=SIGNED)

    first, second = judge(content).signatures

    assert {first.verdict, second.verdict} <= GOOD
    assert (first.changes_after, second.changes_after) == (
        Changes.SIGNATURES,
        Changes.NONE,
    )


def test_object_of_a_long_table_that_is_written_anew_is_found(
    authorities: Authorities, judge: Judge
) -> None:
    def change(writer: Any) -> None:
        number = writer.root.raw_get("/More").reference.idnum + 900
        reference = Reference(number, 0, writer)
        changed: Any = reference.get_object()
        changed["/N"] = changed["/Next"]
        writer.mark_update(reference)

    content = updated(authorities.sign(_long_paper(), at=SIGNED), change)

    (one,) = judge(content).signatures

    assert one.notes == ("forbidden_changes",)
