"""What may be the matter with a token, its driver, its certificate or its PIN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ttedesktop.errors.errors import TteError


@dataclass(eq=False)
class ModuleMissing(TteError):
    """No driver (PKCS#11 module) is installed, or none lies at the path given."""

    path: str
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class ModuleUnusable(TteError):
    """The file is no PKCS#11 module that this program can load."""

    path: str
    reason: str
    """``not_a_library``, ``wrong_machine``, ``no_pkcs11`` or ``load_failed``."""
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class TokenMissing(TteError):
    """No token is plugged in, or none of that label."""

    label: str
    """Empty if any token would do."""
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class TokenAmbiguous(TteError):
    """Several tokens would do; the person has to choose."""

    labels: str
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class CertificateMissing(TteError):
    """The token holds no certificate that can sign, or none with that fingerprint."""

    fingerprint: str
    """Beginning of the SHA-256 asked for; empty if any would do."""
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class CertificateAmbiguous(TteError):
    """Several certificates would do; the person has to choose."""

    names: str
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class CertificateExpired(TteError):
    """The certificate is past its validity."""

    signer: str
    not_after: str
    """Date in ISO 8601."""
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class CertificateNotYetValid(TteError):
    """The certificate's validity has not begun, or the clock is wrong."""

    signer: str
    not_before: str
    """Date in ISO 8601."""
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class CertificateNotForSigning(TteError):
    """The key usage of the certificate allows no signatures."""

    signer: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class PinIncorrect(TteError):
    """The token refused the PIN; one try is gone."""

    tries_left: int | None
    """None if the token does not tell."""
    wrong_so_far: int = 1
    """How often this program has sent a wrong one since the last right one."""
    stops_batch: ClassVar[bool] = True


class PinLocked(TteError):
    """Too many wrong PINs; only the token's keeper can unlock it."""

    stops_batch: ClassVar[bool] = True


class PinNeededAgain(TteError):
    """The key wants the PIN for each signature (CKA_ALWAYS_AUTHENTICATE)."""

    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class PinWrongLength(TteError):
    """The PIN is shorter or longer than the token's PINs; it was not sent."""

    shortest: int
    longest: int
    stops_batch: ClassVar[bool] = True


class PinMustBeChanged(TteError):
    """The token wants a new PIN before it signs."""

    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class NewPinRefused(TteError):
    """The token does not take the new PIN; the old one still holds."""

    ckr: str
    """Name of the return value, for the technical details."""


@dataclass(eq=False)
class TokenRemoved(TteError):
    """The token was pulled while it was in use."""

    ckr: str
    stops_batch: ClassVar[bool] = True


class TokenStoppedAnswering(TteError):
    """The driver hung, crashed or answered nonsense; its process was ended."""

    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class TokenRefused(TteError):
    """The token answered with a refusal that has no words of its own."""

    ckr: str
    """Name of the return value, for the technical details."""
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class TokenCannotSign(TteError):
    """The key or the token offers no mechanism this program may use."""

    ckr: str
    stops_batch: ClassVar[bool] = True


# --- a key in a .p12 or .pfx file, instead of a token -----------------------------


@dataclass(eq=False)
class KeyFileUnreadable(TteError):
    """The file gives no key to sign with, whatever the password."""

    path: str
    reason: str
    """``missing``, ``forbidden``, ``too_large``, ``not_pkcs12`` (or cut off),
    ``unsupported``, ``no_key``, ``no_certificate`` or ``takes_too_long``."""
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class KeyFilePasswordWrong(TteError):
    """The password does not open the file; nothing counts the tries."""

    path: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class KeyFileCertificateMissing(TteError):
    """The file has no certificate of its key with that fingerprint."""

    path: str
    fingerprint: str
    """Beginning of the SHA-256 asked for."""
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class KeyFileCannotSign(TteError):
    """The key in the file is too weak, or of a kind that is not signed with here."""

    path: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class KeyFileClosed(TteError):
    """The process that held the key has ended; the password is needed anew."""

    path: str
    stops_batch: ClassVar[bool] = True
