"""What may be the matter with a document, or keep it from being signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ttedesktop.errors.errors import TteError


@dataclass(eq=False)
class DocumentError(TteError):
    """Something is the matter with one document."""

    name: str
    """Name of the file, without its folder."""


class FileMissing(DocumentError):
    """There is no file of that name."""

    exit_status: ClassVar[int] = 2


class FileForbidden(DocumentError):
    """The operating system does not let this person read the file."""

    exit_status: ClassVar[int] = 2


class DocumentEmpty(DocumentError):
    """The file holds no bytes at all."""

    exit_status: ClassVar[int] = 2


class NotAPdf(DocumentError):
    """The file is of another kind."""

    exit_status: ClassVar[int] = 2


class DocumentDamaged(DocumentError):
    """The file begins like a PDF but has no page that can be reached."""

    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class DocumentTooLarge(DocumentError):
    """The file or the number of its pages is beyond what is read."""

    limit: str
    exit_status: ClassVar[int] = 2


class DocumentTakesTooLong(DocumentError):
    """Reading or checking was stopped at its deadline, or its process died."""

    exit_status: ClassVar[int] = 2


class PasswordNeeded(DocumentError):
    """The document is encrypted and no password was given."""

    exit_status: ClassVar[int] = 2


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


@dataclass(eq=False)
class AttachmentUnreadable(DocumentError):
    """A file inside the document is damaged, or larger than what is unpacked."""

    limit: str


# --- what keeps a document from being signed --------------------------------


class DocumentRepaired(DocumentError):
    """The file was repaired to be shown: what is seen is not what is signed."""


class DocumentHasXfa(DocumentError):
    """An XFA form draws its pages by rules of its own, which are not shown here."""


@dataclass(eq=False)
class FormTooLarge(DocumentError):
    """The form has more fields than are read to sign it."""

    limit: int


class DocumentCertified(DocumentError):
    """The author certified the document with no changes allowed (DocMDP P=1)."""


class CertificationNotFirst(DocumentError):
    """Only the first signature may certify, and the document is signed already."""


class SigningNotPermitted(DocumentError):
    """The encryption of the document withholds the permission to sign."""


@dataclass(eq=False)
class ExistingSignatureBroken(DocumentError):
    """A signature in the document is invalid; another one would lend it credit."""

    field: str


class SignerCannotReadDocument(DocumentError):
    """The structure is shown by the viewer but is not one that can be signed."""


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


class NoFieldForSigner(DocumentError):
    """No empty signature field was prepared for this signer."""


@dataclass(eq=False)
class FieldsAmbiguous(DocumentError):
    """Several empty signature fields could be meant."""

    count: int


@dataclass(eq=False)
class FieldLocked(DocumentError):
    """An earlier signature locked the field."""

    field: str


@dataclass(eq=False)
class FieldDemandsOther(DocumentError):
    """A prepared field demands of its signature what this one is not."""

    field: str
    demand: str
    """A value of ``signing.seed_values.Demand``."""
    detail: str
    """What is demanded, as far as words can say it; displayable."""


@dataclass(eq=False)
class AnchorMissing(DocumentError):
    """The text under which the signature should stand is not in the document."""

    anchor: str


@dataclass(eq=False)
class AnchorAmbiguous(DocumentError):
    """The text under which the signature should stand is there several times."""

    anchor: str
    count: int


class AlreadySigned(DocumentError):
    """The document is signed: nothing can be prepared in it any more."""


@dataclass(eq=False)
class PlacesOverlap(DocumentError):
    """Two prepared places cover one another."""

    first: str
    second: str


@dataclass(eq=False)
class PlacementOutsidePage(DocumentError):
    """The signature box does not lie wholly on its page."""

    page: int


@dataclass(eq=False)
class FootNotBare(DocumentError):
    """The sentences at the foot would cover something that is printed there."""

    page: int
    """Counted from 1."""


class PicturesForbidden(DocumentError):
    """Pictures of the stamp are wanted in a document that carries a signature."""


@dataclass(eq=False)
class StampTooSmall(TteError):
    """The signature box cannot hold the stamp legibly; sizes are in millimetres."""

    width: int
    height: int
    least_width: int
    least_height: int
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class StampUndrawable(TteError):
    """What draws stamps ended over one."""


class PictureUnreadable(DocumentError):
    """A file chosen as a crest or picture is no picture that can be used."""

    exit_status: ClassVar[int] = 2


# --- what keeps a document from being printed --------------------------------


class PrintingNotPermitted(DocumentError):
    """The encryption of the document withholds the permission to print."""


class CopyingNotPermitted(DocumentError):
    """The encryption of the document withholds the permission to take from it."""


@dataclass(eq=False)
class PageUnprintable(DocumentError):
    """A page could not be drawn, so that nothing of the document was printed."""

    page: int
    """Counted from 1."""


@dataclass(eq=False)
class PrinterRefused(TteError):
    """The printer, or the system that it belongs to, did not take the job."""

    printer: str
    """As the system calls it."""
