"""Certificates and revocation data that a signed document carries.

They lie in the signature itself, in Adobe's archival attribute, and in the document
security store (ETSI EN 319 142-1, 5.4.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.validation.chain import loaded
from ttedesktop.validation.cms import bare_certificates, certificates_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.untyped import PdfObject
    from ttedesktop.validation.signed_field import SignedField

_MOST_STREAMS: Final = 500


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found; nothing of it is trusted."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    ocsp_responses: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def has_revocation_data(self) -> bool:
        """Whether there is anything that may tell of a revocation."""
        return bool(self.crls or self.ocsp_responses)

    def with_signature(self, signed: SignedField) -> Evidence:
        """Return this with what one signature carries."""
        if signed.signed_data is None:
            return Evidence(
                (*bare_certificates(signed), *self.certificates),
                self.crls,
                self.ocsp_responses,
            )
        crls, responses = list(self.crls), list(self.ocsp_responses)
        for archive in _archival(signed):
            crls += [one.dump() for one in archive["crl"] or ()]
            responses += [one.dump() for one in archive["ocsp"] or ()]
        for entry in signed.signed_data["crls"] or ():
            if entry.name == "certificate_list":
                crls.append(entry.chosen.dump())
        embedded = certificates_in(signed.signed_data)
        return Evidence((*embedded, *self.certificates), tuple(crls), tuple(responses))


def evidence_in(reader: PdfFileReader) -> Evidence:
    """Return what the document security store holds; empty if there is none."""
    try:
        store: Any = reader.root["/DSS"]
    except KeyError:
        return Evidence()
    return Evidence(
        tuple(loaded(_streams(store, "/Certs"))),
        tuple(_streams(store, "/CRLs")),
        tuple(_streams(store, "/OCSPs")),
    )


def _streams(store: PdfObject, key: str) -> Iterable[bytes]:
    try:
        entries = list(store[key])[:_MOST_STREAMS]
    except (KeyError, TypeError):
        return
    for entry in entries:
        try:
            yield entry.get_object().data
        except Exception:  # noqa: BLE001, S112 - one bad stream spoils no other
            continue


def _archival(signed: SignedField) -> Iterable[Any]:
    for info in signed.signer_infos:
        attributes = info["signed_attrs"]
        for attribute in attributes if attributes.native is not None else ():
            if attribute["type"].native == "adobe_revocation_info_archival":
                yield from attribute["values"]
