"""What stands in the signatures of a file, read by pyHanko and asn1crypto alone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader


@dataclass(frozen=True)
class Signed:
    """One signature: its dictionary, and the CMS in it."""

    field: str
    dictionary: Any
    data: Any
    """SignedData (RFC 5652, 5.1)."""
    permission: int | None
    """Of a certification, 1 to 3."""

    @property
    def signer(self) -> Any:
        return self.data["signer_infos"][0]

    @property
    def attributes(self) -> dict[str, Any]:
        return {
            one["type"].native: one["values"][0] for one in self.signer["signed_attrs"]
        }

    @property
    def certificates(self) -> list[bytes]:
        return [bytes(one.chosen.dump()) for one in self.data["certificates"]]


def signatures(content: bytes, password: str = "") -> list[Signed]:
    reader = PdfFileReader(BytesIO(content))
    if password:
        reader.decrypt(password)
    return [
        Signed(
            str(one.field_name),
            one.sig_object,
            one.signed_data,
            None if one.docmdp_level is None else one.docmdp_level.value,
        )
        for one in reader.embedded_regular_signatures
    ]
