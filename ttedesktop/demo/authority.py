"""The authorities of the demonstration, and the certificate of its official.

The certificates follow the profile that Indonesian officials carry (BSrE CA DS G1),
so that what works here works there: names in different order on each level, no path
length, one critical purpose only. Hosts lie under ``.invalid`` (RFC 2606, 2), and
each name says that it is a demonstration.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID
from cryptography.x509.oid import ObjectIdentifier as Oid

if TYPE_CHECKING:
    from collections.abc import Iterable

OFFICIAL_DAYS: Final = 729
CRL_DAYS: Final = 30
LABEL: Final = "DEMONSTRASI"
ROOT_NAME: Final = "DEMONSTRASI Root CA TTE Desktop"
ISSUER_NAME: Final = "DEMONSTRASI CA TTE Desktop G1"
AUTHORITY: Final = "DEMONSTRASI Penyelenggara Sertifikat Rekaan"
_HOST: Final = "ca.demonstrasi.invalid"
_CPS: Final = f"https://{_HOST}/kebijakan"
# The true authorities have 4,096 bits; 3,072 are made in a fraction of the time.
_AUTHORITY_BITS: Final = 3072
_SERIAL_BYTES: Final = 19
_DESCRIPTION: Final = Oid("2.5.4.13")
_AUTHENTIC_DOCUMENTS: Final = Oid("1.2.840.113583.1.1.5")
"""Adobe's "authentic documents trust", the one purpose of an official's key."""
_POLICIES: Final = (
    ("2.16.360.1.1.1.5.1.4.3", "DEMONSTRASI Individu Instansi Online Level 3"),
    ("2.16.360.1.1.1.3.11.2.0.1", _CPS),
    ("2.16.360.1.1.1.9.1", "DEMONSTRASI Adobe Approved Trust List (AATL)"),
)
_ISSUING: Final = ("key_cert_sign", "crl_sign")
_TYPES: Final = {
    "description": _DESCRIPTION,
    "cn": NameOID.COMMON_NAME,
    "o": NameOID.ORGANIZATION_NAME,
    "c": NameOID.COUNTRY_NAME,
}
_USAGES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
_CAPITALS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority with its private key, which lives in memory only."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey = field(repr=False)

    @property
    def der(self) -> bytes:
        """The certificate in DER."""
        return self.certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A root and the authority below it that issues to officials."""

    root: Authority
    issuer: Authority


@dataclass(frozen=True, slots=True)
class _Validity:
    begin: datetime
    end: datetime


