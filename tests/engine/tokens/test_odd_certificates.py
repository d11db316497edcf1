"""A certificate that is out of order hinders itself, and spoils no other."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from asn1crypto import x509 as asn1

from tests.tokens.key_files import official
from ttedesktop.tokens.certificate import (
    FoundCertificate,
    Hindrance,
)
from ttedesktop.tokens.certificate_reader import certificates_on
from ttedesktop.tokens.slot import Token

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = Token("/usr/lib/vendor.so", 0, "Token Uji", "1")


def with_an_extension_twice(der: bytes) -> bytes:
    read: Any = asn1.Certificate.load(der)
    extensions = read["tbs_certificate"]["extensions"]
    extensions.append(extensions[0].copy())
    return bytes(read.dump(force=True))


def with_an_unknown_key(der: bytes) -> bytes:
    rsa, unknown = (bytes.fromhex(f"2a864886f70d0101{last}") for last in ("01", "7f"))
    return der.replace(rsa, unknown)


def with_a_name_that_is_no_text(der: bytes) -> bytes:
    return der.replace(b"SITI", b"\xff\xfe\xff\xff")


@pytest.mark.parametrize(
    ("damage", "hindrance"),
    [
        (with_an_extension_twice, Hindrance.NOT_FOR_SIGNING),
        (with_an_unknown_key, Hindrance.WEAK_KEY),
        (with_a_name_that_is_no_text, None),
    ],
)
def test_certificate_out_of_order_hinders_only_itself(
    damage: Callable[[bytes], bytes], hindrance: Hindrance | None
) -> None:
    good = official().der

    *odd, sound = certificates_on(
        TOKEN, [FoundCertificate(b"1", damage(good)), FoundCertificate(b"2", good)]
    )

    assert sound.can_sign
    assert [one.hindrances for one in odd] == ([{hindrance}] if hindrance else [])


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_no_change_of_the_bytes_is_met_with_an_exception() -> None:
    chance = random.Random(7)  # noqa: S311 - the same changes in every run
    siti = official()

    for _ in range(500):
        content = bytearray(siti.der)
        for _ in range(chance.randint(1, 3)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        shown = certificates_on(
            TOKEN,
            [
                FoundCertificate(b"1", bytes(content)),
                FoundCertificate(b"", siti.authority.der),
            ],
        )
        assert len(shown) <= 1
