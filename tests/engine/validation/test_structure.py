"""Structures that a signature does not suffer from, and those it must not bear."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tests.engine.validation.updates import (
    GOOD,
    SIGNED,
    add_bookmarks,
    updated,
)
from tests.papers.letters import (
    letter,
    with_field,
    with_hybrid_xref,
    with_object_streams,
)
from ttedesktop.validation.report import Changes, Coverage, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engine.validation.authorities import Authorities
    from tests.engine.validation.conftest import Judge

OPENS_IT = "rahasia"


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param(letter, id="plain"),
        pytest.param(with_object_streams, id="object-streams"),
        pytest.param(with_hybrid_xref, id="hybrid"),
        pytest.param(lambda: with_field("TTE_1"), id="existing-field"),
        pytest.param(lambda: letter() + b"\r\n\r\n", id="lines-after-the-end"),
    ],
)
def test_structure_that_the_signature_does_not_suffer_from_is_tolerated(
    authorities: Authorities, judge: Judge, paper: Callable[[], bytes]
) -> None:
    content = authorities.sign(paper(), at=SIGNED)

    report = judge(content)

    assert report.verdict in GOOD, report.signatures


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf", b"\x1b%-12345X@PJL\r\n"])
def test_what_stands_before_the_header_is_tolerated(
    authorities: Authorities, judge: Judge, before: bytes
) -> None:
    report = judge(authorities.sign_again(resized(before + authorities.sign(letter()))))

    assert report.verdict in GOOD, report.signatures


@pytest.mark.parametrize("filling", [b"% dicetak\n", b"\n" * 9])
def test_what_a_signature_covers_behind_the_end_is_tolerated(
    authorities: Authorities, judge: Judge, filling: bytes
) -> None:
    content = authorities.sign_again(resized(authorities.sign(letter()) + filling))

    assert judge(content).verdict in GOOD
    assert judge(authorities.sign(content)).verdict in GOOD
    assert judge(content + filling.replace(b"\n", b"x")).verdict is Verdict.INVALID


def resized(content: bytes) -> bytes:
    """Return a signed document whose signature covers all of it, to be signed again."""
    start = content.index(b"/Contents <") + len("/Contents ")
    end = content.index(b">", start) + 1
    listed = re.search(rb"/ByteRange \[[^]]*\] *", content)
    assert listed is not None
    told = b"/ByteRange [0 %d %d %d]" % (start, end, len(content) - end)
    told = told.ljust(len(listed[0]))
    return content[: listed.start()] + told + content[listed.end() :]


def test_traces_that_sign_nothing_leave_a_document_unsigned(
    authorities: Authorities, judge: Judge
) -> None:
    # given a signed letter that is attached, and rights of a reader to fill in
    def attach(writer: Any) -> None:
        attached = generic.StreamObject(stream_data=authorities.sign(letter()))
        writer.root["/PieceInfo"] = writer.add_object(attached)
        rights = generic.DictionaryObject(
            {
                generic.pdf_name("/ByteRange"): generic.ArrayObject(
                    [generic.NumberObject(one) for one in (0, 9, 99, 9)]
                )
            }
        )
        writer.root["/Perms"] = generic.DictionaryObject(
            {generic.pdf_name("/UR3"): writer.add_object(rights)}
        )
        writer.update_root()

    def take_away(writer: Any) -> None:
        attach(writer)
        del writer.root["/Perms"]

    assert judge(updated(letter(), attach)).verdict is Verdict.UNSIGNED
    (one,) = judge(updated(letter(), take_away)).signatures
    assert one.notes == ("signature_unattached",)


def test_later_revision_of_a_hybrid_document_is_never_called_a_forgery(
    authorities: Authorities, judge: Judge
) -> None:
    # given an update of an object that one of the two tables calls free
    content = authorities.sign(
        authorities.sign(with_hybrid_xref(), at=SIGNED), at=SIGNED
    )

    report = judge(content)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("tolerant_reading",)
    assert report.signatures[1].verdict in GOOD


def test_encrypted_document_is_validated_with_its_password(
    authorities: Authorities, judge: Judge
) -> None:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(letter())))
    writer.encrypt(owner_pass=OPENS_IT[::-1], user_pass=OPENS_IT)
    file = BytesIO()
    writer.write(file)
    content = authorities.sign(file.getvalue(), at=SIGNED, password=OPENS_IT)
    content = authorities.sign(content, at=SIGNED, password=OPENS_IT)

    report = judge(content, password=OPENS_IT)

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.SIGNATURES


@pytest.mark.parametrize("box", [None, (0, 0, 0, 0)])
def test_invisible_signature_has_no_page(
    authorities: Authorities, judge: Judge, box: tuple[int, ...] | None
) -> None:
    content = authorities.sign(letter(), at=SIGNED, box=box)

    (one,) = judge(content).signatures

    assert one.page is None
    assert not one.is_visible


def test_bytes_that_belong_to_no_revision_are_forbidden(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)
    tail = content[content.rindex(b"startxref") :]

    appended = content + b"isi asing\n" + tail

    assert judge(appended).verdict is Verdict.INVALID
    assert judge(content + b"isi asing\n").verdict is Verdict.INVALID
    assert judge(content + b"%%EOF\n").verdict is Verdict.INVALID


@pytest.mark.parametrize("filling", [b"\n\n", b"\n" * 2000, b"\0" * 50_000])
def test_white_space_behind_the_end_is_tolerated(
    authorities: Authorities, judge: Judge, filling: bytes
) -> None:
    content = authorities.sign(letter(), at=SIGNED)

    (one,) = judge(content + filling).signatures

    assert one.verdict in GOOD
    assert one.coverage is Coverage.WHOLE_FILE


def test_signature_that_an_update_takes_out_of_the_form_is_not_forgotten(
    authorities: Authorities, judge: Judge
) -> None:
    def take_out(writer: Any) -> None:
        form = writer.root["/AcroForm"]
        form["/Fields"] = generic.ArrayObject([])
        writer.update_container(form)
        page, _parent = writer.find_page_for_modification(0)
        page.get_object()["/Annots"] = generic.ArrayObject([])
        writer.mark_update(page)

    content = updated(authorities.sign(letter(), at=SIGNED), take_out)

    report = judge(content)

    assert report.verdict is Verdict.INVALID
    assert report.signatures[-1].notes == ("signature_removed",)


def test_document_with_hundreds_of_bookmarks_is_judged(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(updated(letter(), add_bookmarks), at=SIGNED)
    content = authorities.sign(content, at=SIGNED)

    report = judge(content)

    assert report.verdict in GOOD, report.signatures


def test_file_is_said_to_be_undecided_where_later_changes_are_not_compared(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(authorities.sign(letter(), at=SIGNED), at=SIGNED)

    report = judge(content, judge_changes=False)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("changes_not_judged",)
    assert report.signatures[1].verdict in GOOD


def test_signature_in_the_place_of_another_does_not_make_it_forgotten(
    authorities: Authorities, judge: Judge
) -> None:
    def clear(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        del field["/V"]
        writer.update_container(field)

    cleared = updated(authorities.sign(letter(), at=SIGNED), clear)

    report = judge(authorities.sign(cleared, at=SIGNED, name="TTE_1"))

    assert report.verdict is Verdict.INDETERMINATE
    assert [one.field for one in report.signatures] == ["TTE_1", "TTE_1"]
    assert report.signatures[0].verdict in GOOD
    assert report.signatures[1].notes == ("signature_replaced",)


def test_trailer_that_names_another_catalogue_is_a_change(
    authorities: Authorities, judge: Judge
) -> None:
    # given a document that holds a second catalogue, with a script, which nobody uses
    script = generic.DictionaryObject(
        {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("1"),
        }
    )
    number = 0

    def prepare(writer: Any) -> None:
        nonlocal number
        form = generic.DictionaryObject(
            {generic.pdf_name("/Fields"): generic.ArrayObject()}
        )
        writer.root["/AcroForm"] = writer.add_object(form)
        writer.update_root()
        other = {key: writer.root.raw_get(key) for key in writer.root}
        other["/OpenAction"] = script
        number = writer.add_object(generic.DictionaryObject(other)).idnum

    content = authorities.sign(updated(letter(), prepare), at=SIGNED)
    root = PdfFileReader(BytesIO(content)).root_ref.idnum

    same = judge(_with_trailer(content, root))
    other = judge(_with_trailer(content, number))

    assert same.verdict in GOOD
    assert same.signatures[0].changes_after is Changes.NONE
    assert other.verdict is Verdict.INVALID
    assert other.signatures[0].notes == ("forbidden_changes",)
    assert "scripts" in other.signatures[0].additions


def _with_trailer(content: bytes, root: int) -> bytes:
    """Return the document with a revision that writes no object at all."""
    (*_more, before) = re.findall(rb"startxref\s+(\d+)", content)
    size = max(int(one) for one in re.findall(rb"/Size (\d+)", content))
    out = content if content.endswith(b"\n") else content + b"\n"
    trailer = b"<</Size %d/Root %d 0 R/Prev %s>>" % (size, root, before)
    end = b"startxref\n%d\n%%%%EOF\n" % len(out)
    return b"".join((out, b"xref\n0 0\ntrailer\n", trailer, b"\n", end))


def test_signatures_that_change_places_are_both_told_to_be_changed(
    authorities: Authorities, judge: Judge
) -> None:
    def swap(writer: Any) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        first, second = fields[0], fields[1]
        one, other = first.raw_get("/V"), second.raw_get("/V")
        first["/V"], second["/V"] = other, one
        writer.update_container(first)
        writer.update_container(second)

    content = authorities.sign(authorities.sign(letter(), at=SIGNED), at=SIGNED)

    report = judge(updated(content, swap))

    assert {one.notes for one in report.signatures} == {("forbidden_changes",)}
