"""The settings as one JSON document with its schema inside, packed into plain ASCII."""

from __future__ import annotations

import base64
import dataclasses
import json
import types
import typing
import zlib
from enum import Enum
from typing import Any, Final

from ttedesktop.settings.values import ReadingPlace, Settings

if typing.TYPE_CHECKING:
    from ttedesktop.untyped import JsonValue

SCHEMA: Final = 1
"""Version of the document. A field that is added or dropped needs no new one."""
_LONGEST_TEXT: Final = 20_000
"""Characters of one value; ten times the certificate of an authority."""
_MOST_ENTRIES: Final = 500
_MOST_OF: Final = {"recent": 12, "documents": 20}
"""Entries of a list that is bounded more narrowly than others."""
_LARGEST: Final = 4 << 20
"""Bytes of an unpacked document, so that a few chunks cannot fill the memory."""


class _Unfit(Exception):
    """A value is not of the type or the range of its setting."""


def to_json(settings: Settings) -> dict[str, Any]:
    """Return the settings as values that JSON knows, with the schema beside them."""
    return {"schema": SCHEMA, **_told(settings)}


def from_json(document: object) -> Settings:
    """Return the settings in a document.

    A key that is unknown is passed over, as an older program must with a newer
    document; a value of the wrong type or out of range leaves the default in its
    place. Raises ``ValueError`` if there is no object at all.
    """
    try:
        settings = _read_dataclass(Settings, document)
    except _Unfit:
        msg = "no object"
        raise ValueError(msg) from None
    return typing.cast("Settings", settings)


def pack(settings: Settings) -> str:
    """Return the settings as ASCII, compressed: 20 kB of JSON take some 8,000."""
    text = json.dumps(to_json(settings), separators=(",", ":"), sort_keys=True)
    return base64.b85encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii")


def unpack(packed: str) -> Settings:
    """Return the settings that were packed; raises ``ValueError`` if none were."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(base64.b85decode(packed), _LARGEST)
        if not inflater.eof:
            msg = "cut off or too large"
            raise ValueError(msg)
        return from_json(json.loads(text))
    except (zlib.error, RecursionError):
        msg = "not packed by this program"
        raise ValueError(msg) from None


def _told(value: object) -> JsonValue:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: _told(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [_told(entry) for entry in value]
    return value


def _read_dataclass(kind: type, untrusted: object) -> object:
    if not isinstance(untrusted, dict):
        raise _Unfit
    hints = typing.get_type_hints(kind)
    values: dict[str, object] = {}
    for field in dataclasses.fields(kind):
        try:
            value = _read(hints[field.name], untrusted[field.name])
        except (_Unfit, KeyError):
            continue
        if isinstance(value, tuple):
            value = value[: _MOST_OF.get(field.name, _MOST_ENTRIES)]
        values[field.name] = value
    try:
        made = kind(**values)
    except TypeError:
        # A field without a default is missing.
        raise _Unfit from None
    if isinstance(made, ReadingPlace) and not made.is_sound:
        raise _Unfit
    return typing.cast("object", made)


def _read(kind: Any, untrusted: object) -> object:  # noqa: ANN401 - a type or tuple[...]
    """Return a value that fits the declared type of its setting, or raise _Unfit."""
    if isinstance(kind, types.GenericAlias):
        return _read_entries(kind.__args__[0], untrusted)
    if issubclass(kind, Enum):
        return _read_choice(kind, untrusted)
    if hasattr(kind, "__dataclass_fields__"):
        return _read_dataclass(kind, untrusted)
    # True is an int for isinstance, and not for a person.
    if type(untrusted) is not kind:
        raise _Unfit
    if isinstance(untrusted, str) and len(untrusted) > _LONGEST_TEXT:
        raise _Unfit
    return untrusted


def _read_choice(kind: type[Enum], untrusted: object) -> Enum:
    try:
        return kind(untrusted)
    except ValueError:
        raise _Unfit from None


def _read_entries(kind: type, untrusted: object) -> tuple[object, ...]:
    if not isinstance(untrusted, list):
        raise _Unfit
    entries: list[object] = []
    for entry in untrusted:
        try:
            entries.append(_read(kind, entry))
        except _Unfit:
            continue
    return tuple(entries)
