"""A revocation list that a person imported, as far as they want to know it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ImportedList:
    """A revocation list as a person sees it."""

    name: str
    """Of the authority that issued it."""
    made_at: datetime
    next_at: datetime | None
    """When the authority promised the next one."""
    entries: int
    path: Path


def made_at(der: bytes) -> datetime:
    """Return when a revocation list in DER was made."""
    return x509.load_der_x509_crl(der).last_update_utc


def described(path: Path) -> ImportedList | None:
    """Return what a file says of itself; None if it is no revocation list."""
    try:
        crl = x509.load_der_x509_crl(path.read_bytes())
        return ImportedList(
            name=_name_of(crl.issuer),
            made_at=crl.last_update_utc,
            next_at=crl.next_update_utc,
            entries=len(crl),
            path=path,
        )
    except (OSError, ValueError):
        return None


def _name_of(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def issuer_digest(der: bytes) -> str:
    """Tell authorities apart by name and key; one of them may have had several."""
    crl, key = x509.load_der_x509_crl(der), b""
    with suppress(x509.ExtensionNotFound, ValueError):
        found = crl.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier)
        key = found.value.key_identifier or b""
    return hashlib.sha256(crl.issuer.public_bytes() + key).hexdigest()


def is_response(der: bytes) -> bool:
    """Whether this is an OCSP response that answers something (RFC 6960, 4.2.1)."""
    from cryptography.x509 import ocsp

    try:
        status = ocsp.load_der_ocsp_response(der).response_status
    except (ValueError, TypeError):
        return False
    return status is ocsp.OCSPResponseStatus.SUCCESSFUL
