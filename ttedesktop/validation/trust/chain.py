"""Where the chain of a certificate ends, judged at one moment (RFC 5280, 6).

A chain is followed by its signatures, never by names alone: a link counts only if
the key of the issuer verifies it. A chain whose names lead to a known authority
while its signatures do not is a forged one.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    ValidationError,
)
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from ttedesktop.validation.certificate_facts import common_name
from ttedesktop.validation.report import Trust
from ttedesktop.validation.trust.trust_store import TrustAnchor, TrustClass, TrustStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

SIGNING_USAGES: Final = ("digital_signature", "non_repudiation")
"""Of a key (RFC 5280, 4.2.1.3), one of which lets it sign something else than
certificates."""
_OTHER_PURPOSES: Final = frozenset(("server_auth", "time_stamping", "ocsp_signing"))
"""Of servers, time-stamp authorities and responders (RFC 5280, 4.2.1.12)."""
_LONGEST: Final = 12
_MOST_CERTIFICATES: Final = 500
"""More than any document needs; a file could carry a million."""
_MOST_RELATED: Final = 12
_MOST_OF_A_NAME: Final = 3
"""Authorities above one certificate, and certificates of one of them. Where each
vouches for each other there are more paths than anybody could try."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The outcome of building and validating a chain."""

    trust: Trust
    anchor: TrustAnchor | None = None
    certificates: tuple[x509.Certificate, ...] = ()
    """From the signer to the anchor, as far as they were found."""
    sub_indication: str = ""
    """Empty if the chain is valid at the moment."""

    @property
    def issuer(self) -> x509.Certificate | None:
        """The certificate that issued the first one."""
        return self.certificates[1] if len(self.certificates) > 1 else None


@dataclass(frozen=True, slots=True)
class _Links:
    """Certificates, each signed by the key of the next."""

    certificates: tuple[x509.Certificate, ...]
    pretender: x509.Certificate | None = None
    """Bears the name of the last one's issuer, but did not sign it."""
    borrows_trust: bool = False
    """Whether that one is an authority with a true chain of its own."""


def build_chain(
    certificate: x509.Certificate,
    found: Iterable[x509.Certificate],
    store: TrustStore,
    *,
    moment: datetime,
) -> Chain:
    """Build and validate the chain of ``certificate`` at ``moment``."""
    pool = _distinct([*found, *loaded(store.certificates)])
    links = _links(certificate, pool, store)
    anchors = [
        one for one in [certificate, *pool] if store.anchor_of(one.dump()) is not None
    ]
    try:
        path = _validated(certificate, _related(links, pool), anchors, moment)
    except ExpiredError:
        return _anchored(links, store, "OUT_OF_BOUNDS_NO_POE")
    except NotYetValidError:
        return _anchored(links, store, "NOT_YET_VALID")
    except PathBuildingError:
        return _unanchored(links, store)
    except (PathError, ValidationError, ValueError, TypeError, NotImplementedError):
        return _anchored(links, store, "CHAIN_CONSTRAINTS_FAILURE")
    return _anchored(_Links(tuple(reversed(path))), store, "")


