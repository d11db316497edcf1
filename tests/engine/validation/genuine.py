"""Authorities and letters that are made as the genuine ones are, names and all rules.

Measured on public documents: a root whose name begins with its common name, an issuing
authority whose name begins with the country, officials with a critical Adobe usage and
three policies, time-stamp authorities that have expired since, and the older authority
outside the root, which has expired, too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from tests.engine.validation.authorities import Authorities, Holder, usage
from tests.tokens.workshop import DOCUMENT_SIGNING
from ttedesktop.validation.trust.trust_store import TrustAnchor, TrustClass, TrustStore

if TYPE_CHECKING:
    from collections.abc import Sequence

POLICIES = (
    "2.16.360.1.1.1.5.1.4.3",
    "2.16.360.1.1.1.3.11.2.0.1",
    "2.16.360.1.1.1.9.1",
)
SIGNED = datetime(2025, 5, 14, 2, 31, 7, tzinfo=UTC)
SIGNED_LONG_AGO = datetime(2023, 10, 16, 6, 28, 34, tzinfo=UTC)
OLD_END = datetime(2026, 8, 18, 5, 5, 39, tzinfo=UTC)
Attribute = tuple[ObjectIdentifier, str]


@dataclass(frozen=True)
class Life:
    """The validity of a certificate."""

    begin: datetime
    end: datetime


def life(begin: str, end: str) -> Life:
    """Return the validity between two days in ISO 8601."""
    days = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (begin, end))
    return Life(*days)


def issued(
    attributes: Sequence[Attribute],
    lasting: Life,
    extensions: Sequence[tuple[x509.ExtensionType, bool]],
    issuer: Holder | None = None,
) -> Holder:
    """Make a certificate; without an issuer it signs itself."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(oid, text) for oid, text in attributes])
    above = issuer.certificate if issuer else None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(lasting.begin)
        .not_valid_after(lasting.end)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
    )
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    signing = issuer.key if issuer else key
    return Holder(builder.sign(signing, hashes.SHA256()), key)


def authority(*attributes: Attribute, lasting: Life, issuer: Holder | None) -> Holder:
    rights = usage(digital_signature=True, key_cert_sign=True, crl_sign=True)
    extensions = (
        (x509.BasicConstraints(ca=True, path_length=None), True),
        (rights, True),
    )
    return issued(attributes, lasting, extensions, issuer)


def person(*attributes: Attribute, lasting: Life, issuer: Holder) -> Holder:
    policies = [x509.PolicyInformation(ObjectIdentifier(one), None) for one in POLICIES]
    point = x509.DistributionPoint(
        [x509.UniformResourceIdentifier("https://va.example.go.id/ca.crl")],
        None, None, None,
    )  # fmt: skip
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (usage(digital_signature=True, content_commitment=True), True),
        (x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), True),
        (x509.CertificatePolicies(policies), False),
        (x509.CRLDistributionPoints([point]), False),
    ]
    return issued(attributes, lasting, extensions, issuer)


def stamper(common: str, *, lasting: Life, issuer: Holder) -> Holder:
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (usage(digital_signature=True, content_commitment=True), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True),
    ]
    attributes = [
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, "Badan Siber Uji"),
        (NameOID.COMMON_NAME, common),
    ]
    return issued(attributes, lasting, extensions, issuer)


@dataclass(frozen=True)
class GenuineWorld:
    """The present hierarchy, and the one before it."""

    now: Authorities
    before: Authorities

    @property
    def store(self) -> TrustStore:
        """Trust as the program ships it: pinned digests, and no certificate at all."""
        return TrustStore(
            (
                _anchor("Root CA Uji DS G1", self.now.root, TrustClass.NATIONAL),
                _anchor(
                    "OSD Uji Kelas 2", self.before.root, TrustClass.LEGACY, OLD_END
                ),
            )
        )


def _anchor(
    name: str, holder: Holder, kind: TrustClass, until: datetime | None = None
) -> TrustAnchor:
    digest = hashlib.sha256(holder.der).hexdigest()
    return TrustAnchor(name, digest, kind, not_after=until)


def genuine_world(root_name: str = "Root CA Uji DS G1") -> GenuineWorld:
    """Make all authorities and one official of each hierarchy."""
    return GenuineWorld(_authorities_now(root_name), _authorities_before())


_OFFICIAL: Final[tuple[Attribute, ...]] = (
    # Its own attribute type has no name in the library (2.5.4.13, description).
    (ObjectIdentifier("2.5.4.13"), "123456AB12CD34EF_Tanda Tangan Elektronik"),
    (NameOID.COMMON_NAME, "SITI AMINAH"),
    (NameOID.ORGANIZATION_NAME, "Pemerintah Kota Tirta Raya"),
    (NameOID.COUNTRY_NAME, "ID"),
)
_TWO_YEARS: Final = timedelta(days=729)


def _authorities_now(root_name: str) -> Authorities:
    root = authority(
        (NameOID.COMMON_NAME, root_name),
        (NameOID.ORGANIZATION_NAME, "Kementerian Uji"),
        (NameOID.COUNTRY_NAME, "ID"),
        lasting=life("2018-08-28", "2038-08-23"),
        issuer=None,
    )
    issuing = authority(
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, "Badan Siber Uji"),
        (NameOID.COMMON_NAME, "BSRE CA Uji G1"),
        lasting=life("2022-11-21", "2032-11-18"),
        issuer=root,
    )
    return Authorities(
        root,
        issuing,
        person(
            *_OFFICIAL,
            lasting=Life(SIGNED - timedelta(days=200), SIGNED + _TWO_YEARS),
            issuer=issuing,
        ),
        stamper(
            "Timestamp Uji 2023", lasting=life("2023-06-27", "2026-06-26"),
            issuer=issuing,
        ),
    )  # fmt: skip


def _authorities_before() -> Authorities:
    old = authority(
        (NameOID.COMMON_NAME, "OSD Uji Kelas 2"),
        (NameOID.ORGANIZATION_NAME, "Lembaga Sandi Uji"),
        (NameOID.COUNTRY_NAME, "ID"),
        lasting=Life(datetime(2016, 8, 18, 5, 5, 39, tzinfo=UTC), OLD_END),
        issuer=None,
    )
    return Authorities(
        old,
        old,
        person(
            *_OFFICIAL,
            lasting=Life(SIGNED_LONG_AGO, SIGNED_LONG_AGO + _TWO_YEARS),
            issuer=old,
        ),
        stamper(
            "Timestamp Uji 2022", lasting=life("2022-09-02", "2025-09-01"), issuer=old
        ),
    )  # fmt: skip


def with_late_header(content: bytes, office: Authorities) -> bytes:
    """Return the letter with a newline before its header, signed as it then is."""
    first, second, rest = content.split(b"\n", 2)
    moved = b"\n".join((b"", first, second[1:], rest))
    return office.sign_again(moved, lambda covered: office.detached(covered, SIGNED))
