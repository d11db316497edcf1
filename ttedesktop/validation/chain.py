"""Where the chain of a certificate ends, judged at one moment (RFC 5280, 6)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    ValidationError,
)

from ttedesktop.validation.report import Trust
from ttedesktop.validation.trust_store import TrustAnchor, TrustClass, TrustStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

_LONGEST: Final = 12
_NATIVE_NAMES: Final = ("common_name", "organization_name")


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


def build_chain(
    certificate: x509.Certificate,
    found: Iterable[x509.Certificate],
    store: TrustStore,
    *,
    moment: datetime,
) -> Chain:
    """Build and validate the chain of ``certificate`` at ``moment``."""
    pool = [*found, *_loaded(store.certificates)]
    links = _links(certificate, pool)
    anchors = [
        one for one in [certificate, *pool] if store.anchor_of(one.dump()) is not None
    ]
    try:
        path = _validated(certificate, pool, anchors, moment)
    except ExpiredError:
        return _anchored(links, store, "OUT_OF_BOUNDS_NO_POE")
    except NotYetValidError:
        return _anchored(links, store, "NOT_YET_VALID")
    except PathBuildingError:
        return _unanchored(links, store)
    except (PathError, ValidationError, ValueError, TypeError):
        return _anchored(links, store, "CHAIN_CONSTRAINTS_FAILURE")
    ordered = tuple(reversed(path))
    return _anchored(ordered, store, "")


def common_name(name: x509.Name) -> str:
    """Return the common name in a name, or the most telling part there is."""
    native = name.native
    for key in (*_NATIVE_NAMES, *native):
        value = native.get(key)
        if value:
            return str(value[0] if isinstance(value, list) else value)
    return ""


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


def _anchored(
    links: Sequence[x509.Certificate], store: TrustStore, sub_indication: str
) -> Chain:
    for position, link in enumerate(links):
        anchor = store.anchor_of(link.dump())
        if anchor is not None:
            named = anchor if anchor.name else _named(anchor, link)
            trust = (
                Trust.LEGACY
                if anchor.trust_class is TrustClass.LEGACY
                else Trust.TRUSTED
            )
            return Chain(trust, named, tuple(links[: position + 1]), sub_indication)
    return _unanchored(links, store)


def _unanchored(links: Sequence[x509.Certificate], store: TrustStore) -> Chain:
    """Tell an unknown authority from one that bears the name of a pinned one."""
    pinned = store.pinned_names()
    borrowed = any(
        common_name(name) in pinned
        for link in links
        for name in (link.subject, link.issuer)
    )
    present = any(common_name(link.subject) in pinned for link in links)
    # A missing authority is no forgery; one that is there with another key is.
    if borrowed and present:
        return Chain(Trust.UNTRUSTED, None, tuple(links), "CHAIN_CONSTRAINTS_FAILURE")
    return Chain(Trust.UNKNOWN, None, tuple(links), "NO_CERTIFICATE_CHAIN_FOUND")


def _links(
    certificate: x509.Certificate, pool: Sequence[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """Follow the names from a certificate upwards, believing nothing."""
    links = [certificate]
    while len(links) < _LONGEST and links[-1].issuer != links[-1].subject:
        issuer = next((one for one in pool if one.subject == links[-1].issuer), None)
        if issuer is None or issuer in links:
            break
        links.append(issuer)
    return tuple(links)


def _named(anchor: TrustAnchor, certificate: x509.Certificate) -> TrustAnchor:
    return TrustAnchor(
        common_name(certificate.subject),
        anchor.sha256,
        anchor.trust_class,
        anchor.provenance,
    )


def _loaded(ders: Iterable[bytes]) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for der in ders]
