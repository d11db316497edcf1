"""A packed document in a keyring: in chunks, in two generations, each under a head.

A generation is written chunk by chunk while the other one stays as it is; its
head comes last and commits it. A crash at any moment leaves the old or the new
document. Service names are never shared by two entries: Windows would move one
of them to another name.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.output_errors import (
    SettingsDamaged,
    SettingsTooLarge,
    SettingsUnavailable,
)
from ttedesktop.settings.entries import NotKept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.settings.entries import Entries

log = logging.getLogger(__name__)

PREFIX: Final = "TTE Desktop"
"""Beginning of every service name, as a person sees it in the system's keyring."""
CHUNK: Final = 1_000
"""Characters. An entry of Windows' vault holds 1,280 UTF-16 units."""
MOST_CHUNKS: Final = 64
_GENERATIONS: Final = ("A", "B")
_PAUSES: Final = (0.05, 0.1, 0.2)
"""Seconds between readings: two processes that met mend it among themselves."""
_COMMITS: Final = 6


@dataclass(frozen=True, slots=True)
class Head:
    """What commits a generation. Its form is the same in every schema, for ever."""

    serial: int
    """Counts the commits; odd ones are in generation A."""
    count: int
    """Chunks of the generation."""
    schema: int
    """Of the document, so that an older program sees that it must not write."""
    sha256: str
    """Over the numbers above and the packed document."""

    @property
    def generation(self) -> str:
        """The letter of the generation that carries this serial."""
        return _GENERATIONS[(self.serial - 1) % len(_GENERATIONS)]

    def covers(self, packed: str) -> bool:
        """Whether these are the chunks that were committed, joined."""
        return self.sha256 == _digest(self.serial, self.count, self.schema, packed)


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest generation in the keyring, whole."""

    head: Head
    packed: str


def newest(entries: Entries) -> Kept | None:
    """Return the newest document, or None if none was ever committed.

    Raises SettingsDamaged if what is there is not what was committed.
    """
    for pause in _PAUSES:
        with contextlib.suppress(SettingsDamaged):
            return _read(entries)
        # Another process may have been in the middle of its next commit but one.
        entries.pause(pause)
    return _read(entries)


def commit(entries: Entries, packed: str, *, after: Kept | None, schema: int) -> None:
    """Store a packed document as the successor of ``after``, and read it back.

    Raises SettingsTooLarge before anything is written, SettingsUnavailable, and
    SettingsDamaged if a newer program stored its settings in the meantime.
    """
    pieces = [packed[at : at + CHUNK] for at in range(0, len(packed), CHUNK)]
    if len(pieces) > MOST_CHUNKS:
        raise SettingsTooLarge
    serial = _next(after)
    for _ in range(_COMMITS):
        with contextlib.suppress(NotKept):
            _write(entries, _head_of(serial, schema, packed, len(pieces)), pieces)
        try:
            kept = _read(entries)
        except SettingsDamaged:
            # Whole before, so another process wrote into the same generation just
            # now. It is mended there; the other generation is of no use to anybody.
            serial += len(_GENERATIONS)
        else:
            if kept is not None and kept.packed == packed:
                _trim(entries, kept.head)
                return
            if kept is not None and kept.head.schema > schema:
                raise SettingsDamaged
            serial = _next(kept)
        # By chance, so that two processes do not meet again and again.
        entries.pause(secrets.randbelow(100) / 1_000)
    log.warning("the keyring does not keep what is written")
    raise SettingsUnavailable


def remove_all(entries: Entries) -> None:
    """Remove every chunk and every head, whatever a damaged head says of them.

    Heads go last, so that what is left by a crash is damaged and not a little older.
    """
    for name in _every_name():
        entries.remove(name)


def head_name(generation: str) -> str:
    """Return the service name of a generation's head."""
    return f"{PREFIX} {generation}"


def chunk_name(generation: str, number: int) -> str:
    """Return the service name of a generation's chunk, counted from 1."""
    return f"{PREFIX} {generation} {number:02}"


def _every_name() -> Iterator[str]:
    for generation in _GENERATIONS:
        for number in range(MOST_CHUNKS, 0, -1):
            yield chunk_name(generation, number)
    yield from map(head_name, _GENERATIONS)


def _next(kept: Kept | None) -> int:
    return kept.head.serial + 1 if kept else 1


def _read(entries: Entries) -> Kept | None:
    heads = _heads(entries)
    if not heads:
        return None
    head = max(heads, key=lambda one: one.serial)
    numbers = range(1, head.count + 1)
    names = [chunk_name(head.generation, number) for number in numbers]
    packed = "".join(chunk or "" for chunk in entries.read_all(names))
    if not head.covers(packed):
        raise SettingsDamaged
    return Kept(head, packed)


def _heads(entries: Entries) -> list[Head]:
    first, second = _GENERATIONS
    told = entries.peek(head_name(first))
    if told is not None and _head(told, first).serial == 1:
        # After the very first commit the other head is rightly absent: do not wait.
        second_told = entries.peek(head_name(second))
    else:
        told, second_told = entries.read_all([head_name(g) for g in _GENERATIONS])
    both = ((told, first), (second_told, second))
    return [_head(text, generation) for text, generation in both if text is not None]


def _head_of(serial: int, schema: int, packed: str, count: int) -> Head:
    return Head(serial, count, schema, _digest(serial, count, schema, packed))


def _head(untrusted: str, generation: str) -> Head:
    try:
        told = json.loads(untrusted)
        head = Head(**told)
    except (ValueError, TypeError, RecursionError):
        raise SettingsDamaged from None
    numbers = (head.serial, head.count, head.schema)
    if not all(type(number) is int and number > 0 for number in numbers):
        raise SettingsDamaged
    if head.count > MOST_CHUNKS or head.generation != generation:
        raise SettingsDamaged
    return head


def _write(entries: Entries, head: Head, pieces: list[str]) -> None:
    for number, piece in enumerate(pieces, 1):
        entries.write(chunk_name(head.generation, number), piece)
    told = json.dumps(asdict(head), separators=(",", ":"))
    entries.write(head_name(head.generation), told)


def _trim(entries: Entries, head: Head) -> None:
    """Remove what a longer document left behind; from the end, so no gap arises."""
    number = head.count
    with contextlib.suppress(SettingsUnavailable):
        # The document is committed: leftovers are worth no failure.
        while (
            number < MOST_CHUNKS
            and entries.peek(chunk_name(head.generation, number + 1)) is not None
        ):
            number += 1
        for surplus in range(number, head.count, -1):
            entries.remove(chunk_name(head.generation, surplus))


def _digest(serial: int, count: int, schema: int, packed: str) -> str:
    sealed = f"{serial} {count} {schema} {packed}"
    return hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()
