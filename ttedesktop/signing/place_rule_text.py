"""How a place rule is written down: in settings, job files and journals.

One JSON object whose ``place`` tells its kind; what it leaves out has its default.
A file written by hand may be as short as ``{"place": "anchor", "text": "#"}``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.signing.page_range import PageRange
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

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ttedesktop.signing.place_rule import PlaceRule
    from ttedesktop.untyped import JsonValue

_KIND: Final = "place"
_ORDINALS: Final = {"only": ONLY, "first": FIRST, "last": LAST}
_WORDS: Final = {number: word for word, number in _ORDINALS.items()}
_LONGEST: Final = 2000
"""Characters of a rule; its texts are at most 200."""


def as_json(rule: PlaceRule) -> dict[str, JsonValue]:
    """Return a rule as values that JSON knows."""
    match rule:
        case AnchorRule():
            return {
                _KIND: "anchor",
                "text": rule.text,
                "hit": _WORDS.get(rule.hit, rule.hit),
                "across": rule.across.value,
                "down": rule.down.value,
                "shift_right": rule.shift_right,
                "shift_down": rule.shift_down,
                "width": rule.width,
                "height": rule.height,
                "page": None if rule.page is None else _WORDS.get(rule.page, rule.page),
                "keeps_clear": rule.keeps_clear,
                **_pages(rule),
            }
        case FieldRule():
            return {
                _KIND: "field",
                "name": rule.name,
                "choice": rule.choice.value,
                **_pages(rule),
            }
        case SavedPlace():
            return {
                _KIND: "saved",
                "name": rule.name,
                "page": _WORDS.get(rule.page, rule.page),
                "across": rule.across,
                "down": rule.down,
                "width": rule.width,
                "height": rule.height,
                **_pages(rule),
            }


def from_json(written: object) -> PlaceRule:
    """Return the rule in values that came from anywhere.

    A key that is unknown is passed over, as an older program must with a newer file.
    Raises ValueError if what is known of it is no sound rule.
    """
    if not isinstance(written, dict):
        msg = "not a place: no object"
        raise ValueError(msg)  # noqa: TRY004 - whatever is wrong, it is one refusal
    readers: dict[str, Callable[[Mapping[str, Any]], PlaceRule]] = {
        "anchor": _anchor,
        "field": _field,
        "saved": _saved,
    }
    kind = written.get(_KIND)
    read = readers.get(kind) if isinstance(kind, str) else None
    if read is None:
        msg = "not a place: of no known kind"
        raise ValueError(msg)
    rule = read(written)
    require_sound(rule)
    return rule


def as_text(rule: PlaceRule) -> str:
    """Return a rule as one line of text."""
    return json.dumps(as_json(rule), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> PlaceRule:
    """Return the rule in a text; raises ValueError if there is no sound one."""
    if len(text) > _LONGEST:
        msg = "not a place: too long"
        raise ValueError(msg)
    try:
        written = json.loads(text)
    except RecursionError:
        msg = "not a place: too deep"
        raise ValueError(msg) from None
    return from_json(written)


def saved_places(written: Sequence[str]) -> list[SavedPlace]:
    """Return the places that settings keep; what is no place is passed over."""
    found: list[SavedPlace] = []
    for text in written:
        try:
            rule = from_text(text)
        except ValueError:
            continue
        if isinstance(rule, SavedPlace):
            found.append(rule)
    return found


def _pages(rule: PlaceRule) -> dict[str, JsonValue]:
    """Return the pages with pictures, which few rules have."""
    return {"also_on": str(rule.also_on)} if rule.also_on else {}


def _also_on(written: Mapping[str, Any]) -> PageRange:
    return PageRange.read(_text(written, "also_on", ""))


def _anchor(written: Mapping[str, Any]) -> AnchorRule:
    usual = AnchorRule("")
    page = written.get("page")
    return AnchorRule(
        text=_text(written, "text", ""),
        hit=_ordinal(written.get("hit", "only"), "hit"),
        across=Across(written.get("across", usual.across.value)),
        down=Down(written.get("down", usual.down.value)),
        shift_right=_number(written, "shift_right", 0.0),
        shift_down=_number(written, "shift_down", 0.0),
        width=_number(written, "width", usual.width),
        height=_number(written, "height", usual.height),
        page=None if page is None else _ordinal(page, "page"),
        keeps_clear=_switch(written, "keeps_clear", usual=usual.keeps_clear),
        also_on=_also_on(written),
    )


def _field(written: Mapping[str, Any]) -> FieldRule:
    choice = FieldChoice(written.get("choice", FieldChoice.FIRST.value))
    return FieldRule(_text(written, "name", ""), choice, _also_on(written))


def _saved(written: Mapping[str, Any]) -> SavedPlace:
    usual = SavedPlace("")
    return SavedPlace(
        name=_text(written, "name", ""),
        page=_ordinal(written.get("page", "last"), "page"),
        across=_number(written, "across", usual.across),
        down=_number(written, "down", usual.down),
        width=_number(written, "width", usual.width),
        height=_number(written, "height", usual.height),
        also_on=_also_on(written),
    )


def _text(written: Mapping[str, Any], name: str, usual: str) -> str:
    value = written.get(name, usual)
    if not isinstance(value, str):
        msg = f"not a place: {name}"
        raise ValueError(msg)  # noqa: TRY004 - whatever is wrong, it is one refusal
    return value


def _switch(written: Mapping[str, Any], name: str, *, usual: bool) -> bool:
    value = written.get(name, usual)
    if not isinstance(value, bool):
        msg = f"not a place: {name}"
        raise ValueError(msg)  # noqa: TRY004 - whatever is wrong, it is one refusal
    return value


def _number(written: Mapping[str, Any], name: str, usual: float) -> float:
    value = written.get(name, usual)
    # True is an int for isinstance, and not for a person.
    if type(value) not in {int, float}:
        msg = f"not a place: {name}"
        raise ValueError(msg)
    try:
        return float(value)
    except OverflowError:
        msg = f"not a place: {name}"
        raise ValueError(msg) from None


def _ordinal(value: JsonValue, name: str) -> int:
    if isinstance(value, str) and value in _ORDINALS:
        return _ORDINALS[value]
    if type(value) is int:
        return value
    msg = f"not a place: {name}"
    raise ValueError(msg)
