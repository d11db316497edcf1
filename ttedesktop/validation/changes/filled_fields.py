"""What filling in a field may change besides its value, and what it has to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.generic import IndirectObject

from ttedesktop.validation.changes.field_tree import items, plain, value_fields
from ttedesktop.validation.changes.same_objects import are_same, is_as_it_was

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.generic import Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

    from ttedesktop.untyped import PdfObject

_FIELD_FLAGS: Final = 0b111
"""Read-only, required, not exported (ISO 32000-2, table 227): they show nothing."""
_WIDGET_FLAGS: Final = 64 | 128 | 512
"""Read-only, locked, locked contents (ISO 32000-2, table 167): likewise."""
_PRINTED: Final = 4
_VALUES: Final = ("/V", "/AS")
_PASSWORD: Final = 1 << 13
"""Flag of a field that shows none of what is typed (ISO 32000-2, table 231)."""


def are_flags_kept(earlier: HistoricalResolver, reader: PdfFileReader) -> bool:
    """Whether no field was hidden, kept off the print, or made one of another kind."""
    before = dict(value_fields(earlier.root))
    for name, now in value_fields(reader.root):
        was = before.get(name)
        if was is None:
            continue
        if (_flags(was, "/Ff") ^ _flags(now, "/Ff")) & ~_FIELD_FLAGS:
            return False
        for one, other in zip(_widgets(was), _widgets(now), strict=False):
            changed = _flags(one, "/F") ^ _flags(other, "/F")
            if changed & ~(_WIDGET_FLAGS | (_flags(other, "/F") & _PRINTED)):
                return False
    return True


def are_looks_kept(earlier: HistoricalResolver, reader: PdfFileReader) -> bool:
    """Whether fields that keep their value keep a look, and none shows another one.

    What a field shows while somebody points at it or presses it (ISO 32000-2, table
    170) says nothing of its value, so no filling in changes it.
    """
    before = dict(value_fields(earlier.root))
    for name, now in value_fields(reader.root):
        was = before.get(name)
        if was is None:
            continue
        is_kept = all(repr(was.get(key)) == repr(now.get(key)) for key in _VALUES)
        for one, other in zip(_widgets(was), _widgets(now), strict=False):
            if is_kept and _has_look(one) and not _has_look(other):
                return False
            for state in ("/D", "/R"):
                if not _is_kept(one, other, state, earlier):
                    return False
    return True


def _has_look(widget: PdfObject) -> bool:
    looks = plain(widget.get("/AP"))
    return isinstance(looks, dict) and plain(looks.get("/N")) is not None


def _is_kept(
    was: PdfObject, now: PdfObject, state: str, earlier: HistoricalResolver
) -> bool:
    old, new = plain(was.get("/AP")), plain(now.get("/AP"))
    if not isinstance(new, dict) or state not in new:
        return True
    looks: Any = new
    shown = looks.raw_get(state)
    if not isinstance(old, dict) or state not in old:
        return False
    looked: Any = old
    return are_same(looked.raw_get(state), shown) and all(
        is_as_it_was(earlier, one) for one in _references_below(shown)
    )


def are_buttons_drawn_as_before(
    earlier: HistoricalResolver, reader: PdfFileReader
) -> bool:
    """Whether boxes that were ticked show one of the looks that they had.

    What a button shows is no word that could be compared with its value.
    """
    before = dict(value_fields(earlier.root))
    for name, now in value_fields(reader.root):
        was = before.get(name)
        if was is None or str(plain(now.get("/FT", was.get("/FT")))) != "/Btn":
            continue
        looks = zip(_widgets(was), _widgets(now), strict=False)
        if not all(_has_same_look(one, other, earlier) for one, other in looks):
            return False
    return True


def words_to_show(one: PdfObject) -> str:
    """Return the words that the look of a field has to show; empty if it need not.

    A script may write the value in another format (ISO 32000-2, table 199), several
    choices stand below one another, and a password field shows none.
    """
    actions = plain(one.get("/AA"))
    is_formatted = isinstance(actions, dict) and "/F" in actions
    kind = str(plain(one.get("/FT", "/Tx")))
    value = _text(plain(one.get("/V")))
    if is_formatted or kind not in {"/Tx", "/Ch"}:
        return ""
    if kind == "/Ch":
        return _shown_choice(one, value)
    return "" if _flags(one, "/Ff") & _PASSWORD else value


def _shown_choice(one: PdfObject, value: str) -> str:
    for listed in items(plain(one.get("/Opt"))):
        option = plain(listed)
        if isinstance(option, list) and len(option) == 2 and plain(option[0]) == value:
            return _text(plain(option[1]))
    return value


def _text(value: PdfObject) -> str:
    """Return a value that is a string, or a stream of text (ISO 32000-2, table 228)."""
    if isinstance(value, str):
        return value
    data = getattr(value, "data", None)
    if not isinstance(data, bytes):
        return ""
    is_wide = data.startswith((b"\xfe\xff", b"\xff\xfe"))
    return data.decode("utf-16" if is_wide else "latin-1", errors="replace")


def _widgets(field: PdfObject) -> Iterator[PdfObject]:
    yield field
    for kid in items(plain(field.get("/Kids"))):
        node = plain(kid)
        if hasattr(node, "raw_get"):
            yield node


def _flags(node: PdfObject, key: str) -> int:
    found = plain(node.get(key, 0))
    return found if isinstance(found, int) else 0


def _has_same_look(was: PdfObject, now: PdfObject, earlier: HistoricalResolver) -> bool:
    if "/AP" not in was or "/AP" not in now:
        return "/AP" not in now
    looks = now.raw_get("/AP")
    return are_same(was.raw_get("/AP"), looks) and all(
        is_as_it_was(earlier, one) for one in _references_below(looks)
    )


def _references_below(looks: PdfObject) -> Iterator[Reference]:
    """Yield references to the looks of a widget, and to what groups them."""
    waiting: list[Any] = [looks]
    while waiting:
        raw = waiting.pop()
        if isinstance(raw, IndirectObject):
            yield raw.reference
        found: Any = plain(raw)
        if isinstance(found, dict) and not hasattr(found, "data"):
            looked: Any = found
            waiting.extend(looked.raw_get(key) for key in looked)
