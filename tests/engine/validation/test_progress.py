"""A validation tells how far it is, and ends when nobody waits or it lasts too long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.engine.validation.updates import BOX, GOOD, SIGNED
from tests.papers.letters import letter
from ttedesktop.errors.errors import Cancelled
from ttedesktop.processes import Child, ChildTimedOut
from ttedesktop.validation.progress import Attendance, Pace, Progress, Stage
from ttedesktop.validation.report import Integrity
from ttedesktop.validation.reporting.progress_words import heading_of, sentence_of
from ttedesktop.validation.validator import validate
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engine.validation.authorities import Authorities
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

_PAGES = 40


@pytest.fixture
def signed_twice(authorities: Authorities, renderer: Renderer) -> Document:
    content = authorities.sign(letter(_PAGES), at=SIGNED, box=BOX)
    content = authorities.sign(content, at=SIGNED, box=(60, 150, 260, 220))
    return renderer.open_bytes(Path("surat.pdf"), content)


@pytest.fixture
def validator() -> Iterator[Validator]:
    with Validator() as started:
        yield started


def test_what_is_quick_is_told_first(
    authorities: Authorities, signed_twice: Document
) -> None:
    told: list[Progress] = []

    validate(signed_twice, authorities.store, watch=told.append)

    stages = [one.stage for one in told]
    order = [
        stage for number, stage in enumerate(stages) if stage not in stages[:number]
    ]
    assert order == [Stage.READING, Stage.INTEGRITY, Stage.CHAIN, Stage.CHANGES]
    assert stages == sorted(stages, key=order.index)
    for stage in order[1:]:
        numbers = [one.signature for one in told if one.stage is stage]
        assert set(numbers) == {1, 2}
        assert numbers == sorted(numbers)
    pages = [one.page for one in told if one.page]
    assert pages == list(range(1, _PAGES + 1))
    assert {one.pages for one in told if one.page} == {_PAGES}
    # Before the chains are followed it is known that no value is wrong.
    assert {one.broken for one in told if one.stage is Stage.INTEGRITY} == {None}
    assert {one.broken for one in told if one.stage is Stage.CHAIN} == {0}


def test_signature_whose_value_is_wrong_is_known_before_the_rest(
    authorities: Authorities, renderer: Renderer
) -> None:
    content = authorities.sign(letter(), at=SIGNED)
    place = content.index(b"/Contents") + 4000
    broken = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    told: list[Progress] = []

    document = renderer.open_bytes(Path("surat.pdf"), broken)
    report = validate(document, authorities.store, watch=told.append)

    assert report.signatures[0].integrity is Integrity.BROKEN
    assert told[-1].broken == 1
    assert sentence_of(told[-1]).startswith("1 tanda tangan tidak cocok")


def test_words_say_which_signature_and_what_of_it() -> None:
    here = Progress(Stage.CHANGES, 2, 5, page=12, pages=300, broken=0)

    heading = "Memeriksa tanda tangan 2 dari 5: perubahan sesudahnya…"
    assert heading_of(here) == heading
    assert sentence_of(here) == (
        "Isi yang ditandatangani utuh. Membandingkan halaman 12 dari 300."
    )
    assert Progress.from_json(here.to_json()) == here
    # No number where there is nothing to count.
    alone = Progress(Stage.CHAIN, 1, 1)
    assert heading_of(alone) == "Memeriksa tanda tangan: rantai sertifikat…"
    assert all(sentence_of(one) == "" for one in (None, alone))


def test_news_of_the_child_arrive_before_its_answer(
    authorities: Authorities, signed_twice: Document, validator: Validator
) -> None:
    told: list[Progress] = []

    waiting = Attendance(told.append)
    report = validator.validate(signed_twice, authorities.store, attendance=waiting)

    assert report.verdict in GOOD
    assert {one.stage for one in told} >= {Stage.READING, Stage.CHANGES}


def test_who_waits_no_longer_ends_it_and_the_next_one_is_answered(
    authorities: Authorities, signed_twice: Document, validator: Validator
) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage is Stage.CHAIN:
            waiting.cancel()

    waiting = Attendance(stop)
    with pytest.raises(Cancelled):
        validator.validate(signed_twice, authorities.store, attendance=waiting)

    assert validator.validate(signed_twice, authorities.store).verdict in GOOD


def test_who_left_before_it_began_is_not_served(
    authorities: Authorities, signed_twice: Document, validator: Validator
) -> None:
    told: list[Progress] = []
    waiting = Attendance(told.append)
    waiting.cancel()

    with pytest.raises(Cancelled):
        validator.validate(signed_twice, authorities.store, attendance=waiting)

    assert told == []


def test_news_prolong_a_deadline_no_further_than_was_agreed(
    signed_twice: Document,
) -> None:
    child = Child("validator")
    child.become_ready()

    def prolong(_news: object) -> bool:
        return True

    # The child would go on, and tells so; each piece of news ends the wait here.
    with pytest.raises(ChildTimedOut):
        child.ask(
            "validate",
            signed_twice.content,
            deadline=30,
            longest=1e-6,
            on_news=prolong,
            **_asked(signed_twice),
        )

    assert not child.is_alive


def test_only_pages_and_objects_that_go_by_quickly_prolong_it() -> None:
    moments = iter((0.0, 0.1, 0.2, 5.2, 5.3, 5.4))
    pace = Pace(lambda: next(moments))
    here = Progress(Stage.CHANGES, 1, 3, pages=1000)

    assert not pace.is_brisk(here)
    assert pace.is_brisk(replace(here, page=500))
    # A page that is drawn for seconds, and the next signature, prolong nothing.
    assert not pace.is_brisk(replace(here, page=501))
    assert not pace.is_brisk(replace(here, signature=2))
    assert pace.is_brisk(
        replace(here, signature=2, objects_seen=500_000, objects=1_000_000)
    )


def test_news_that_nobody_understands_end_the_child(signed_twice: Document) -> None:
    child = Child("validator")
    child.become_ready()

    def refuse(_news: object) -> bool:
        raise KeyError("stage")

    # Its answer would be taken for the answer to the next question.
    with pytest.raises(KeyError):
        child.ask(
            "validate",
            signed_twice.content,
            deadline=30,
            on_news=refuse,
            **_asked(signed_twice),
        )

    assert not child.is_alive


def _asked(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "sha256": document.sha256,
        "password": "",
        "repaired": False,
        "anchors": [],
        "certificates": 0,
        "crls": 0,
        "at": SIGNED.isoformat(),
        "strict": False,
        "judge_changes": True,
    }
