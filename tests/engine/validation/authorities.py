"""Authorities, officials and signatures of the validation tests, made with pyHanko.

The certificates follow the profile of Indonesian officials; keys live in memory.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import (
    PdfSignatureMetadata,
    PdfSigner,
    PdfTimeStamper,
    SimpleSigner,
)
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.tokens.workshop import DOCUMENT_SIGNING
from ttedesktop.validation.trust.trust_store import TrustStore

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Holder:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey = field(repr=False)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def asn1(self) -> Any:
        return asn1_x509.Certificate.load(self.der)

    @property
    def asn1_key(self) -> Any:
        pkcs8 = self.key.private_bytes(
            Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
        )
        return asn1_keys.PrivateKeyInfo.load(pkcs8)


def named(common: str, organisation: str = "Otorita Uji") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def usage(**chosen: bool) -> x509.KeyUsage:
    every = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment",
            "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
            "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return x509.KeyUsage(**{**every, **chosen})


def certify(
    common: str,
    issuer: Holder | None = None,
    *,
    purpose: ObjectIdentifier | None = None,
    begin: datetime = NOW - YEAR,
    end: datetime = NOW + YEAR,
    more: tuple[x509.ExtensionType, ...] = (),
) -> Holder:
    """Make a certificate; without a purpose it is an authority's."""
    key = rsa.generate_private_key(65537, 2048)
    is_authority = purpose is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(common))
        .issuer_name(issuer.certificate.subject if issuer else named(common))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(
            usage(key_cert_sign=True, crl_sign=True)
            if is_authority
            else usage(digital_signature=True, content_commitment=True),
            critical=True,
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
    )
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    for extension in more:
        builder = builder.add_extension(extension, critical=False)
    signing = issuer.key if issuer else key
    return Holder(builder.sign(signing, hashes.SHA256()), key)


