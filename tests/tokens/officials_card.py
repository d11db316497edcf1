"""The smart card of an office: who is on it, and what the program does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tests.tokens.card_reader import wait_until
from tests.tokens.piv_applet import KeyAndCertificate, KeySlot
from tests.tokens.workshop import PIN, SigningKey, issue, make_authority
from ttedesktop.errors.token_errors import TokenRemoved, TokenStoppedAnswering
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.module import Module
    from ttedesktop.tokens.slot import Token

    Keys = Mapping[KeySlot, KeyAndCertificate]

LETTER: Final = b"naskah dinas"
WRONG: Final = "000000"
OTHER_PIN: Final = "13579246"
NAMES: Final = {
    KeySlot.AUTHENTICATION: "SITI AMINAH",
    KeySlot.SIGNATURE: "BUDI SANTOSO",
    KeySlot.KEY_MANAGEMENT: "DEWI LESTARI",
    KeySlot.CARD_AUTHENTICATION: "AGUS SALIM",
}
OTHER_NAMES: Final = {
    KeySlot.AUTHENTICATION: "RINA WATI",
    KeySlot.CARD_AUTHENTICATION: "JOKO SUSILO",
}
GONE: Final = (TokenRemoved, TokenStoppedAnswering)
"""What a pulled card may be called; the driver decides which it is."""


def make_keys() -> Keys:
    """Make a key of each kind, with the certificates of the people in ``NAMES``."""
    made: dict[KeySlot, SigningKey] = {
        KeySlot.AUTHENTICATION: rsa.generate_private_key(65537, 2048),
        KeySlot.SIGNATURE: rsa.generate_private_key(65537, 2048),
        KeySlot.KEY_MANAGEMENT: ec.generate_private_key(ec.SECP256R1()),
        KeySlot.CARD_AUTHENTICATION: ec.generate_private_key(ec.SECP384R1()),
    }
    return _with_certificates(made, NAMES)


def make_other_keys() -> Keys:
    """Make the keys of the people in ``OTHER_NAMES``."""
    return _with_certificates(
        {slot: ec.generate_private_key(ec.SECP256R1()) for slot in OTHER_NAMES},
        OTHER_NAMES,
    )


def _with_certificates(
    keys: Mapping[KeySlot, SigningKey], names: Mapping[KeySlot, str]
) -> Keys:
    authority = make_authority()
    return {
        slot: KeyAndCertificate(key, issue(authority, key.public_key(), names[slot]))
        for slot, key in keys.items()
    }


def tokens_of(module: Module, count: int = 1) -> tuple[Token, ...]:
    """Return the tokens that a module sees, as soon as there are so many."""
    seen: list[tuple[Token, ...]] = []

    def are_there() -> bool:
        seen.append(module.tokens())
        return len(seen[-1]) == count

    wait_until(are_there, f"{count} tokens")
    return seen[-1]


def certificate_of(
    module: Module, name: str = "SITI AMINAH", tokens: int = 1
) -> TokenCertificate:
    """Return the certificate of that person, as soon as there are so many tokens."""
    (found,) = (
        certificate
        for token in tokens_of(module, tokens)
        for certificate in module.certificates(token)
        if certificate.name == name
    )
    return found


def sign_once(module: Module, certificate: TokenCertificate, pin: str = PIN) -> None:
    """Log in, sign the letter and log out."""
    with module.open_session(certificate.token, Pin(pin)) as session:
        require_signature(certificate, session.sign(certificate, LETTER))


def require_signature(certificate: TokenCertificate, signature: bytes) -> None:
    """Raise if it is no signature over the letter by the certificate's key."""
    key = x509.load_der_x509_certificate(certificate.der).public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, LETTER, padding.PKCS1v15(), hashes.SHA256())
    else:
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(signature, LETTER, ec.ECDSA(hashes.SHA256()))
