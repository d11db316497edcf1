"""Prepared signature fields in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.signing.prepared_field import ExistingField


def field_in_words(field: ExistingField) -> str:
    """Return for whom a field is and where it stands, to choose it from a list."""
    who = field.who or field.name
    if field.placement is None:
        return who
    return _("{who}, halaman {page}").format(who=who, page=field.placement.page + 1)


def own_place_in_words(field: ExistingField, fields: Sequence[ExistingField]) -> str:
    """Return for whom the field to be signed was prepared, and in which turn."""
    words = (
        _("Disiapkan untuk {who}").format(who=field.who)
        if field.who
        else _("Disiapkan pada dokumen ini")
    )
    if field.placement is None:
        words += " · " + _("tidak terlihat")
    else:
        words += " · " + _("halaman {page}").format(page=field.placement.page + 1)
    if len(fields) > 1:
        words += " · " + _("{number} dari {count}").format(
            number=fields.index(field) + 1, count=len(fields)
        )
    return words
