"""Words with fields in braces, such as "{nama}", and what is put in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ttedesktop.language import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Final = {
    "nama": mark("nama, dengan gelar bila ditulis"),
    "nama_saja": mark("nama tanpa gelar"),
    "gelar": mark("gelar saja"),
    "jabatan": mark("jabatan"),
    "pangkat": mark("pangkat/golongan"),
    "nip": mark("NIP"),
    "nik": mark("NIK"),
    "instansi": mark("instansi"),
    "tanggal": mark("tanggal menandatangani"),
    "waktu": mark("jam menandatangani"),
    "alasan": mark("alasan"),
    "lokasi": mark("lokasi"),
    "nomor": mark("nomor naskah"),
    "sha256": mark("sidik jari naskah asli"),
    "penerbit": mark("penerbit sertifikat"),
}
"""Each field, and what a person reads about it."""
_FIELD: Final = re.compile(r"\{([a-z0-9_]{1,20})\}")
_LOOSE: Final = " ,;:-–/()"


def fields_in(*templates: str) -> frozenset[str]:
    """Return the names of the fields that templates ask for, known or not."""
    return frozenset(name for words in templates for name in _FIELD.findall(words))


def unknown_fields(*templates: str) -> tuple[str, ...]:
    """Return the fields that nothing can be put in the place of, in order."""
    return tuple(sorted(fields_in(*templates) - FIELDS.keys()))


def filled(template: str, facts: Mapping[str, str]) -> str:
    """Return the words with each known field filled in; an unknown one stays.

    A line whose fields are all empty is left out, and so is what would join an empty
    one to another: "{instansi}, {tanggal}" without an institution is a date.
    """
    lines = (_filled_line(line, facts) for line in template.splitlines())
    return "\n".join(line for line in lines if line is not None)


def filled_address(template: str, facts: Mapping[str, str]) -> str:
    """Return one line, such as an address, with its fields filled in as they are."""
    return _FIELD.sub(lambda found: facts.get(found[1], found[0]), template).strip()


def _filled_line(line: str, facts: Mapping[str, str]) -> str | None:
    names = _FIELD.findall(line)
    words = _FIELD.sub(lambda found: facts.get(found[1], found[0]), line)
    empty = [name for name in names if not facts.get(name, "x")]
    if not empty:
        return words
    return words.strip(_LOOSE) if len(empty) < len(names) else None
