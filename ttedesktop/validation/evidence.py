"""Certificates and revocation data that a signed document carries.

They lie in the signature itself, in Adobe's archival attribute, and in the document
security store (ETSI EN 319 142-1, 5.4.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from asn1crypto import x509

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found; nothing of it is trusted."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    ocsp_responses: tuple[bytes, ...] = field(default=(), repr=False)

    def with_signature(self, signature: EmbeddedPdfSignature) -> Evidence:
        """Return this with what one signature carries."""
        certificates = [*self.certificates, *signature.other_embedded_certs]
        crls, responses = list(self.crls), list(self.ocsp_responses)
        for archive in _archival(signature.signer_info):
            crls += [one.dump() for one in archive["crl"] or ()]
            responses += [one.dump() for one in archive["ocsp"] or ()]
        return Evidence(tuple(certificates), tuple(crls), tuple(responses))


def evidence_in(reader: PdfFileReader) -> Evidence:
    """Return what the document security store holds; empty if there is none."""
    try:
        store = reader.root["/DSS"]
    except KeyError:
        return Evidence()
    certificates: list[x509.Certificate] = []
    for der in _streams(store, "/Certs"):
        try:
            certificate = x509.Certificate.load(der)
            certificate.subject.native  # noqa: B018 - parsing is lazy
        except (ValueError, TypeError):
            continue
        certificates.append(certificate)
    return Evidence(
        tuple(certificates),
        tuple(_streams(store, "/CRLs")),
        tuple(_streams(store, "/OCSPs")),
    )


def _streams(store: Any, key: str) -> Iterable[bytes]:  # noqa: ANN401 - of pyHanko
    try:
        entries = list(store[key])
    except (KeyError, TypeError):
        return
    for entry in entries:
        try:
            yield entry.get_object().data
        except Exception:  # noqa: BLE001, S112 - one bad stream spoils no other
            continue


def _archival(signer_info: Any) -> Iterable[Any]:  # noqa: ANN401 - of asn1crypto
    attributes = signer_info["signed_attrs"]
    for attribute in attributes if attributes.native is not None else ():
        if attribute["type"].native == "adobe_revocation_info_archival":
            yield from attribute["values"]
