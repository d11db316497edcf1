"""Which mechanisms make a signature value, and in which order they are tried.

No one mechanism works everywhere (measured: SoftHSM has no hashed ECDSA, p11-kit
hides PSS, some cards have only hashed RSA), so the list of the token decides, and the
raw ones come first: with them the digest is ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final


class KeyKind(IntEnum):
    """``CKK_`` values of the keys that are signed with."""

    RSA = 0x0
    EC = 0x3


class Scheme(Enum):
    """How an RSA key signs; elliptic curves have one way only."""

    PKCS1 = "pkcs1"
    """RSASSA-PKCS1-v1_5 (RFC 8017, 8.2)."""
    PSS = "pss"
    """RSASSA-PSS (RFC 8017, 8.1): MGF1 of the same digest, a salt as long as it."""


@dataclass(frozen=True, slots=True)
class PssParameters:
    """``CK_RSA_PKCS_PSS_PARAMS`` (PKCS#11 v2.40 mechanisms, 2.1.9)."""

    digest: int
    """``CKM_`` of the digest."""
    mask: int
    """``CKG_`` of the mask generation function."""
    salt: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Way:
    """One mechanism, and what it is given to sign."""

    mechanism: int
    data: bytes
    pss: PssParameters | None = None


@dataclass(frozen=True, slots=True)
class _Numbers:
    rsa: int
    pss: int
    ecdsa: int
    parameters: PssParameters
    digest_info: bytes
    """RFC 8017, 9.2, note 1: DigestInfo up to the digest itself."""


_RSA_RAW: Final = 0x1
_PSS_RAW: Final = 0xD
_ECDSA_RAW: Final = 0x1041
_BY_DIGEST: Final = {
    "sha256": _Numbers(
        0x40,
        0x43,
        0x1044,
        PssParameters(0x250, 2, 32),
        bytes.fromhex("3031300d060960864801650304020105000420"),
    ),
    "sha384": _Numbers(
        0x41,
        0x44,
        0x1045,
        PssParameters(0x260, 3, 48),
        bytes.fromhex("3041300d060960864801650304020205000430"),
    ),
    "sha512": _Numbers(
        0x42,
        0x45,
        0x1046,
        PssParameters(0x270, 4, 64),
        bytes.fromhex("3051300d060960864801650304020305000440"),
    ),
}


def ways_to_sign(
    kind: KeyKind, scheme: Scheme, algorithm: str, data: bytes
) -> tuple[Way, ...]:
    """Return the ways to sign ``data``, the best first.

    ``algorithm`` is sha256, sha384 or sha512; KeyError for another.
    """
    numbers = _BY_DIGEST[algorithm]
    digest = hashlib.new(algorithm, data).digest()
    if kind is KeyKind.EC:
        return Way(_ECDSA_RAW, digest), Way(numbers.ecdsa, data)
    if scheme is Scheme.PSS:
        parameters = numbers.parameters
        return Way(_PSS_RAW, digest, parameters), Way(numbers.pss, data, parameters)
    return Way(_RSA_RAW, numbers.digest_info + digest), Way(numbers.rsa, data)
