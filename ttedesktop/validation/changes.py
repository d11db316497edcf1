"""What was added to a file after a signature, and whether that is permitted.

ISO 32000-2, 12.8.2.2-12.8.2.4 say what may follow; pyHanko compares the revisions,
and the rules below hold beside it: form defaults stay as they were, new fields are
signature fields without actions, and every signed field can be checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.errors import SignatureValidationError

from ttedesktop.validation.report import Changes

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

_DEFAULTS: Final = ("/DA", "/Q", "/XFA", "/CO")
_ACTIONS: Final = ("/AA", "/A", "/JS")
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


def changes_after(
    signature: EmbeddedPdfSignature, reader: PdfFileReader
) -> ChangeOutcome:
    """Compare the signed revision with the file as it is now."""
    try:
        signature.compute_integrity_info()
    except (RecursionError, MemoryError, NotImplementedError, SignatureValidationError):
        return ChangeOutcome(Changes.OTHER, is_permitted=False, could_be_judged=False)
    outcome = signature.diff_result
    if outcome is None:
        return ChangeOutcome(Changes.NONE, is_permitted=True)
    if not isinstance(outcome, DiffResult):
        return ChangeOutcome(Changes.OTHER, is_permitted=False)
    changes = _kind(outcome, reader)
    if not _form_is_kept(signature, reader):
        return ChangeOutcome(Changes.OTHER, is_permitted=False)
    permission = signature.docmdp_level
    permitted = changes is not Changes.OTHER and (
        permission is None or changes in _PERMITTED.get(permission, tuple(Changes))
    )
    return ChangeOutcome(changes, is_permitted=permitted)


def _kind(outcome: DiffResult, reader: PdfFileReader) -> Changes:
    match outcome.modification_level:
        case ModificationLevel.NONE:
            return Changes.NONE
        case ModificationLevel.LTA_UPDATES:
            return Changes.LTV
        case ModificationLevel.FORM_FILLING:
            signatures = {name for name, *_rest in enumerate_sig_fields(reader)}
            only_signatures = outcome.changed_form_fields <= signatures
            return Changes.SIGNATURES if only_signatures else Changes.FORM_FILLING
        case ModificationLevel.ANNOTATIONS:
            return Changes.ANNOTATIONS
        case _:
            return Changes.OTHER


def _form_is_kept(signature: EmbeddedPdfSignature, reader: PdfFileReader) -> bool:
    signed = reader.get_historical_resolver(signature.signed_revision)
    before, now = _form(signed.root), _form(reader.root)
    if not before:
        return not _is_switched_on(now) and _new_fields_are_plain(set(), reader)
    if any(_plain(before.get(key)) != _plain(now.get(key)) for key in _DEFAULTS):
        return False
    if _is_switched_on(now) and not _is_switched_on(before):
        return False
    if not _resources_are_kept(before, now):
        return False
    known = {name for name, *_rest in enumerate_sig_fields(signed)}
    return _new_fields_are_plain(known, reader)


def _form(root: DictionaryObject) -> DictionaryObject:
    try:
        form = root["/AcroForm"]
    except KeyError:
        return DictionaryObject()
    return form if isinstance(form, DictionaryObject) else DictionaryObject()


def _is_switched_on(form: DictionaryObject) -> bool:
    return bool(_plain(form.get("/NeedAppearances")))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any PDF object
    return value.get_object() if hasattr(value, "get_object") else value


def _resources_are_kept(before: DictionaryObject, now: DictionaryObject) -> bool:
    """Whether each default resource still is the object it was; more may be added."""
    old, new = _plain(before.get("/DR")), _plain(now.get("/DR"))
    if not isinstance(old, DictionaryObject):
        return True
    if not isinstance(new, DictionaryObject):
        return False
    for category in old:
        entries, current = _plain(old.get(category)), _plain(new.get(category))
        if not isinstance(entries, DictionaryObject):
            continue
        if not isinstance(current, DictionaryObject):
            return False
        for name in entries:
            if name not in current or entries.raw_get(name) != current.raw_get(name):
                return False
    return True


def _new_fields_are_plain(known: set[str], reader: PdfFileReader) -> bool:
    for name, _value, reference in enumerate_sig_fields(reader):
        if name in known:
            continue
        field = reference.get_object()
        if any(action in field for action in _ACTIONS):
            return False
    return True
