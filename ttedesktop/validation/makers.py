"""Which program made a signature, from the marks that programs leave.

Anybody can leave such marks; they help to understand a document and prove nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ttedesktop.validation.changes.field_tree import plain

if TYPE_CHECKING:
    from ttedesktop.untyped import PdfObject
    from ttedesktop.validation.signatures.signed_field import SignedField

_BY_FIELD: Final = (
    (r"bcs_bsgn_\d+", "BeSign"),
    (r"bcs_pntr_\d+", "Panter"),
    (r"(?:bcs_ecs|esc)_\d+", "Esign Client Service"),
    (r"sig_\d{13}", "API Esign v1"),
    (r"TTE_\d+", "TTE Desktop"),
)
"""Names that programs in Indonesia give to the fields they make."""
_LONGEST: Final = 60


def made_with(signed: SignedField) -> str:
    """Return the name of the program, or an empty string if it left no mark."""
    told = _told_by_itself(signed)
    if told:
        return told
    name = signed.name.rpartition(".")[2]
    return next((maker for mark, maker in _BY_FIELD if re.fullmatch(mark, name)), "")


def _told_by_itself(signed: SignedField) -> str:
    """Read the build properties (ISO 32000-2, table 255, /Prop_Build)."""
    build = _dictionary(signed.dictionary, "/Prop_Build")
    application = _dictionary(build, "/App")
    try:
        name = str(plain(application.get("/Name", ""))).lstrip("/")
    except Exception:  # noqa: BLE001 - a mark that cannot be read marks nothing
        return ""
    return "".join(one for one in name if one.isprintable())[:_LONGEST].strip()


def _dictionary(owner: PdfObject, key: str) -> PdfObject:
    found = plain(owner.get(key))
    return found if isinstance(found, dict) else {}
