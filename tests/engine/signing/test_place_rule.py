"""A place rule is written down and read again, and nothing unsound is ever read."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttedesktop.signing.place_rule import (
    FIRST,
    LAST,
    ONLY,
    Across,
    AnchorRule,
    Down,
    FieldChoice,
    FieldRule,
    SavedPlace,
    require_sound,
)
from ttedesktop.signing.place_rule_text import as_json, as_text, from_json, from_text

if TYPE_CHECKING:
    from ttedesktop.signing.place_rule import PlaceRule

SPM = SavedPlace("SPM", page=LAST, across=0.75, down=0.75)
ANCHOR = AnchorRule("${ttd_pengirim}")

texts = st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip()))
ordinals = st.sampled_from([LAST, FIRST, 2, 20_000])
sides = st.floats(0.1, 14_400)
shifts = st.floats(-14_400, 14_400)
rules = st.one_of(
    st.builds(
        AnchorRule, texts, st.one_of(st.just(ONLY), ordinals), st.sampled_from(Across),
        st.sampled_from(Down), shifts, shifts, sides, sides,
        st.one_of(st.none(), ordinals), st.booleans(),
    ),
    st.builds(FieldRule, st.text(max_size=200), st.sampled_from(FieldChoice)),
    st.builds(
        SavedPlace, texts, ordinals, st.floats(0, 1), st.floats(0, 1), sides, sides
    ),
)  # fmt: skip


@given(rules)
def test_every_rule_comes_back_from_its_text_as_it_was(rule: PlaceRule) -> None:
    text = as_text(rule)

    assert from_text(text) == rule
    assert "\n" not in text


def test_the_written_form_stays_as_it_is() -> None:
    assert as_json(replace(SPM, width=200, height=60)) == {
        "place": "saved", "name": "SPM", "page": "last", "across": 0.75, "down": 0.75,
        "width": 200, "height": 60,
    }  # fmt: skip
    assert as_json(AnchorRule("#", hit=2, width=200, height=60, page=FIRST)) == {
        "place": "anchor", "text": "#", "hit": 2, "across": "centre", "down": "over",
        "shift_right": 0.0, "shift_down": 0.0, "width": 200, "height": 60,
        "page": "first", "keeps_clear": True,
    }  # fmt: skip
    assert as_json(FieldRule(choice=FieldChoice.MINE)) == {
        "place": "field", "name": "", "choice": "mine",
    }  # fmt: skip


def test_what_a_hand_leaves_out_has_its_default() -> None:
    assert from_text('{"place": "anchor", "text": "#"}') == AnchorRule("#")
    assert from_text('{"place": "field"}') == FieldRule()
    assert from_text('{"place": "saved", "name": "SPM"}') == SPM


def test_what_a_newer_program_adds_is_passed_over() -> None:
    assert from_json({**as_json(SPM), "colour": "blue"}) == SPM


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        (ANCHOR, {"text": ""}), (ANCHOR, {"text": "  "}), (ANCHOR, {"text": "x" * 201}),
        (ANCHOR, {"text": None}), (ANCHOR, {"hit": -2}), (ANCHOR, {"hit": True}),
        (ANCHOR, {"hit": "second"}), (ANCHOR, {"page": 0}), (ANCHOR, {"page": 1.0}),
        (ANCHOR, {"keeps_clear": 1}),
        (ANCHOR, {"across": "up"}), (ANCHOR, {"down": []}),
        (ANCHOR, {"shift_right": math.nan}), (ANCHOR, {"shift_down": math.inf}),
        (ANCHOR, {"width": 0}), (ANCHOR, {"height": -4}), (ANCHOR, {"width": "70"}),
        (FieldRule(), {"name": 7}), (FieldRule(), {"choice": "any"}),
        (SPM, {"name": ""}), (SPM, {"page": "middle"}), (SPM, {"page": 20_001}),
        (SPM, {"across": 1.1}), (SPM, {"down": -0.1}), (SPM, {"height": 10**400}),
        (SPM, {"place": "nowhere"}), (SPM, {"place": ["saved"]}),
    ],
)  # fmt: skip
def test_nothing_unsound_is_read(rule: PlaceRule, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which of them is of no matter
        from_json({**as_json(rule), **change})


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "7", "{", "[" * 1990, '{"place": "saved"}' + " " * 2000]
)
def test_what_is_no_rule_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which of them is of no matter
        from_text(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.sampled_from(["anchor", "field", "saved"]),
    st.sampled_from(["text", "hit", "name", "page", "width", "across", "down"]),
)
def test_whatever_stands_there_is_a_sound_rule_or_refused(
    value: object, kind: str, key: str
) -> None:
    written = json.loads(json.dumps({"place": kind, "name": "a", "text": "a"}))
    try:
        rule = from_json({**written, key: value})
    except ValueError:
        return
    require_sound(rule)
