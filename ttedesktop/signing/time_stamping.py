"""Puts time-stamps where they belong: into a signature, or over the document.

Where a time-stamp comes from is not known here: a ``Stamper`` is handed in.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Any, Final, Protocol

from asn1crypto import cms
from pyhanko.sign.attributes import (
    CMSAttributeProvider,
    UnsignedAttributeProviderSpec,
)
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from typing_extensions import override

from ttedesktop.signing.field import next_field_name, taken_names
from ttedesktop.signing.opening import opened_for_update
from ttedesktop.signing.seed_values import DIGEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ttedesktop.document.pdf import Document

PREFIX: Final = "CapWaktu_"
_CHUNK: Final = 1 << 20


class Stamper(Protocol):
    """Gives time-stamps (RFC 3161)."""

    @property
    def reserved(self) -> int:
        """Bytes that a time-stamp may take in DER."""
        ...

    def stamp(self, digest: bytes, algorithm: str) -> bytes | None:
        """Return a time-stamp token in DER, or None to go on without; it may block."""
        ...


class SignatureTimeStamp(UnsignedAttributeProviderSpec):
    """Adds a time-stamp to a signature value (EN 319 122-1, 5.3), if one is given."""

    def __init__(self, stamper: Stamper) -> None:
        self._stamper = stamper

    @override
    def unsigned_attr_providers(
        self,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
        digest_algorithm: str,
    ) -> Iterable[CMSAttributeProvider]:
        """Yield what asks for the time-stamp."""
        del signed_attrs
        yield _Token(self._stamper, signature, digest_algorithm)


class _Token(CMSAttributeProvider):
    attribute_type = "signature_time_stamp_token"

    def __init__(self, stamper: Stamper, value: bytes, algorithm: str) -> None:
        self._stamper = stamper
        self._value = value
        self._algorithm = algorithm

    @override
    async def build_attr_value(
        self,
        dry_run: bool = False,
    ) -> Any:
        if dry_run:
            return None
        digest = hashlib.new(self._algorithm, self._value).digest()
        # Off this loop: whoever verifies the answer runs one of their own.
        token = await asyncio.to_thread(self._stamper.stamp, digest, self._algorithm)
        return None if token is None else cms.ContentInfo.load(token)


class _Adapter(TimeStamper):
    """A stamper as pyHanko wants it."""

    def __init__(self, stamper: Stamper) -> None:
        begin: Any = super().__init__  # it carries no types
        begin()
        self._stamper = stamper

    @override
    async def async_timestamp(
        self, message_digest: bytes, md_algorithm: str
    ) -> cms.ContentInfo:
        token = await asyncio.to_thread(
            self._stamper.stamp, message_digest, md_algorithm
        )
        if token is None:
            msg = "a document time-stamp cannot be left out"
            raise ValueError(msg)
        return cms.ContentInfo.load(token)


def add_document_time_stamp(path: Path, document: Document, stamper: Stamper) -> str:
    """Add a time-stamp over all that the file at ``path`` holds, as an increment.

    ``document`` is what the file began with. Returns the name of the field. Raises
    what the stamper raises and what pyHanko raises; the file is then to be thrown away.
    """
    with path.open("r+b") as file:
        writer = opened_for_update(file, document)
        name = next_field_name(taken_names(writer.prev), PREFIX)
        stamping = PdfTimeStamper(_Adapter(stamper), field_name=name)
        asyncio.run(
            stamping.async_timestamp_pdf(
                writer,
                DIGEST,
                bytes_reserved=2 * stamper.reserved,
                in_place=True,
                chunk_size=_CHUNK,
            )
        )
    return name