def may_sign(certificate: x509.Certificate, store: TrustStore) -> bool:
    """Whether a certificate is for signing documents, as far as it says so.

    Officials' certificates name purposes that few know, so an unknown purpose is no
    objection; one that is known to be another is. An authority certifies, it does not
    sign letters; only who is trusted for itself may do both.
    """
    usage: Any = certificate.key_usage_value
    if usage is not None and not any(one in usage.native for one in SIGNING_USAGES):
        return False
    if certificate.ca and store.anchor_of(certificate.dump()) is None:
        return False
    extended: Any = certificate.extended_key_usage_value
    purposes = set() if extended is None else set(extended.native)
    return not purposes or not purposes <= _OTHER_PURPOSES


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the key of ``issuer`` verifies the signature of ``certificate``.

    Raises ValueError if that cannot be found out.
    """
    parts: Any = certificate
    try:
        DefaultSignatureValidator().validate_signature(
            parts["signature_value"].native,
            parts["tbs_certificate"].dump(),
            issuer.public_key,
            parts["signature_algorithm"],
        )
    except InvalidSignature:
        return False
    except Exception as failure:
        # Keys and algorithms that no library of ours knows are told in many ways.
        raise ValueError(type(failure).__name__) from failure
    return True


def loaded(ders: Iterable[bytes]) -> list[x509.Certificate]:
    """Return the certificates in DER; what is none is left out."""
    certificates: list[x509.Certificate] = []
    for der in ders:
        try:
            certificate = x509.Certificate.load(der)
            certificate.subject.native  # noqa: B018 - parsing is lazy
        except (ValueError, TypeError):
            continue
        certificates.append(certificate)
    return certificates


def _distinct(certificates: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    known = {one.dump(): one for one in certificates}
    return list(known.values())[:_MOST_CERTIFICATES]


def _related(
    links: _Links, pool: Sequence[x509.Certificate]
) -> Sequence[x509.Certificate]:
    """Return the certificates by which a path may lead upwards, told by their names.

    If they are many, only those that were found by their signatures.
    """
    by_name: dict[str, list[x509.Certificate]] = defaultdict(list)
    for one in pool:
        by_name[one.subject.hashable].append(one)
    waiting, known = [links.certificates[0].issuer.hashable], set[str]()
    related: list[x509.Certificate] = []
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        same = by_name[name]
        related += same
        if len(same) > _MOST_OF_A_NAME or len(related) > _MOST_RELATED:
            return links.certificates[1:]
        waiting += [one.issuer.hashable for one in same]
    return related


def _validated(
    certificate: x509.Certificate,
    pool: Sequence[x509.Certificate],
    anchors: Sequence[x509.Certificate],
    moment: datetime,
) -> list[x509.Certificate]:
    """Return the path from the anchor down; raises what keeps it from being valid."""
    context = ValidationContext(
        trust_roots=list(anchors),
        other_certs=list(pool),
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
        weak_hash_algos={"md2", "md5"},
    )
    validator = CertificateValidator(
        certificate, intermediate_certs=list(pool), validation_context=context
    )
    path = asyncio.run(validator.async_validate_path())
    return list(path.iter_certs(include_root=True))


def _anchored(links: _Links, store: TrustStore, sub_indication: str) -> Chain:
    certificates = links.certificates
    for position, link in enumerate(certificates):
        anchor = store.anchor_of(link.dump())
        if anchor is not None:
            named = anchor if anchor.name else _named(anchor, link)
            trust = (
                Trust.LEGACY
                if anchor.trust_class is TrustClass.LEGACY
                else Trust.TRUSTED
            )
            return Chain(trust, named, certificates[: position + 1], sub_indication)
    return _unanchored(links, store)


def _unanchored(links: _Links, store: TrustStore) -> Chain:
    """Tell an unknown authority from one that borrows the name of a known one."""
    certificates = links.certificates
    if _borrows_a_name(links, store):
        shown = (
            (*certificates, links.pretender)
            if links.pretender is not None
            else certificates
        )
        return Chain(Trust.UNTRUSTED, None, shown, "CHAIN_CONSTRAINTS_FAILURE")
    return Chain(Trust.UNKNOWN, None, certificates, "NO_CERTIFICATE_CHAIN_FOUND")


def _borrows_a_name(links: _Links, store: TrustStore) -> bool:
    # An authority that is missing is no forgery; one that is there with another key
    # is, and so is a certificate in the name of an authority that did not sign it.
    if links.borrows_trust:
        return True
    known = store.pinned_names()
    added = {
        one.subject.hashable
        for one in loaded(store.certificates)
        if store.anchor_of(one.dump()) is not None
    }
    present = [*links.certificates]
    if links.pretender is not None:
        present.append(links.pretender)
    return any(
        common_name(one.subject) in known or one.subject.hashable in added
        for one in present
    )


def _links(
    certificate: x509.Certificate,
    pool: Sequence[x509.Certificate],
    store: TrustStore,
) -> _Links:
    """Follow the signatures from a certificate upwards, anchors first."""
    ordered = sorted(pool, key=lambda one: store.anchor_of(one.dump()) is None)
    links = [certificate]
    while len(links) < _LONGEST and store.anchor_of(links[-1].dump()) is None:
        last = links[-1]
        if last.issuer == last.subject:
            return _Links(tuple(links))
        issuer, pretender = _issuer_of(last, ordered)
        if issuer is None or issuer in links:
            borrows = pretender is not None and _is_borrowed(
                last, pretender, ordered, store
            )
            return _Links(tuple(links), pretender, borrows)
        links.append(issuer)
    return _Links(tuple(links))


def _is_borrowed(
    certificate: x509.Certificate,
    pretender: x509.Certificate,
    pool: Sequence[x509.Certificate],
    store: TrustStore,
) -> bool:
    """Whether a certificate claims to come from a trusted authority, and does not."""
    if store.anchor_of(pretender.dump()) is not None:
        return True
    named, own = certificate.authority_key_identifier, pretender.key_identifier
    if named is not None and own is not None and named != own:
        # An older or newer key of the same authority, whose certificate is missing.
        return False
    rest = [one for one in pool if one not in (certificate, pretender)]
    end = _links(pretender, rest, store).certificates[-1]
    return store.anchor_of(end.dump()) is not None


def _issuer_of(
    certificate: x509.Certificate, pool: Iterable[x509.Certificate]
) -> tuple[x509.Certificate | None, x509.Certificate | None]:
    """Return the issuer, or else one that bears its name but did not sign."""
    pretender = None
    for one in pool:
        if one.subject != certificate.issuer:
            continue
        try:
            if is_issued_by(certificate, one):
                return one, None
        except ValueError:
            continue
        pretender = pretender or one
    return None, pretender


def _named(anchor: TrustAnchor, certificate: x509.Certificate) -> TrustAnchor:
    return replace(anchor, name=common_name(certificate.subject))
