"""What was added to a file after a signature, and whether that is permitted.

ISO 32000-2, 12.8.2.2-12.8.2.4 say what may follow. Rules about single objects stand
in ``change_rules``; those about the form as a whole stand here: its defaults stay as
they were, new fields are signature fields without actions, and a field whose look
changed has another value.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm

from ttedesktop.validation.changes.additions import additions_since
from ttedesktop.validation.changes.field_tree import (
    form_fields,
    items,
    number_of,
    plain,
    rect_of,
    value_fields,
)
from ttedesktop.validation.changes.filled_fields import (
    are_buttons_drawn_as_before,
    are_flags_kept,
    are_looks_kept,
)
from ttedesktop.validation.changes.late_objects import is_plainly_written
from ttedesktop.validation.changes.later_bytes import (
    has_late_hybrids,
    is_accounted_for,
    revision_ending_at,
)
from ttedesktop.validation.changes.revision_steps import Limits, compared_with_later
from ttedesktop.validation.changes.same_objects import is_as_it_was
from ttedesktop.validation.changes.usages import changed_since
from ttedesktop.validation.report import Changes, Coverage

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
    from pyhanko.sign.diff_analysis import DiffResult

    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import PdfObject
    from ttedesktop.validation.signatures.byte_range import SignedRange
    from ttedesktop.validation.signatures.signed_field import SignedField

log = logging.getLogger(__name__)

_DEFAULTS: Final = ("/DA", "/Q", "/XFA", "/CO")
_WRITING: Final = ("/DA", "/Q", "/MK", "/MaxLen")
"""How a field without a look of its own is written (ISO 32000-2, table 228)."""
_NEW_FIELD_KEYS: Final = frozenset(
    (
        "/Type", "/Subtype", "/FT", "/T", "/TU", "/TM", "/V", "/Rect", "/P", "/F",
        "/Ff", "/AP", "/AS", "/MK", "/BS", "/Border", "/DA", "/DR", "/Q", "/H", "/NM",
        "/M", "/Lock", "/SV", "/Kids", "/Parent", "/StructParent", "/Contents", "/C",
    )
)  # fmt: skip
_PAINTING: Final = frozenset(
    (
        b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"BI",
        b"Tj", b"TJ", b"'", b'"',
    )
)  # fmt: skip
"""Operators that leave something on the page (ISO 32000-2, annex A)."""
_PERMITTED: Final = {
    MDPPerm.NO_CHANGES: (Changes.NONE, Changes.LTV),
    MDPPerm.FILL_FORMS: (
        Changes.NONE,
        Changes.LTV,
        Changes.SIGNATURES,
        Changes.FORM_FILLING,
    ),
}


@dataclass(frozen=True, slots=True)
class ChangeOutcome:
    """What followed a signature."""

    changes: Changes
    is_permitted: bool
    could_be_judged: bool = True
    additions: tuple[str, ...] = ()
    """Codes of what was added, permitted or not."""


_UNTOUCHED: Final = ChangeOutcome(Changes.NONE, is_permitted=True)
_FORBIDDEN: Final = ChangeOutcome(Changes.OTHER, is_permitted=False)
NOT_JUDGED: Final = ChangeOutcome(
    Changes.OTHER, is_permitted=True, could_be_judged=False
)


def changes_after(
    signed: SignedField, covered: SignedRange, content: Content, reader: PdfFileReader
) -> ChangeOutcome:
    """Compare the signed revision with the file as it is now."""
    if covered.coverage is Coverage.WHOLE_FILE:
        return _UNTOUCHED
    if covered.coverage is Coverage.PARTIAL:
        return _FORBIDDEN
    try:
        return _judged(signed, covered.end, content, reader)
    except Exception:
        # A foreign structure raises anything; what cannot be judged is said to be so.
        log.info("later changes cannot be judged", exc_info=True)
        return NOT_JUDGED


def _judged(
    signed: SignedField, end: int, content: Content, reader: PdfFileReader
) -> ChangeOutcome:
    revision = revision_ending_at(content, end, reader)
    if revision is None or not is_accounted_for(content, end, revision, reader):
        return _FORBIDDEN
    changed = changed_since(reader, revision)
    # Also where no object was written: a trailer may name another catalogue.
    outcome = _compared(signed, revision, content, reader)
    if not changed and outcome.changes is Changes.LTV:
        outcome = _UNTOUCHED
    if outcome.is_permitted and not _is_plain(content, end, reader):
        outcome = NOT_JUDGED
    additions = _named(revision, reader, changed)
    if outcome.is_permitted and "page_content" in additions:
        # Written anew as it was, or it would not be permitted.
        earlier = reader.get_historical_resolver(revision)
        changed = {one for one in changed if not is_as_it_was(earlier, one)}
        additions = _named(revision, reader, changed)
    return replace(outcome, additions=additions)


def _named(
    revision: int, reader: PdfFileReader, changed: set[Reference]
) -> tuple[str, ...]:
    try:
        earlier = reader.get_historical_resolver(revision)
        return additions_since(earlier, reader, changed)
    except Exception:
        # The verdict does not depend on names.
        log.info("additions cannot be named", exc_info=True)
        return ()


def _compared(
    signed: SignedField, revision: int, content: Content, reader: PdfFileReader
) -> ChangeOutcome:
    permission = signed.permission()
    limits = Limits(permission, signed.locked_fields())
    result = compared_with_later(reader, revision, limits, content)
    if result is None:
        return _FORBIDDEN
    earlier = reader.get_historical_resolver(revision)
    if not _form_is_kept(earlier, reader, permission):
        return _FORBIDDEN
    changes = _kind(result, earlier, reader)
    allowed = (
        _PERMITTED.get(permission, tuple(Changes)) if permission else tuple(Changes)
    )
    is_judged = changes is not Changes.FORM_FILLING or are_buttons_drawn_as_before(
        earlier, reader
    )
    return ChangeOutcome(
        changes,
        is_permitted=changes is not Changes.OTHER and changes in allowed,
        could_be_judged=is_judged,
    )


def _is_plain(content: Content, end: int, reader: PdfFileReader) -> bool:
    return is_plainly_written(content, end, reader) and not has_late_hybrids(
        end, reader
    )


def _kind(
    outcome: DiffResult, earlier: HistoricalResolver, reader: PdfFileReader
) -> Changes:
    match outcome.modification_level:
        case ModificationLevel.NONE:
            return Changes.NONE
        case ModificationLevel.LTA_UPDATES:
            return Changes.LTV
        case ModificationLevel.FORM_FILLING:
            is_filled = _is_filled(outcome.changed_form_fields, earlier, reader)
            return Changes.FORM_FILLING if is_filled else Changes.SIGNATURES
        case ModificationLevel.ANNOTATIONS:
            return Changes.ANNOTATIONS
        case _:
            return Changes.OTHER


def _is_filled(
    named: set[str], earlier: HistoricalResolver, reader: PdfFileReader
) -> bool:
    """Whether a field that is no signature was touched, among those pyHanko names.

    It names all fields of a page together with the one that changed there.
    """
    before, now = dict(value_fields(earlier.root)), dict(value_fields(reader.root))
    known = {name for name, _field in form_fields(reader.root)}
    if any(name not in now and name not in known for name in named):
        return True
    written = {one.idnum for one in changed_since(reader, earlier.revision)}
    return any(
        name not in before or _is_touched(before[name], now[name], written)
        for name in named - known
    )


def _is_touched(was: PdfObject, now: PdfObject, written: set[int]) -> bool:
    """Whether a field, its look or a widget of it was written anew."""
    own = number_of(getattr(now, "container_ref", None))
    if own in written or dict(was) != dict(now):
        return True
    look = plain(now.get("/AP"))
    states = look.values() if isinstance(look, dict) else ()
    return any(number_of(one) in written for one in (*states, *_raw_kids(now)))


def _raw_kids(node: PdfObject) -> list[PdfObject]:
    return items(plain(node.get("/Kids")))


def _form_is_kept(
    earlier: HistoricalResolver, reader: PdfFileReader, permission: MDPPerm | None
) -> bool:
    before, now = _form(earlier.root), _form(reader.root)
    for key in _DEFAULTS:
        is_same = plain(before.get(key)) == plain(now.get(key))
        if not is_same and not _is_idle(key, before, reader):
            return False
    if _is_switched_on(now) and not _is_switched_on(before):
        return False
    if not _resources_are_kept(before, now) or not _writing_is_kept(earlier, reader):
        return False
    if not are_flags_kept(earlier, reader) or not are_looks_kept(earlier, reader):
        return False
    known = {name for name, _field in form_fields(earlier.root)}
    return all(
        _is_plain_field(sig_field, permission)
        for name, sig_field in form_fields(reader.root)
        if name not in known
    )


def _is_idle(key: str, before: PdfObject, reader: PdfFileReader) -> bool:
    """Whether a new default changes nothing, since every field says it for itself.

    Tools that fill in one field add what the form lacks (ISO 32000-2, table 224).
    """
    if key != "/DA" or key in before:
        return False
    fields = [field for _name, field in value_fields(reader.root)]
    return bool(fields) and all("/DA" in field for field in fields)


def _writing_is_kept(earlier: HistoricalResolver, reader: PdfFileReader) -> bool:
    """Whether no field that keeps its value is to be written in another way."""
    before = dict(value_fields(earlier.root))
    for name, now in value_fields(reader.root):
        was = before.get(name)
        if was is None or plain(was.get("/V")) != plain(now.get("/V")):
            continue
        if any(plain(was.get(key)) != plain(now.get(key)) for key in _WRITING):
            return False
    return True


def _form(root: PdfObject) -> PdfObject:
    form = plain(root.get("/AcroForm"))
    return form if isinstance(form, dict) else {}


def _is_switched_on(form: PdfObject) -> bool:
    return bool(plain(form.get("/NeedAppearances")))


def _resources_are_kept(before: PdfObject, now: PdfObject) -> bool:
    """Whether each default resource still is the object it was; more may be added."""
    old, new = plain(before.get("/DR")), plain(now.get("/DR"))
    if not isinstance(old, dict):
        return True
    if not isinstance(new, dict):
        return False
    for category in old:
        entries, current = plain(old.get(category)), plain(new.get(category))
        if not isinstance(entries, dict):
            continue
        if not isinstance(current, dict):
            return False
        if any(not _is_same(entries, current, name) for name in entries):
            return False
    return True


def _is_same(entries: PdfObject, current: PdfObject, name: str) -> bool:
    if name not in current:
        return False
    return bool(entries.raw_get(name) == current.raw_get(name))


def _is_plain_field(sig_field: PdfObject, permission: MDPPerm | None) -> bool:
    """Whether a new field is a signature field that does and hides nothing."""
    kids = plain(sig_field.get("/Kids"))
    is_empty = "/V" not in sig_field
    for widget in (sig_field, *(plain(kid) for kid in kids or ())):
        if not set(widget) <= _NEW_FIELD_KEYS:
            return False
        is_seen = rect_of(widget) is not None
        if is_empty and is_seen and permission is not None:
            return False
        if (is_empty or not is_seen) and (_draws(widget) or _is_coloured(widget)):
            return False
    return True


def _is_coloured(widget: PdfObject) -> bool:
    """Whether a reader may fill a widget that has no look (ISO 32000-2, table 192)."""
    look = plain(widget.get("/MK"))
    return isinstance(look, dict) and bool(plain(look.get("/BG")))


def _draws(widget: PdfObject) -> bool:
    """Whether a widget has a look of its own that a reader might paint."""
    look = plain(widget.get("/AP"))
    states = look.values() if isinstance(look, dict) else ()
    # Also what is seen only while somebody points at it (ISO 32000-2, table 170).
    return any(_paints(plain(state)) for state in states)


def _paints(look: PdfObject) -> bool:
    if not hasattr(look, "data"):
        return look is not None
    box = [float(plain(side)) for side in plain(look.get("/BBox")) or ()]
    if len(box) == 4 and (box[0] == box[2] or box[1] == box[3]):
        return False
    return bool(_PAINTING & set(look.data.split()))
