"""Names of the mechanisms that make signatures, for whoever gives support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_RAW: Final = ""
"""The digest is made by the program."""
_FAMILIES: Final = {
    "RSA PKCS#1": {
        0x1: _RAW,
        0x6: "SHA-1",
        0x40: "SHA-256",
        0x41: "SHA-384",
        0x42: "SHA-512",
    },
    "RSA PSS": {
        0xD: _RAW,
        0xE: "SHA-1",
        0x43: "SHA-256",
        0x44: "SHA-384",
        0x45: "SHA-512",
    },
    "ECDSA": {
        0x1041: _RAW,
        0x1042: "SHA-1",
        0x1044: "SHA-256",
        0x1045: "SHA-384",
        0x1046: "SHA-512",
    },
}
"""``CKM_`` values (PKCS#11 v2.40 mechanisms, 2.1 and 2.3) and the digest of each."""


def mechanisms_in_words(numbers: Iterable[int]) -> tuple[str, ...]:
    """Return a line for each way of signing that is listed, with its digests."""
    listed = set(numbers)
    lines: list[str] = []
    for family, members in _FAMILIES.items():
        digests = [
            digest or _("mentah")
            for number, digest in members.items()
            if number in listed
        ]
        if digests:
            lines.append(f"{family}: {', '.join(digests)}")
    return tuple(lines)
