"""A signature field as it stands in the file, before anything of it is believed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import cms
from pyhanko.pdf_utils.generic import (
    EncryptedObjAccess,
    TextStringObject,
    parse_pdf_date,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

if TYPE_CHECKING:
    from datetime import datetime

    from ttedesktop.untyped import Asn1Value, PdfObject

BARE_SIGNATURE: Final = "/adbe.x509.rsa_sha1"
"""A signature value without CMS around it (ISO 32000-1, 12.8.3.2); deprecated."""
ENCAPSULATED: Final = "/adbe.pkcs7.sha1"
"""CMS over the SHA-1 of the document (ISO 32000-1, 12.8.3.3.1); deprecated."""


class FieldUnreadable(ValueError):
    """A signature dictionary lacks what every signature has."""


@dataclass(frozen=True, slots=True)
class SignedField:
    """The parts of one signature; nothing has been verified."""

    name: str
    node: Any
    """The field's dictionary (ISO 32000-2, 12.7.5.5)."""
    dictionary: Any
    """The signature's dictionary (ISO 32000-2, 12.8.1)."""
    byte_range: tuple[Any, ...]
    signed_data: Any
    """SignedData (RFC 5652, 5.1), or None for a bare signature value."""
    contents: bytes = field(repr=False)

    @property
    def sub_filter(self) -> str:
        """Name of the encoding, with its slash; empty if there is none."""
        return str(self.dictionary.get("/SubFilter", ""))

    @property
    def signer_infos(self) -> list[Any]:
        """The SignerInfo structures (RFC 5652, 5.3)."""
        return (
            [] if self.signed_data is None else list(self.signed_data["signer_infos"])
        )

    @property
    def is_time_stamp(self) -> bool:
        """Whether the content that is signed is a time-stamp (RFC 3161, 2.4.2)."""
        if self.signed_data is None:
            return False
        kind = self.signed_data["encap_content_info"]["content_type"].native
        return bool(kind == "tst_info")

    def text(self, key: str) -> str:
        """Return a text of the signature dictionary without control characters."""
        value = self.dictionary.get(key)
        return "".join(c for c in str(value or "") if c.isprintable())

    def claimed_time(self) -> datetime | None:
        """Return what the signer's computer said; None if that cannot be read."""
        try:
            for info in self.signer_infos:
                attributes = info["signed_attrs"]
                for one in attributes if attributes.native is not None else ():
                    if one["type"].native == "signing_time":
                        claimed: datetime | None = one["values"][0].native
                        return claimed
            return parse_pdf_date(self.dictionary["/M"], strict=False)
        except Exception:  # noqa: BLE001 - a claim that cannot be read claims nothing
            return None

    def permission(self) -> MDPPerm | None:
        """Return what a certification or a lock permits (12.8.2.2), or None."""
        for reference in self._references("/DocMDP"):
            parameters = _plain(reference.get("/TransformParams")) or {}
            # Without /P the default is 2 (ISO 32000-2, table 257).
            return MDPPerm(int(parameters.get("/P", 2)))
        lock = _plain(self.node.get("/Lock"))
        if lock is not None and "/P" in lock:
            return MDPPerm(int(lock["/P"]))
        return None

    def locked_fields(self) -> FieldMDPSpec | None:
        """Return the form fields that the signature locks (12.8.2.4), or None."""
        for reference in self._references("/FieldMDP"):
            return FieldMDPSpec.from_pdf_object(reference["/TransformParams"])
        return None

    @property
    def is_certification(self) -> bool:
        """Whether the signature certifies the document (12.8.2.2)."""
        return any(True for _ in self._references("/DocMDP"))

    def _references(self, method: str) -> list[Any]:
        listed = _plain(self.dictionary.get("/Reference")) or ()
        references = [_plain(one) for one in listed]
        return [one for one in references if one.get("/TransformMethod") == method]


def read_field(name: str, sig_field: PdfObject) -> SignedField:
    """Return the parts of a signature.

    Raises FieldUnreadable, or anything that pyHanko raises on a broken structure.
    """
    value: Any = sig_field.raw_get("/V")
    dictionary = value.get_object()
    contents = dictionary.raw_get("/Contents", decrypt=EncryptedObjAccess.RAW)
    byte_range = _plain(dictionary.raw_get("/ByteRange"))
    if not hasattr(contents, "original_bytes") or not isinstance(byte_range, list):
        raise FieldUnreadable(name)
    encoded: bytes = contents.original_bytes
    if isinstance(contents, TextStringObject) and not encoded:
        raise FieldUnreadable(name)
    is_bare = str(dictionary.get("/SubFilter", "")) == BARE_SIGNATURE
    return SignedField(
        name=name,
        node=sig_field,
        dictionary=dictionary,
        byte_range=tuple(_plain(part) for part in byte_range),
        contents=encoded,
        signed_data=None if is_bare else _signed_data(encoded, name),
    )


def _signed_data(encoded: bytes, name: str) -> Asn1Value:
    message: Any = cms.ContentInfo.load(encoded)
    if message["content_type"].native != "signed_data":
        raise FieldUnreadable(name)
    return message["content"]


def _plain(value: PdfObject) -> PdfObject:
    return value.get_object() if hasattr(value, "get_object") else value
