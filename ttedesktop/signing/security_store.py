"""Puts certificates and revocation data into a document (EN 319 142-1, 5.4.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asn1crypto import crl, ocsp, x509

from ttedesktop.signing.opening import opened_for_update

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.pdf import Document


@dataclass(frozen=True, slots=True)
class Proof:
    """What lets a signature be validated when its authorities are long gone; in DER."""

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    responses: tuple[bytes, ...] = field(default=(), repr=False)
    """OCSP responses (RFC 6960)."""
    lists: tuple[bytes, ...] = field(default=(), repr=False)
    """Certificate revocation lists (RFC 5280, 5)."""

    def __bool__(self) -> bool:
        return bool(self.responses or self.lists)

    def joined(self, other: Proof) -> Proof:
        """Return both, each thing once."""
        return Proof(
            tuple(dict.fromkeys((*self.certificates, *other.certificates))),
            tuple(dict.fromkeys((*self.responses, *other.responses))),
            tuple(dict.fromkeys((*self.lists, *other.lists))),
        )


def add_proof(path: Path, document: Document, proof: Proof) -> bool:
    """Add what the store of the file at ``path`` does not hold yet, as an increment.

    ``document`` is what the file began with. Returns whether anything was added. No
    entry for a single signature (VRI) is made: what is there serves every one of them,
    and EN 319 142-1, 5.4.2.3 leaves it open. Raises what pyHanko raises; the file is
    then to be thrown away.
    """
    # It loads the library that validates, which takes its time.
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    with path.open("r+b") as file:
        writer = opened_for_update(file, document)
        store = DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[x509.Certificate.load(der) for der in proof.certificates],
            ocsps=[ocsp.OCSPResponse.load(der) for der in proof.responses],
            crls=[crl.CertificateList.load(der) for der in proof.lists],
        )
        if not store.modified:
            return False
        writer.write_in_place()
    return True
