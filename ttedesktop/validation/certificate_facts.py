"""What stands in a certificate, as plain values that pass between processes."""

from __future__ import annotations

import dataclasses
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asn1crypto import x509

_ORDER: Final = (
    "common_name",
    "organizational_unit_name",
    "organization_name",
    "country_name",
)
"""In which parts of a name are shown; authorities write them in any order."""
_MOMENTS: Final = ("not_before", "not_after")
_LISTS: Final = ("subject", "usages", "purposes", "policies")


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """One certificate of a chain (RFC 5280, 4.1)."""

    name: str
    """Common name of the subject, or the most telling part of it there is."""
    subject: tuple[str, ...]
    """All parts of the subject, the common name first."""
    issuer: str
    serial: str
    """Serial number in upper-case hexadecimal digits."""
    sha256: str
    not_before: datetime
    not_after: datetime
    key: str
    """Algorithm and size, such as "RSA 2048"."""
    signed_with: str
    usages: tuple[str, ...]
    """Of the key, as RFC 5280, 4.2.1.3 names them."""
    purposes: tuple[str, ...]
    """Extended usages: names, or object identifiers that have none here."""
    policies: tuple[str, ...]
    """Object identifiers."""
    is_authority: bool
    der: bytes = field(repr=False)


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Return the facts of a certificate; what cannot be read is left empty."""
    return CertificateFacts(
        name=common_name(certificate.subject),
        subject=_parts_of(certificate.subject),
        issuer=common_name(certificate.issuer),
        serial=f"{certificate.serial_number:X}",
        sha256=certificate.sha256.hex(),
        not_before=aware(certificate.not_valid_before),
        not_after=aware(certificate.not_valid_after),
        key=_key_of(certificate),
        signed_with=_signed_with(certificate),
        usages=_listed(certificate.key_usage_value),
        purposes=_listed(certificate.extended_key_usage_value),
        policies=_policies_of(certificate),
        is_authority=bool(certificate.ca),
        der=certificate.dump(),
    )


def common_name(name: x509.Name) -> str:
    """Return the common name in a name, or the most telling part there is."""
    native: dict[str, Any] = dict(name.native or {})
    for key in ("common_name", "organization_name", *native):
        value = native.get(key)
        if value:
            return str(value[0] if isinstance(value, list) else value)
    return ""


def aware(moment: datetime) -> datetime:
    """Return a moment with its zone; those of certificates are in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def facts_out(one: CertificateFacts) -> dict[str, Any]:
    """Return the facts as JSON knows them."""
    told = dataclasses.asdict(one)
    for key in _MOMENTS:
        told[key] = told[key].isoformat(timespec="seconds")
    for key in _LISTS:
        told[key] = list(told[key])
    return {**told, "der": b64encode(one.der).decode()}


def facts_in(told: Mapping[str, Any]) -> CertificateFacts:
    """Return the facts that ``facts_out`` told; raises if they are none."""
    read: dict[str, Any] = {**told, "der": b64decode(told["der"])}
    for key in _MOMENTS:
        read[key] = datetime.fromisoformat(told[key])
    for key in _LISTS:
        read[key] = tuple(told[key])
    return CertificateFacts(**read)


def _parts_of(name: x509.Name) -> tuple[str, ...]:
    native: dict[str, Any] = dict(name.native or {})
    keys = sorted(
        native, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER)
    )
    parts: list[str] = []
    for key in keys:
        value = native[key]
        parts.extend(
            str(one) for one in (value if isinstance(value, list) else [value])
        )
    return tuple(parts)


def _key_of(certificate: x509.Certificate) -> str:
    key: Any = certificate.public_key
    try:
        kind = str(key.algorithm)
        if kind == "ec":
            return f"EC {key.curve[1]}"
        size = "" if kind.startswith("ed") else f" {key.bit_size}"
        return f"{kind.upper()}{size}"
    except (ValueError, TypeError):
        return ""


def _signed_with(certificate: x509.Certificate) -> str:
    parts: Any = certificate
    return str(parts["signature_algorithm"]["algorithm"].native)


def _listed(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - asn1crypto's own values
    return () if value is None else tuple(sorted(str(one) for one in value.native))


def _policies_of(certificate: x509.Certificate) -> tuple[str, ...]:
    value: Any = certificate.certificate_policies_value
    if value is None:
        return ()
    return tuple(one["policy_identifier"].dotted for one in value)