def make_hierarchy(now: datetime | None = None, *, label: str = LABEL) -> Hierarchy:
    """Make a root and an issuing authority that are valid at ``now``.

    ``label`` begins their names: authorities of the same name with different keys look
    like a forgery.
    """
    root_called, issuer_called, organisation = (
        name.replace(LABEL, label) for name in (ROOT_NAME, ISSUER_NAME, AUTHORITY)
    )
    moment = _whole_second(now)
    root_key = rsa.generate_private_key(65537, _AUTHORITY_BITS)
    # CN, O, C here and C, O, CN below, as the national root and its authorities.
    root_name = _name(cn=root_called, o=organisation, c="ID")
    root = (
        _builder(root_name, root_name, root_key.public_key(), _years(moment, -8, 12))
        .add_extension(_any_path(), critical=True)
        .add_extension(_usage("digital_signature", *_ISSUING), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    issuer_key = rsa.generate_private_key(65537, _AUTHORITY_BITS)
    issuer_name = _name(c="ID", o=organisation, cn=issuer_called)
    issuer = (
        _builder(issuer_name, root_name, issuer_key.public_key(), _years(moment, -4, 6))
        .add_extension(_any_path(), critical=True)
        .add_extension(_usage("digital_signature", *_ISSUING), critical=True)
        .add_extension(_issued_by(root), critical=False)
        .add_extension(_crl_at(f"http://{_HOST}/akar.crl"), critical=False)
        .sign(root_key, hashes.SHA384())
    )
    return Hierarchy(Authority(root, root_key), Authority(issuer, issuer_key))


def certify_official(
    issuer: Authority,
    public_key: rsa.RSAPublicKey,
    *,
    name: str,
    organisation: str,
    now: datetime | None = None,
) -> bytes:
    """Return the DER of the certificate of an official, valid for 729 days."""
    begin = _whole_second(now) - timedelta(days=30)
    subject = _name(
        description=f"{_registration()}_Tanda Tangan Elektronik",
        cn=name,
        o=organisation,
        c="ID",
    )
    certificate = (
        _builder(
            subject,
            issuer.certificate.subject,
            public_key,
            _Validity(begin, begin + timedelta(days=OFFICIAL_DAYS)),
        )
        .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([_AUTHENTIC_DOCUMENTS]), critical=True)
        .add_extension(_issued_by(issuer.certificate), critical=False)
        .add_extension(_policies(), critical=False)
        .add_extension(_information(), critical=False)
        .add_extension(_crl_at(f"https://{_HOST}/ca-g1.crl"), critical=False)
        .sign(issuer.key, hashes.SHA256())
    )
    return certificate.public_bytes(Encoding.DER)


def publish_crl(authority: Authority, now: datetime | None = None) -> bytes:
    """Return the DER of a revocation list that revokes nobody, current for 30 days."""
    moment = _whole_second(now)
    crl = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(moment - timedelta(hours=1))
        .next_update(moment + timedelta(days=CRL_DAYS))
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(_issued_by(authority.certificate), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return crl.public_bytes(Encoding.DER)


def _name(**attributes: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(_TYPES[kind], value) for kind, value in attributes.items()]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: rsa.RSAPublicKey,
    validity: _Validity,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(_serial_number())
        .not_valid_before(validity.begin)
        .not_valid_after(validity.end)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False
        )
    )


def _serial_number() -> int:
    # The first byte is neither zero nor negative, so that DER needs all nineteen.
    first = secrets.randbelow(0x7F) + 1
    rest = secrets.token_bytes(_SERIAL_BYTES - 1)
    return int.from_bytes(bytes([first]) + rest, "big")


def _registration() -> str:
    digits = "".join(secrets.choice("0123456789") for _ in range(6))
    return digits + "".join(secrets.choice(_CAPITALS) for _ in range(10))


def _whole_second(moment: datetime | None) -> datetime:
    return (moment or datetime.now(UTC)).replace(microsecond=0)


def _years(moment: datetime, before: int, after: int) -> _Validity:
    year = timedelta(days=365)
    return _Validity(moment + before * year, moment + after * year)


def _any_path() -> x509.BasicConstraints:
    return x509.BasicConstraints(ca=True, path_length=None)


def _usage(*chosen: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{usage: usage in chosen for usage in _USAGES})


def _issued_by(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    own = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own.value)


def _crl_at(address: str) -> x509.CRLDistributionPoints:
    point = x509.DistributionPoint(
        [x509.UniformResourceIdentifier(address)], None, None, None
    )
    return x509.CRLDistributionPoints([point])


def _policies() -> x509.CertificatePolicies:
    def policies() -> Iterable[x509.PolicyInformation]:
        for identifier, words in _POLICIES:
            qualifier = words if words == _CPS else x509.UserNotice(None, words)
            yield x509.PolicyInformation(Oid(identifier), [qualifier])

    return x509.CertificatePolicies(policies())


def _information() -> x509.AuthorityInformationAccess:
    places = (
        (AuthorityInformationAccessOID.CA_ISSUERS, f"https://{_HOST}/ca-g1.crt"),
        (AuthorityInformationAccessOID.OCSP, f"https://{_HOST}/ca-g1/ocsp"),
    )
    return x509.AuthorityInformationAccess(
        x509.AccessDescription(method, x509.UniformResourceIdentifier(address))
        for method, address in places
    )
