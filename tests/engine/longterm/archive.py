"""Signs, keeps and verifies documents of every level, with real parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.ceremony import Ceremony
from ttedesktop.longterm.keeping import Archivist
from ttedesktop.longterm.levels import LongTerm
from ttedesktop.longterm.wishes import LongTermWishes, TimeStampService
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import PadesLevel, SigningRequest

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tests.services import Services
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.longterm.unfinished import UnfinishedDocuments
    from ttedesktop.network.rules import NetworkRules
    from ttedesktop.signing.request import SignedDocument
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.validation.report import SignatureReport, ValidationReport
    from ttedesktop.validation.trust.trust_store import TrustStore
    from ttedesktop.validation.validator_process import Validator

NOBODY: Final = ("",)
"""In place of addresses: there is no authority."""


@dataclass(frozen=True)
class Archive:
    """One official, whose authorities' services are at hand."""

    services: Services
    renderer: Renderer
    validator: Validator
    certificate: TokenCertificate
    session: TokenSession
    addresses: tuple[str, ...] = ()
    """Of time-stamp authorities; empty: the one of the services."""
    rules: NetworkRules | None = None
    """None: those of the services, as they behave."""
    completes_later: bool = False
    lists: tuple[bytes, ...] = ()
    """Revocation lists that were imported."""

    clock_error: timedelta = timedelta()
    """By which the clock of the computer is ahead."""

    @property
    def store(self) -> TrustStore:
        return self.services.authorities.store.with_crls(self.lists)

    def long_term(self) -> LongTerm:
        known = tuple(one for one in self.addresses if one)
        service = TimeStampService(known if self.addresses else (self.services.tsa,))
        wishes = LongTermWishes(
            service, self.rules or self.services.rules, self.completes_later
        )
        return LongTerm.of(wishes, self.store, clock=self._clock)

    def _clock(self) -> datetime:
        return self.services.now + self.clock_error

    def ceremony(self, unfinished: UnfinishedDocuments | None = None) -> Ceremony:
        return Ceremony(
            renderer=self.renderer,
            validator=self.validator,
            trust_store=self.store,
            long_term=self.long_term,
            unfinished=unfinished,
        )

    def sign(
        self,
        path: Path,
        level: PadesLevel,
        *,
        unfinished: UnfinishedDocuments | None = None,
        password: str = "",
        **changes: Any,
    ) -> SignedDocument:
        """Prepare and sign as the window and the command line do."""
        document = self.renderer.open(path, password=password)
        request = replace(
            SigningRequest(document, self.certificate, level=level), **changes
        )
        ceremony = self.ceremony(unfinished)
        ceremony.prepare(request)
        return ceremony.sign(request, self.session, Destination())

    def archivist(self) -> Archivist:
        return Archivist(
            renderer=self.renderer,
            validator=self.validator,
            trust_store=self.store,
            long_term=self.long_term(),
            clock=self._clock,
        )

    def verify(self, path: Path, **options: Any) -> ValidationReport:
        document = self.renderer.open(path)
        return self.validator.validate(document, self.store, **options)

    def signature(self, path: Path, at: datetime | None = None) -> SignatureReport:
        """Return the report on the first signature of a person."""
        return self.verify(path, at=at).signatures[0]
