"""An office of the tests: one official's token, and all parts that sign and verify."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.tokens.workshop import PIN, Authority, Workshop
from ttedesktop.ceremony import Ceremony
from ttedesktop.signing.output import Destination
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.request import SigningRequest
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.specimens.profile import Profile
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.trust.trust_store import TrustStore

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.request import Placement, SignedDocument
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.validation.report import ValidationReport
    from ttedesktop.validation.validator_process import Validator

SPECIMEN = Specimen(
    Profile(
        name="Dr. SITI AMINAH, M.Si.",
        position="Kepala Dinas Komunikasi dan Informatika",
        employee_number="19760817 200112 2 001",
    )
)


@dataclass(frozen=True)
class Office:
    """Signs and verifies with real parts; the token is a SoftHSM."""

    workshop: Workshop
    authority: Authority
    modules: ModuleSet
    renderer: Renderer
    validator: Validator

    @property
    def root(self) -> Authority:
        assert self.authority.issuer is not None
        return self.authority.issuer

    @property
    def trust_store(self) -> TrustStore:
        return TrustStore.empty().with_certificates([self.root.der])

    @property
    def ceremony(self) -> Ceremony:
        return Ceremony(
            renderer=self.renderer,
            validator=self.validator,
            trust_store=self.trust_store,
        )

    @contextmanager
    def with_new_tokens(self) -> Generator[Office]:
        """Yield the office with a module that was loaded now, and sees all tokens."""
        modules = ModuleSet([self.workshop.module])
        try:
            yield replace(self, modules=modules)
        finally:
            modules.close()

    def contents(self, label: str = "Token Uji") -> TokenContents:
        return self.modules.look().find(label)

    def request(
        self, document: Document, *, label: str = "Token Uji", **changes: Any
    ) -> SigningRequest:
        """Return a request for an invisible signature, with those changes."""
        (certificate,) = self.contents(label).certificates
        return replace(SigningRequest(document, certificate), **changes)

    def visible(
        self,
        document: Document,
        *,
        placement: Placement | None = None,
        label: str = "Token Uji",
        **changes: Any,
    ) -> SigningRequest:
        """Return a request for a stamp, where letters usually carry it if not told."""
        place = placement or usual_place(document.pages)
        (certificate,) = self.contents(label).certificates
        text = SPECIMEN.text_for(certificate, document)
        return self.request(
            document,
            label=label,
            placement=place,
            stamp_pdf=stamp_for(text, place, document.pages),
            **changes,
        )

    def sign(
        self, request: SigningRequest, destination: Destination | None = None
    ) -> SignedDocument:
        """Prepare and sign as the window and the command line do."""
        ceremony, token = self.ceremony, request.certificate.token
        ceremony.prepare(request)
        with self.modules.module_of(token).open_session(token, Pin(PIN)) as session:
            return ceremony.sign(request, session, destination or Destination())

    def verify(self, path: Path, *, password: str = "") -> ValidationReport:
        document = self.renderer.open(path, password=password)
        return self.validator.validate(document, self.trust_store)
