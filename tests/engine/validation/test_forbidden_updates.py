"""No change that a reader would see or be told passes, whatever was certified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.sign.fields import MDPPerm

from tests.engine.validation.forbidden_updates import FORBIDDEN
from tests.engine.validation.updates import BOX, GOOD, SIGNED, change_title, updated
from tests.papers.letters import letter, with_object_streams
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from tests.engine.validation.authorities import Authorities
    from tests.engine.validation.conftest import Judge

KINDS: dict[str, dict[str, Any]] = {
    "approval": {},
    "certified for forms": {
        "certify": True,
        "docmdp_permissions": MDPPerm.FILL_FORMS,
    },
    "certified for comments": {
        "certify": True,
        "docmdp_permissions": MDPPerm.ANNOTATE,
    },
}


@pytest.fixture(scope="session")
def signed_letters(authorities: Authorities) -> dict[str, bytes]:
    made = {
        kind: authorities.sign(letter(), at=SIGNED, box=BOX, **options)
        for kind, options in KINDS.items()
    }
    made["object streams"] = authorities.sign(with_object_streams(), at=SIGNED, box=BOX)
    return made


@pytest.mark.parametrize("change", FORBIDDEN)
@pytest.mark.parametrize("kind", [*KINDS, "object streams"])
def test_change_is_never_passed_over(
    signed_letters: dict[str, bytes], judge: Judge, kind: str, change: str
) -> None:
    report = judge(updated(signed_letters[kind], FORBIDDEN[change]))

    assert report.verdict is Verdict.INVALID, report.signatures


@pytest.mark.parametrize(
    ("foreign", "verdicts"),
    [
        (b"%iText 7.2.5\n", GOOD),
        (b"\n \r\n", GOOD),
        (b"isi asing\n", {Verdict.INDETERMINATE, Verdict.INVALID}),
        (b" 99 0 obj\n<<>>\nendobj\n", {Verdict.INDETERMINATE, Verdict.INVALID}),
        (b"% 99 0 obj\n<<>>\nendobj\n", {Verdict.INDETERMINATE, Verdict.INVALID}),
    ],
)
@pytest.mark.parametrize("place", [b"xref\n", b"startxref\n"])
def test_nothing_stands_between_what_the_tables_list(
    signed_letters: dict[str, bytes],
    judge: Judge,
    *,
    place: bytes,
    foreign: bytes,
    verdicts: set[Verdict],
) -> None:
    content = updated(signed_letters["approval"], change_title)
    start = content.rindex(b"\n" + place) + 1
    moved = content[:start] + foreign + content[start:]
    if place == b"xref\n":
        old, new = b"\n%d\n%%%%EOF" % start, b"\n%d\n%%%%EOF" % (start + len(foreign))
        moved = moved.replace(old, new)

    assert judge(moved).verdict in verdicts
