"""Certificates and revocation data that a signed document carries.

They lie in the signature itself, in Adobe's archival attribute, and in the document
security store (ETSI EN 319 142-1, 5.4.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.decode_limits import DecodePurpose

from ttedesktop.validation.report import RevocationSource
from ttedesktop.validation.signatures.cms import bare_certificates, certificates_in
from ttedesktop.validation.trust.chain import loaded
from ttedesktop.validation.trust.revocation import RevocationData

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.untyped import PdfObject
    from ttedesktop.validation.signatures.signed_field import SignedField

_MOST_STREAMS: Final = 500
_LARGEST_STORE: Final = 32 << 20
"""Bytes of certificates, or of lists, or of responses, that are looked at."""
_PURPOSES: Final = {
    "/Certs": DecodePurpose.CERTIFICATE,
    "/CRLs": DecodePurpose.CRL,
    "/OCSPs": DecodePurpose.OCSP_RESPONSE,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found; nothing of it is trusted."""

    certificates: tuple[x509.Certificate, ...] = ()
    revocation: tuple[RevocationData, ...] = field(default=(), repr=False)

    def with_signature(self, signed: SignedField) -> Evidence:
        """Return this with what one signature carries."""
        if signed.signed_data is None:
            found = (*bare_certificates(signed), *self.certificates)
            return replace(self, certificates=found)
        data = list(self.revocation)
        for archive in _archival(signed):
            data += _from_signature(archive["crl"] or ())
            data += _from_signature(archive["ocsp"] or (), is_response=True)
        for entry in signed.signed_data["crls"] or ():
            if entry.name == "certificate_list":
                data += _from_signature([entry.chosen])
        embedded = certificates_in(signed.signed_data)
        return Evidence((*embedded, *self.certificates), tuple(data))


def _from_signature(
    structures: Iterable[Any], *, is_response: bool = False
) -> Iterable[RevocationData]:
    for one in structures:
        yield RevocationData(one.dump(), RevocationSource.SIGNATURE, is_response)


def evidence_in(reader: PdfFileReader) -> Evidence:
    """Return what the document security store holds; empty if there is none."""
    try:
        store: Any = reader.root["/DSS"]
    except KeyError:
        return Evidence()
    return Evidence(
        tuple(loaded(_streams(store, "/Certs"))),
        tuple(
            RevocationData(der, RevocationSource.STORE, is_response)
            for key, is_response in (("/CRLs", False), ("/OCSPs", True))
            for der in dict.fromkeys(_streams(store, key))
        ),
    )


def _streams(store: PdfObject, key: str) -> Iterable[bytes]:
    try:
        entries = list(store[key])[:_MOST_STREAMS]
    except (KeyError, TypeError):
        return
    size = 0
    for entry in entries:
        try:
            # Far less than of a picture: these are hardly smaller when packed.
            data: bytes = entry.get_object().read_data(_PURPOSES[key])
        except Exception:  # noqa: BLE001, S112 - one bad stream spoils no other
            continue
        size += len(data)
        if size > _LARGEST_STORE:
            return
        yield data


def _archival(signed: SignedField) -> Iterable[Any]:
    for info in signed.signer_infos:
        attributes = info["signed_attrs"]
        for attribute in attributes if attributes.native is not None else ():
            if attribute["type"].native == "adobe_revocation_info_archival":
                yield from attribute["values"]
