"""What may follow a signature, and what must not; each test states one rule."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.sign.fields import MDPPerm

from tests.engine.validation.authorities import NOW, Authorities, with_security_store
from tests.engine.validation.forbidden_updates import turn_pages_round
from tests.engine.validation.updates import (
    BOX,
    GOOD,
    SIGNED,
    add_empty_field,
    add_metadata,
    add_output_intent,
    add_script,
    change_page,
    change_title,
    comment,
    comment_window,
    rewrite_store_entries,
    switch_appearances_on,
    updated,
)
from tests.papers.letters import F4, letter
from ttedesktop.document.geometry import PdfRect
from ttedesktop.validation.report import Changes, Coverage, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engine.validation.conftest import Judge


@pytest.mark.parametrize(
    ("change", "addition"),
    [
        (add_output_intent, "output_intents"),
        (change_title, "information"),
        (add_metadata, "metadata"),
    ],
)
def test_addition_that_no_page_shows_is_permitted_and_named(
    authorities: Authorities,
    judge: Judge,
    change: Callable[[Any], None],
    addition: str,
) -> None:
    content = updated(authorities.sign(letter(), at=SIGNED), change)

    report = judge(content)

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.LTV
    assert report.signatures[0].coverage is Coverage.WHOLE_REVISION
    assert addition in report.signatures[0].additions


def test_security_store_may_be_added_and_its_entries_written_anew(
    authorities: Authorities, judge: Judge
) -> None:
    content = with_security_store(
        authorities.sign(letter(), at=SIGNED), crls=(authorities.crl(),)
    )
    for _time in range(2):
        content = updated(content, rewrite_store_entries)

    report = judge(content)

    assert report.verdict is Verdict.VALID
    assert report.signatures[0].level == "B-LT"


@pytest.mark.parametrize("change", [change_page, add_script, switch_appearances_on])
@pytest.mark.parametrize("permission", [None, MDPPerm.FILL_FORMS])
def test_change_of_what_was_signed_is_forbidden(
    authorities: Authorities,
    judge: Judge,
    change: Callable[[Any], None],
    permission: MDPPerm | None,
) -> None:
    options: dict[str, Any] = {}
    if permission is not None:
        options = {"certify": True, "docmdp_permissions": permission}
    content = updated(authorities.sign(letter(), at=SIGNED, **options), change)

    report = judge(content)

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("forbidden_changes",)


def test_object_that_is_written_anew_as_it_was_is_no_change(
    authorities: Authorities, judge: Judge
) -> None:
    def rewrite(writer: Any) -> None:
        page, _parent = writer.find_page_for_modification(0)
        writer.mark_update(page)
        writer.mark_update(writer.root.raw_get("/Pages"))
        for content in page.get_object()["/Contents"]:
            writer.mark_update(content.container_ref)

    (one,) = judge(updated(authorities.sign(letter(), at=SIGNED), rewrite)).signatures

    assert one.verdict in GOOD
    assert one.changes_after is Changes.LTV
    # The writer may note a time; nothing else is new.
    assert set(one.additions) <= {"information"}


def test_string_in_the_place_of_a_name_is_a_change(
    authorities: Authorities, judge: Judge
) -> None:
    def rewrite(writer: Any) -> None:
        page, _parent = writer.find_page_for_modification(0)
        page.get_object()["/Type"] = pdf_string("/Page")
        writer.mark_update(page)

    report = judge(updated(authorities.sign(letter(), at=SIGNED), rewrite))

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes[0] in {"forbidden_changes", "document_repaired"}


def test_forbidden_change_is_named_and_shown_where_it_is(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)

    (one,) = judge(updated(content, comment((60, 600, 300, 700)))).signatures

    assert one.verdict is Verdict.INVALID
    assert "comments" in one.additions
    assert one.changed_pages == (0,)
    assert {place.page for place in one.changed_places} == {0}
    for place in one.changed_places:
        assert 51 <= place.rect.x0 < place.rect.x1 <= 309
        assert 591 <= place.rect.y0 < place.rect.y1 <= 709


@pytest.mark.parametrize(
    ("change", "addition"),
    [
        (change_page, "page_content"),
        (turn_pages_round, "page_order"),
        (add_script, "scripts"),
    ],
)
def test_what_was_changed_is_called_by_its_name(
    authorities: Authorities,
    judge: Judge,
    change: Callable[[Any], None],
    addition: str,
) -> None:
    content = authorities.sign(letter(), at=SIGNED, box=BOX)

    (one,) = judge(updated(content, change)).signatures

    assert one.verdict is Verdict.INVALID
    assert addition in one.additions
    assert {"page_content", "page_order", "scripts"} & set(one.additions) == {addition}


def test_second_signature_keeps_the_first_one_valid(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED, box=BOX)
    content = authorities.sign(content, at=SIGNED, box=(60, 150, 260, 220), page=1)

    report = judge(content)

    assert report.verdict in GOOD
    first, second = report.signatures
    assert (first.field, first.changes_after) == ("TTE_1", Changes.SIGNATURES)
    assert (first.page, second.page) == (0, 1)
    assert first.additions[0] == "signature:TTE_2"
    assert second.additions == ()
    assert first.rect == PdfRect(*BOX)
    assert second.coverage is Coverage.WHOLE_FILE


def test_second_signature_over_writing_is_not_passed_over(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)
    content = authorities.sign(content, at=SIGNED, box=(0, F4[1] / 2, *F4))

    report = judge(content)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("writing_hidden",)
    assert report.signatures[1].verdict in GOOD


def test_second_signature_may_cover_the_words_that_kept_its_place(
    authorities: Authorities, judge: Judge
) -> None:
    # given a page on which nothing but the anchor stands under the box
    content = authorities.sign(letter(), at=SIGNED)
    below = F4[1] * 0.25

    content = authorities.sign(
        content, at=SIGNED, page=1, box=(370, below - 40, 560, below + 40)
    )

    assert judge(content).verdict in GOOD


@pytest.mark.parametrize(
    "permission",
    [
        MDPPerm.FILL_FORMS,
        MDPPerm.ANNOTATE,
    ],
)
def test_certification_that_permits_forms_permits_a_signature(
    authorities: Authorities, judge: Judge, permission: MDPPerm
) -> None:
    content = authorities.sign(
        letter(), at=SIGNED, certify=True, docmdp_permissions=permission
    )
    content = authorities.sign(content, at=SIGNED, box=BOX)

    report = judge(content)

    assert report.verdict in GOOD
    assert report.signatures[0].kind.value == "certification"


def test_certification_against_changes_permits_proofs_for_the_long_term(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(
        letter(), at=SIGNED, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    content = with_security_store(content, crls=(authorities.crl(),))
    content = authorities.stamp_document(content, NOW - timedelta(days=1))

    report = judge(content)

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.LTV
    assert report.signatures[0].level == "B-LTA"


def test_empty_field_after_a_certification_is_forbidden(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(
        letter(), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS
    )

    report = judge(updated(content, add_empty_field))

    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize(
    ("box", "more", "verdicts", "note"),
    [
        ((400, 60, 500, 120), {}, GOOD, "later_annotations"),
        ((60, 600, 500, 800), {}, {Verdict.INVALID}, "looks_different"),
        (
            (400, 60, 500, 120),
            {"A": generic.DictionaryObject()},
            {Verdict.INVALID},
            "forbidden_changes",
        ),
    ],
)
def test_comment_is_permitted_where_a_certification_permits_comments(
    authorities: Authorities,
    judge: Judge,
    *,
    box: tuple[float, ...],
    more: dict[str, Any],
    verdicts: set[Verdict],
    note: str,
) -> None:
    content = authorities.sign(
        letter(), certify=True, docmdp_permissions=MDPPerm.ANNOTATE
    )

    report = judge(updated(content, comment(box, **more)))

    assert report.verdict in verdicts
    assert note in report.signatures[0].notes


def test_comment_and_then_a_signature_may_follow_such_a_certification(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(
        letter(), at=SIGNED, certify=True, docmdp_permissions=MDPPerm.ANNOTATE
    )
    content = updated(content, comment((400, 60, 500, 120), kind="/Stamp"))

    report = judge(authorities.sign(content, at=SIGNED, box=BOX))

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.ANNOTATIONS


def test_comment_whose_window_does_something_is_forbidden(
    authorities: Authorities, judge: Judge
) -> None:
    def add(writer: Any) -> None:
        window = comment_window(AA=generic.DictionaryObject())
        comment((400, 60, 500, 120), Popup=writer.add_object(window))(writer)

    content = authorities.sign(
        letter(), certify=True, docmdp_permissions=MDPPerm.ANNOTATE
    )

    assert judge(updated(content, add)).verdict is Verdict.INVALID


@pytest.mark.parametrize("permission", [None, MDPPerm.FILL_FORMS])
def test_comment_is_forbidden_where_nothing_permits_comments(
    authorities: Authorities, judge: Judge, permission: MDPPerm | None
) -> None:
    options: dict[str, Any] = {}
    if permission is not None:
        options = {"certify": True, "docmdp_permissions": permission}
    content = authorities.sign(letter(), **options)

    report = judge(updated(content, comment((400, 60, 500, 120))))

    assert report.verdict is Verdict.INVALID
