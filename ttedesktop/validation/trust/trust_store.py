"""The trust anchors, and where they came from.

Anchors are pinned by the SHA-256 of their certificates. A chain is never trusted
because it is embedded: it has to end at a certificate with a pinned digest, or at
one that a person or administrator added for this call or this computer.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from asn1crypto import pem

from ttedesktop.errors.output_errors import TrustFileUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path


class TrustClass(Enum):
    """What an anchor is trusted for."""

    NATIONAL = "national"
    """The national root of Indonesia and the authorities pinned below it."""
    LEGACY = "legacy"
    """An authority outside the national root: only with a trusted time of its life."""
    ADDED = "added"
    """Added by a person or administrator."""


@dataclass(frozen=True, slots=True)
class TrustAnchor:
    """A certificate at which a chain may end."""

    name: str
    sha256: str
    trust_class: TrustClass
    provenance: str = ""
    under: str = ""
    """Name of the root that vouches for a pinned issuing authority."""
    not_after: datetime | None = None
    """Of a legacy anchor: trusted times from here on do not count."""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    """What its certificate says of its validity."""

    @property
    def shown_name(self) -> str:
        """Name to show as the end of a chain."""
        return self.under or self.name


@dataclass(frozen=True, slots=True)
class TrustStore:
    """The anchors for one validation, and revocation lists that were imported."""

    anchors: tuple[TrustAnchor, ...] = ()
    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    """DER of added anchors, and of others that may help to build a chain."""
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    """DER of certificate revocation lists (RFC 5280, 5) imported on this computer."""
    responses: tuple[bytes, ...] = field(default=(), repr=False)
    """DER of OCSP responses (RFC 6960) imported likewise."""

    @classmethod
    def pinned(cls) -> Self:
        """Return the anchors that the program ships facts of."""
        return cls(_shipped())

    @classmethod
    def empty(cls) -> Self:
        """Return a store that trusts nothing."""
        return cls()

    def with_certificates(self, ders: Iterable[bytes]) -> Self:
        """Return a store that also trusts these certificates as anchors."""
        added = tuple(ders)
        anchors = tuple(
            TrustAnchor("", hashlib.sha256(der).hexdigest(), TrustClass.ADDED)
            for der in added
        )
        return replace(
            self,
            anchors=(*self.anchors, *anchors),
            certificates=(*self.certificates, *added),
        )

    def with_helpers(self, ders: Iterable[bytes]) -> Self:
        """Return a store that knows these certificates, and trusts none of them.

        They fill the gaps in chains of documents that do not carry them.
        """
        return replace(self, certificates=(*self.certificates, *ders))

    def with_crls(self, ders: Iterable[bytes]) -> Self:
        """Return a store that also knows these revocation lists."""
        return replace(self, crls=(*self.crls, *ders))

    def with_responses(self, ders: Iterable[bytes]) -> Self:
        """Return a store that also knows these OCSP responses."""
        return replace(self, responses=(*self.responses, *ders))

    def anchor_of(self, der: bytes) -> TrustAnchor | None:
        """Return the anchor that a certificate is, or None."""
        digest = hashlib.sha256(der).hexdigest()
        return next((one for one in self.anchors if one.sha256 == digest), None)

    def pinned_names(self) -> frozenset[str]:
        """Return the common names that only the pinned certificates may bear."""
        return frozenset(one.name for one in self.anchors if one.name)


@cache
def _shipped() -> tuple[TrustAnchor, ...]:
    text = (files("resources") / "trust" / "anchors.toml").read_text(encoding="utf-8")
    return tuple(
        TrustAnchor(
            name=entry["name"],
            sha256=entry["sha256"].lower(),
            trust_class=TrustClass(entry["class"]),
            provenance=entry["provenance"],
            under=entry.get("under", ""),
            not_after=_midnight(entry.get("not_after")),
            valid_from=_midnight(entry["valid_from"]),
            valid_until=_midnight(entry["valid_until"]),
        )
        for entry in tomllib.loads(text)["anchor"]
    )


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def read_certificates(path: Path) -> tuple[bytes, ...]:
    """Return the DER of the certificates in a file, or in the files of a folder.

    Raises TrustFileUnreadable if there is none.
    """
    return _ders_in(path, (".pem", ".crt", ".cer"), _certificates_in)


def read_revocation_lists(path: Path) -> tuple[bytes, ...]:
    """Return the DER of the revocation lists in a file, or in the files of a folder.

    Raises TrustFileUnreadable if there is none.
    """
    return _ders_in(path, (".crl",), _lists_in)


def _ders_in(
    path: Path, endings: Sequence[str], read: Callable[[bytes], Iterable[bytes]]
) -> tuple[bytes, ...]:
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.suffix.lower() in endings)
        found = tuple(der for one in inside for der in _ders_in(one, endings, read))
    else:
        try:
            found = tuple(read(path.read_bytes()))
        except (OSError, ValueError):
            found = ()
    if not found:
        raise TrustFileUnreadable(path.name)
    return found


def age_of(crl: bytes, now: datetime) -> timedelta:
    """Return how long ago a revocation list in DER was made."""
    from cryptography import x509

    return now - x509.load_der_x509_crl(crl).last_update_utc


def _lists_in(content: bytes) -> Iterator[bytes]:
    from cryptography import x509

    for der in _unarmoured(content, "X509 CRL"):
        x509.load_der_x509_crl(der)
        yield der


def _certificates_in(content: bytes) -> Iterator[bytes]:
    from cryptography import x509

    for der in _unarmoured(content, "CERTIFICATE"):
        x509.load_der_x509_certificate(der)
        yield der


def _unarmoured(content: bytes, kind: str) -> Iterator[bytes]:
    """Yield what stands in PEM under this name, or the content itself if it is DER."""
    if not pem.detect(content):
        yield content
        return
    armoured: Any = pem.unarmor(content, multiple=True)
    for found, _headers, der in armoured:
        if found == kind:
            yield bytes(der)
