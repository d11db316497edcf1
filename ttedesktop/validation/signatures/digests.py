"""Digests of what signatures cover, each byte of a file hashed once for all of them.

Every signature covers the file from its first byte up to its own place. What lies
before that place is the same for all, so that a file of many signatures takes as long
to hash as a file of one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttedesktop.snapshot import Content

_LENGTHS: Final = {"shake256": 64, "shake128": 32}
"""Of digests that could have any (RFC 8419, 2.3 and RFC 8702, 3.2)."""


@dataclass(slots=True)
class Digests:
    """Digests of parts of one file."""

    content: Content = field(repr=False)
    marks: Sequence[int] = ()
    """Places up to which signatures cover the file; hashing halts there for others."""
    _begun: dict[str, dict[int, Any]] = field(default_factory=dict)
    """By algorithm, what was hashed of the file up to a place."""
    _known: dict[tuple[str, int, int, int], bytes] = field(default_factory=dict)

    def of(self, byte_range: Sequence[Any], algorithm: str) -> bytes:
        """Return the digest of a sound byte range. Raises ValueError if unknown."""
        _start, length, after, rest = (int(number) for number in byte_range)
        key = (algorithm, length, after, rest)
        if key not in self._known:
            digest = self._up_to(length, algorithm).copy()
            with memoryview(self.content) as view, view[after : after + rest] as tail:
                digest.update(tail)
            self._known[key] = _finished(digest, algorithm)
        return self._known[key]

    def _up_to(self, length: int, algorithm: str) -> Any:  # noqa: ANN401 - hashlib's own
        begun = self._begun.setdefault(algorithm, {0: _new(algorithm)})
        place = max(one for one in begun if one <= length)
        halts = sorted({one for one in self.marks if place < one < length} | {length})
        with memoryview(self.content) as view:
            for halt in halts:
                digest = begun[place].copy()
                with view[place:halt] as piece:
                    digest.update(piece)
                begun[halt], place = digest, halt
        return begun[length]


def digest_of(pieces: Iterable[bytes], algorithm: str) -> bytes:
    """Return the digest of some bytes, by the name that asn1crypto gives it.

    Raises ValueError if the algorithm is unknown.
    """
    digest = _new(algorithm)
    for piece in pieces:
        digest.update(piece)
    return _finished(digest, algorithm)


def _new(algorithm: str) -> Any:  # noqa: ANN401 - hashlib's own
    name = algorithm.removesuffix("_len")
    return hashlib.new(name.replace("shake", "shake_") if name in _LENGTHS else name)


def _finished(digest: Any, algorithm: str) -> bytes:  # noqa: ANN401 - hashlib's own
    length = _LENGTHS.get(algorithm.removesuffix("_len"))
    finished = digest.digest() if length is None else digest.digest(length)
    return cast("bytes", finished)
