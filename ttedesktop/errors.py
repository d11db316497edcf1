"""Every error a person may meet, as facts; the words for them are in ``messages``.

Three fates only: ``Cancelled`` is silent, a ``TteError`` becomes a heading, a
cause and what to do, and anything else is a defect of the program.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Cancelled(Exception):
    """The person stopped what was going on; nothing is to be said about it."""


@dataclass(eq=False)
class TteError(Exception):
    """A fact that keeps the program from doing what the person asked for.

    Subclasses are dataclasses whose fields are the facts. Fields are strings,
    numbers, booleans or None, so that an error can cross a process boundary.
    """

    exit_status: ClassVar[int] = 1
    """Of the command line: 1 could not be done, 2 unreadable input or wrong usage."""
    stops_batch: ClassVar[bool] = False
    """Whether the documents that follow in a batch would meet the same error."""

    def __str__(self) -> str:
        """Name the error and its facts, for logs; a person reads ``messages``."""
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code()}({facts})"

    @classmethod
    def code(cls) -> str:
        """Return the stable name of the error, such as ``pin_incorrect``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def facts(self) -> dict[str, str | int | bool | None]:
        """Return the fields of the error by name."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}


def every_error(base: type[TteError] = TteError) -> Iterator[type[TteError]]:
    """Yield every error that a person may meet, most general first."""
    for error in base.__subclasses__():
        yield error
        yield from every_error(error)


def from_facts(code: str, facts: Mapping[str, str | int | bool | None]) -> TteError:
    """Rebuild an error that was told by another process.

    Raises ``LookupError`` if there is no error of that code and ``TypeError``
    if the facts are not its facts.
    """
    for error in every_error():
        if error.code() == code:
            return error(**facts)
    raise LookupError(code)


# --- documents -------------------------------------------------------------


@dataclass(eq=False)
class DocumentError(TteError):
    """Something is the matter with one document."""

    name: str
    """Name of the file, without its folder."""


@dataclass(eq=False)
class FileMissing(DocumentError):
    """There is no file of that name."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class FileForbidden(DocumentError):
    """The operating system does not let this person read the file."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class DocumentEmpty(DocumentError):
    """The file holds no bytes at all."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class NotAPdf(DocumentError):
    """The file is of another kind."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class DocumentDamaged(DocumentError):
    """The file begins like a PDF but has no page that can be reached."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class DocumentTooLarge(DocumentError):
    """The file or the number of its pages is beyond what is read."""

    limit: str
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class DocumentTakesTooLong(DocumentError):
    """Reading or checking was stopped at its deadline, or its process died."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class PasswordNeeded(DocumentError):
    """The document is encrypted and no password was given."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class PasswordWrong(DocumentError):
    """The document is encrypted and the password does not open it."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class PageMissing(DocumentError):
    """The document has no page of that number."""

    page: int
    """Counted from 1."""
    pages: int
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class PageUndrawable(DocumentError):
    """A page cannot be shown, because of its size, its content or its cost."""

    page: int
    """Counted from 1."""


# --- what keeps a document from being signed --------------------------------


@dataclass(eq=False)
class DocumentRepaired(DocumentError):
    """The file was repaired to be shown: what is seen is not what is signed."""


@dataclass(eq=False)
class DocumentHasXfa(DocumentError):
    """An XFA form draws its pages by rules of its own, which are not shown here."""


@dataclass(eq=False)
class DocumentCertified(DocumentError):
    """The author certified the document with no changes allowed (DocMDP P=1)."""


@dataclass(eq=False)
class CertificationNotFirst(DocumentError):
    """Only the first signature may certify, and the document is signed already."""


@dataclass(eq=False)
class SigningNotPermitted(DocumentError):
    """The encryption of the document withholds the permission to sign."""


@dataclass(eq=False)
class ExistingSignatureBroken(DocumentError):
    """A signature in the document is invalid; another one would lend it credit."""

    field: str


@dataclass(eq=False)
class SignerCannotReadDocument(DocumentError):
    """The structure is shown by the viewer but is not one that can be signed."""


@dataclass(eq=False)
class DocumentChangedOnDisk(DocumentError):
    """The file is not the one that was opened and read any more."""


@dataclass(eq=False)
class FieldMissing(DocumentError):
    """There is no signature field of that name."""

    field: str
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class FieldAlreadySigned(DocumentError):
    """The signature field carries a signature already."""

    field: str


@dataclass(eq=False)
class FieldLocked(DocumentError):
    """An earlier signature locked the field or asks for another kind of signature."""

    field: str


@dataclass(eq=False)
class AnchorMissing(DocumentError):
    """The text under which the signature should stand is not in the document."""

    anchor: str


@dataclass(eq=False)
class AnchorAmbiguous(DocumentError):
    """The text under which the signature should stand is there several times."""

    anchor: str
    count: int


@dataclass(eq=False)
class PlacementOutsidePage(DocumentError):
    """The signature box does not lie wholly on its page."""

    page: int


@dataclass(eq=False)
class LevelUnavailable(TteError):
    """Signatures of that PAdES level cannot be made here."""

    level: str
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class StampTooSmall(TteError):
    """The signature box cannot hold the stamp legibly; sizes are in millimetres."""

    width: int
    height: int
    exit_status: ClassVar[int] = 2


# --- tokens ----------------------------------------------------------------


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
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class PinLocked(TteError):
    """Too many wrong PINs; only the token's keeper can unlock it."""

    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class PinWrongLength(TteError):
    """The PIN is shorter or longer than the token's PINs; it was not sent."""

    shortest: int
    longest: int
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class PinMustBeChanged(TteError):
    """The token wants a new PIN before it signs."""

    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class TokenRemoved(TteError):
    """The token was pulled while it was in use."""

    ckr: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
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


# --- output ----------------------------------------------------------------


@dataclass(eq=False)
class FolderReadOnly(TteError):
    """The signed document cannot be written to the folder."""

    folder: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class FolderMissing(TteError):
    """There is no folder of that name for the signed document."""

    folder: str
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class DiskFull(TteError):
    """There is no room for the signed document."""

    folder: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class OutputNotWritten(TteError):
    """The operating system refused to store the signed document."""

    folder: str
    reason: str
    """Name of the operating system's error, such as ``EIO``."""


@dataclass(eq=False)
class OutputNotVerified(TteError):
    """The signed bytes, read back, did not validate; they were thrown away."""

    reason: str
    """Sub-indication or a word for what differed."""


# --- trust and settings ------------------------------------------------------


@dataclass(eq=False)
class TrustFileUnreadable(TteError):
    """A file named as a trust anchor holds no certificate."""

    name: str
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class SettingsUnavailable(TteError):
    """The operating system's keyring is locked, absent or does not answer."""


@dataclass(eq=False)
class SettingsDamaged(TteError):
    """What the keyring holds is not what was written there."""


@dataclass(eq=False)
class SettingsTooLarge(TteError):
    """All settings together are more than a keyring is asked to hold."""


@dataclass(eq=False)
class ReportNotWritten(TteError):
    """A validation report or picture could not be stored."""

    name: str


@dataclass(eq=False)
class DemonstrationUnavailable(TteError):
    """A part that the demonstration needs is not installed."""

    missing: str
    exit_status: ClassVar[int] = 2
