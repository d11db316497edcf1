"""Whether an object that a later revision wrote anew still is what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver

    from ttedesktop.untyped import PdfObject


def is_as_it_was(
    old: HistoricalResolver, reference: Reference, revision: int | None = None
) -> bool:
    """Whether an object is in a later revision, the last if None, what it was."""
    reader = old.reader
    is_known = reader.xrefs.get_historical_ref(reference, old.revision) is not None
    if not is_known or reference in reader.xrefs.xref_stream_refs:
        return False
    try:
        was: Any = reader.get_object(reference, old.revision)
        now: Any = reader.get_object(reference, revision)
        return are_same(was, now)
    except Exception:  # noqa: BLE001 - what cannot be read is not known to be the same
        return False


def are_same(first: PdfObject, second: PdfObject) -> bool:
    """Whether two objects are the same, kind by kind; references only by number.

    A name and a string of the same letters are equal in Python, and differ here.
    """
    waiting: list[tuple[Any, Any]] = [(first, second)]
    while waiting:
        one, other = waiting.pop()
        if type(one) is not type(other):
            return False
        inside = _paired(one, other)
        if inside is None:
            return False
        waiting += inside
    return True


def _paired(one: Any, other: Any) -> list[tuple[Any, Any]] | None:  # noqa: ANN401 - any kind of object
    """Return what of two objects of a kind is still to be compared; None if unlike."""
    places: Any
    if isinstance(one, DictionaryObject):
        places, is_like = list(one), one.keys() == other.keys()
        if isinstance(one, StreamObject):
            is_like = is_like and one.encoded_data == other.encoded_data
    elif isinstance(one, ArrayObject):
        places, is_like = range(len(one)), len(one) == len(other)
    else:
        places, is_like = (), one == other
    if not is_like:
        return None
    return [(one.raw_get(place), other.raw_get(place)) for place in places]