@dataclass(frozen=True)
class Authorities:
    """A root, the authority below it, an official, and a time-stamp authority."""

    root: Holder
    authority: Holder
    official: Holder
    stamper: Holder

    @property
    def store(self) -> TrustStore:
        return TrustStore.empty().with_certificates([self.root.der])

    def sign(
        self,
        content: bytes,
        *,
        by: Holder | None = None,
        embedded: tuple[Holder, ...] | None = None,
        at: datetime | None = None,
        **options: Any,
    ) -> bytes:
        """Return the document with one more signature, stamped at a moment if told."""
        signer = by or self.official
        chain = (self.authority, self.root) if embedded is None else embedded
        password = options.pop("password", "")
        box = options.pop("box", None)
        page = options.pop("page", 0)
        name = options.pop("name", f"TTE_{content.count(b'/ByteRange') + 1}")
        writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
        if password:
            writer.encrypt(password)
        settings: dict[str, Any] = {
            "subfilter": SigSeedSubFilter.PADES,
            "md_algorithm": "sha256",
            **options,
        }
        metadata = PdfSignatureMetadata(
            field_name=name,
            **settings,
        )
        signing = PdfSigner(
            metadata,
            SimpleSigner(signer.asn1, signer.asn1_key, store(chain), embed_roots=True),
            timestamper=None if at is None else self.time_stamper(at),
            new_field_spec=SigFieldSpec(name, on_page=page, box=box),
        )
        signed: Any = signing.sign_pdf(writer, bytes_reserved=32768)
        content_signed: bytes = signed.getvalue()
        return content_signed

    def sign_again(
        self, content: bytes, make: Callable[[bytes], bytes] | None = None
    ) -> bytes:
        """Return a signed document whose bytes were changed, signed as they are now.

        ``make`` returns the signature over the bytes that it covers; CMS if not told.
        """
        found = re.search(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)\s*\]", content)
        assert found is not None
        _start, length, after, rest = (int(number) for number in found.groups())
        covered = content[:length] + content[after : after + rest]
        encoded = (make or self.detached)(covered)
        digits = encoded.hex().encode().ljust(after - length - 2, b"0")
        return b"".join((content[: length + 1], digits, content[after - 1 :]))

    def detached(self, covered: bytes, at: datetime | None = None) -> bytes:
        """Return a signature of the official over bytes that stand elsewhere."""
        digest = hashlib.sha256(covered).digest()
        stamper = None if at is None else self.time_stamper(at)
        return self._message(
            lambda signer: signer.async_sign(
                digest, "sha256", use_pades=True, timestamper=stamper
            )
        )

    def encapsulating(self, data: bytes) -> bytes:
        """Return a signature of the official with what it signs inside."""
        return self._message(
            lambda signer: signer.async_sign_general_data(
                data, "sha256", detached=False
            )
        )

    def _message(self, make: Callable[[Any], Any]) -> bytes:
        signer = SimpleSigner(
            self.official.asn1,
            self.official.asn1_key,
            store((self.authority, self.root)),
            embed_roots=True,
        )
        message: Any = asyncio.run(make(signer))
        encoded: bytes = message.dump()
        return encoded

    def stamp_document(self, content: bytes, at: datetime) -> bytes:
        """Return the document with a document time-stamp."""
        writer = IncrementalPdfFileWriter(BytesIO(content))
        stamped: Any = PdfTimeStamper(self.time_stamper(at)).timestamp_pdf(
            writer, "sha256"
        )
        result: bytes = stamped.getvalue()
        return result

    def time_stamper(self, at: datetime, by: Holder | None = None) -> DummyTimeStamper:
        holder = by or self.stamper
        return DummyTimeStamper(
            holder.asn1, holder.asn1_key, certs_to_embed=store(
                (self.authority, self.root)
            ), fixed_dt=at,
        )  # fmt: skip

    def crl(
        self,
        *revoked: tuple[Holder, datetime],
        at: datetime = NOW,
        lasting: timedelta = YEAR,
        by: Holder | None = None,
    ) -> bytes:
        """Return a revocation list of the issuing authority."""
        issuer = by or self.authority
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(at)
            .next_update(at + lasting)
        )
        for holder, moment in revoked:
            entry = (
                x509.RevokedCertificateBuilder()
                .serial_number(holder.certificate.serial_number)
                .revocation_date(moment)
                .build()
            )
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def ocsp(self, revoked_at: datetime | None = None, *, at: datetime = NOW) -> bytes:
        """Return what the authority answers about the official."""
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=self.official.certificate,
            issuer=self.authority.certificate,
            algorithm=hashes.SHA1(),  # noqa: S303 - as RFC 6960 identifies certificates
            cert_status=ocsp.OCSPCertStatus.GOOD
            if revoked_at is None
            else ocsp.OCSPCertStatus.REVOKED,
            this_update=at,
            next_update=at + YEAR,
            revocation_time=revoked_at,
            revocation_reason=None,
        )
        answer = builder.responder_id(
            ocsp.OCSPResponderEncoding.HASH, self.authority.certificate
        ).sign(self.authority.key, hashes.SHA256())
        return answer.public_bytes(Encoding.DER)


def store(holders: tuple[Holder, ...]) -> SimpleCertificateStore:
    # pyHanko annotates neither its stores nor how they are made.
    make: Any = SimpleCertificateStore.from_certs
    made: SimpleCertificateStore = make([one.asn1 for one in holders])
    return made


def new_authorities() -> Authorities:
    root = certify("Induk Uji", begin=NOW - 8 * YEAR, end=NOW + 12 * YEAR)
    authority = certify("Penerbit Uji", root, begin=NOW - 4 * YEAR, end=NOW + 6 * YEAR)
    return Authorities(
        root,
        authority,
        certify("SITI AMINAH", authority, purpose=DOCUMENT_SIGNING),
        certify("Cap Waktu Uji", authority, purpose=ExtendedKeyUsageOID.TIME_STAMPING),
    )


def with_security_store(
    content: bytes,
    *,
    crls: tuple[bytes, ...] = (),
    responses: tuple[bytes, ...] = (),
    certificates: tuple[Holder, ...] = (),
) -> bytes:
    """Return the document with a security store added behind its signatures."""
    file = BytesIO(content)
    DocumentSecurityStore.supply_dss_in_writer(
        writer := IncrementalPdfFileWriter(file),
        None,
        certs=[one.asn1 for one in certificates],
        crls=[asn1_crl.CertificateList.load(der) for der in crls],
        ocsps=[asn1_ocsp.OCSPResponse.load(der) for der in responses],
    )
    writer.write_in_place()
    return file.getvalue()
