"""A demonstration made in a private folder, found again, and removed."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509

from ttedesktop.demo import soft_token
from ttedesktop.demo.authority import (
    certify_official,
    make_hierarchy,
    publish_crl,
)
from ttedesktop.demo.crest import crest_picture
from ttedesktop.demo.documents import ANCHOR, write_documents
from ttedesktop.demo.paper import AGENCY, OFFICIAL, Official
from ttedesktop.errors.output_errors import DemonstrationUnavailable, FolderReadOnly
from ttedesktop.specimens.design import STARTING, SpecimenDesign
from ttedesktop.specimens.picture_folder import PictureFolder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MARK: Final = "demonstrasi-tte.json"
"""Tells that a folder is a demonstration; without it no folder is ever emptied."""
_PICTURES: Final = "gambar"
_VERSION: Final = 3
_TOKEN_OBJECTS: Final = 5
"""Files of the token itself, two keys and two certificates."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Everything a demonstration needs, in one private folder."""

    folder: Path
    module: str
    """Path of the PKCS#11 module."""
    environment: Mapping[str, str]
    """What the process that loads the module needs to see the token."""
    token_label: str
    pin: str = field(repr=False)
    root_der: bytes = field(repr=False)
    """Trusted in the demonstration only."""
    issuer_der: bytes = field(repr=False)
    """The authority between root and official; it lies on the token too."""
    certificate_der: bytes = field(repr=False)
    """Of the official, as on the token."""
    crls: tuple[bytes, ...] = field(repr=False)
    """DER of the revocation lists of both authorities; they revoke nobody."""
    documents: tuple[Path, ...]
    """A letter, a decree and a payment order, unsigned."""
    crest: str
    """Digest of the agency's crest among ``pictures``."""
    official: Official = OFFICIAL
    organisation: str = AGENCY
    anchor: str = ANCHOR
    """Text in each document under which the signature belongs."""

    @property
    def pictures(self) -> PictureFolder:
        """Where the crest of the agency is kept."""
        return PictureFolder(self.folder / _PICTURES)

    @property
    def specimens(self) -> tuple[SpecimenDesign, ...]:
        """The specimens that ship, with the crest of the agency."""
        crest = self.crest
        return tuple(replace(design, picture=crest) for design in STARTING)

    def remove(self) -> None:
        """Delete the folder with all that was made in it, signed documents too."""
        if (self.folder / _MARK).is_file():
            shutil.rmtree(self.folder)


def make_demonstration(folder: Path) -> Demonstration:
    """Return the demonstration in ``folder``, making it if it is not there or broken.

    Raises DemonstrationUnavailable if SoftHSM or OpenSC is missing, and
    FolderReadOnly if the folder cannot be written or holds something else.
    """
    folder = folder.absolute()
    token = soft_token.find_soft_token(folder)
    made = _made_before(folder, token)
    if made is not None:
        return made
    try:
        _empty(folder)
        _make(folder, token)
    except OSError:
        raise FolderReadOnly(str(folder)) from None
    made = _made_before(folder, token)
    if made is None:
        raise DemonstrationUnavailable("SoftHSM (softhsm2)")
    return made


def _empty(folder: Path) -> None:
    if (folder / _MARK).is_file():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderReadOnly(str(folder))
    folder.chmod(0o700)
    # Marked at once, so that a making that was interrupted can be made again.
    (folder / _MARK).write_text("{}", encoding="utf-8")


def _make(folder: Path, token: soft_token.SoftToken) -> None:
    hierarchy = make_hierarchy()
    certificate = certify_official(
        hierarchy.issuer, token.make_key(), name=OFFICIAL.name, organisation=AGENCY
    )
    token.write_certificate(
        certificate, identifier=soft_token.KEY_ID, label="Sertifikat TTE"
    )
    token.write_certificate(
        hierarchy.issuer.der, identifier=soft_token.ISSUER_ID, label="CA DEMONSTRASI"
    )
    authorities = folder / "ca"
    authorities.mkdir(mode=0o700)
    for name, der in (
        ("akar.cer", hierarchy.root.der),
        ("penerbit.cer", hierarchy.issuer.der),
        ("pejabat.cer", certificate),
        ("akar.crl", publish_crl(hierarchy.root)),
        ("penerbit.crl", publish_crl(hierarchy.issuer)),
    ):
        (authorities / name).write_bytes(der)
    documents = write_documents(folder / "dokumen")
    facts = {
        "version": _VERSION,
        "documents": [path.name for path in documents],
        "crest": PictureFolder(folder / _PICTURES).keep(crest_picture()),
    }
    (folder / _MARK).write_text(json.dumps(facts), encoding="utf-8")


def _made_before(folder: Path, token: soft_token.SoftToken) -> Demonstration | None:
    """Return the demonstration if all of it is there and its certificate is valid."""
    try:
        facts: dict[str, Any] = json.loads((folder / _MARK).read_text("utf-8"))
        ders = [
            (folder / "ca" / name).read_bytes()
            for name in ("akar.cer", "penerbit.cer", "pejabat.cer")
        ]
        crls = tuple(
            (folder / "ca" / name).read_bytes() for name in ("akar.crl", "penerbit.crl")
        )
        documents = tuple(folder / "dokumen" / name for name in facts["documents"])
        whole = facts["version"] == _VERSION and _is_whole(folder, documents)
        if not whole or not _is_valid_now(ders[2], crls):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    root, issuer, certificate = ders
    return Demonstration(
        folder=folder,
        module=token.module,
        environment=token.environment,
        token_label=soft_token.LABEL,
        pin=soft_token.PIN,
        root_der=root,
        issuer_der=issuer,
        certificate_der=certificate,
        crls=crls,
        documents=documents,
        crest=str(facts["crest"]),
    )


def _is_whole(folder: Path, documents: Sequence[Path]) -> bool:
    store = folder / "tokens"
    configuration = (folder / "softhsm2.conf").read_text("utf-8")
    return (
        len(documents) == 3
        and all(path.is_file() for path in documents)
        and f"{store}\n" in configuration
        and len(list(store.glob("*/*.object"))) >= _TOKEN_OBJECTS
    )


def _is_valid_now(der: bytes, crls: Sequence[bytes]) -> bool:
    certificate, now = x509.load_der_x509_certificate(der), datetime.now(UTC)
    ends = [x509.load_der_x509_crl(crl).next_update_utc for crl in crls]
    return (
        certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc
        and all(end is not None and now < end for end in ends)
    )
