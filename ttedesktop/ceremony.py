"""The whole act of signing: checked, signed, written, read back and validated.

Everything that can be known beforehand is asked before a PIN is: ``prepare`` raises
what forbids the signature. ``sign`` then publishes a document whose signature was
validated from the disk, or nothing.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ttedesktop.document.inspection import (
    require_unchanged_on_disk,
    what_prevents_signing,
)
from ttedesktop.errors.document_errors import (
    DocumentTakesTooLong,
    ExistingSignatureBroken,
    SignerCannotReadDocument,
)
from ttedesktop.errors.network_errors import NoTimeStampAuthority
from ttedesktop.errors.output_errors import OutputNotVerified
from ttedesktop.longterm.made import Made, rank_of
from ttedesktop.longterm.unfinished import UnfinishedDocument
from ttedesktop.signing import pades
from ttedesktop.signing.foot_layout import with_footer_laid_out
from ttedesktop.signing.output import write_signed
from ttedesktop.signing.request import PadesLevel, SignedDocument
from ttedesktop.tokens.certificate import hindrance_of
from ttedesktop.validation.report import Changes, Coverage, Integrity, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.longterm.levels import LongTerm
    from ttedesktop.longterm.unfinished import UnfinishedDocuments
    from ttedesktop.signing.output import Destination
    from ttedesktop.signing.request import SigningRequest
    from ttedesktop.tokens.session import Signatory
    from ttedesktop.validation.report import SignatureReport, ValidationReport
    from ttedesktop.validation.trust.trust_store import TrustStore
    from ttedesktop.validation.validator_process import Validator

log = logging.getLogger(__name__)


class Ceremony:
    """Signs documents with the parts it is given."""

    def __init__(
        self,
        *,
        renderer: Renderer,
        validator: Validator,
        trust_store: TrustStore,
        long_term: Callable[[], LongTerm] | None = None,
        unfinished: UnfinishedDocuments | None = None,
    ) -> None:
        """Take the parts; without ``long_term`` only level B-B can be made.

        It is called when a higher level is first wanted, off the GUI thread.

        ``unfinished`` lists what was signed and is to be completed later.
        """
        self._renderer = renderer
        self._validator = validator
        self._trust_store = trust_store
        self._long_term = long_term
        self._made_long_term: LongTerm | None = None
        self._turn = threading.Lock()
        self._unfinished = unfinished

    def prepare(self, request: SigningRequest) -> None:
        """Raise whatever forbids this signature, before anybody types a PIN."""
        self.require_allowed(request)
        pades.require_readable(with_footer_laid_out(request, self._renderer))

    def require_allowed(self, request: SigningRequest) -> None:
        """Raise what forbids this signature, but for a rehearsal of it.

        Enough where ``sign`` follows at once: it does all the rehearsal does before
        it asks the token.
        """
        if not request.certificate.can_sign:
            raise hindrance_of(request.certificate)
        if request.level is not PadesLevel.B_B:
            self._require_service(request.level)
        require_unchanged_on_disk(request.document)
        self.require_signable(request.document)
        with_footer_laid_out(request, self._renderer)

    def _require_service(self, level: PadesLevel) -> None:
        self._services(level).client.require_known(level.value)

    def _services(self, level: PadesLevel) -> LongTerm:
        """Return what makes a level; several documents may ask at once."""
        if self._long_term is None:
            raise NoTimeStampAuthority(level.value)
        with self._turn:
            if self._made_long_term is None:
                self._made_long_term = self._long_term()
        return self._made_long_term

    def require_signable(self, document: Document) -> None:
        """Raise what forbids any further signature, whoever makes it."""
        hindrance = what_prevents_signing(document)
        if hindrance is not None:
            raise hindrance
        # First in the validator's process, which has deadlines: the parent reads only
        # what was read there in time.
        report = self._validator.validate(document, self._trust_store)
        _require_read(report, document.name)
        pades.require_open(document)
        _require_sound(report, document.name)
        self._renderer.require_drawable(document)

    def sign(
        self,
        request: SigningRequest,
        session: Signatory,
        destination: Destination,
        *,
        on_verified: Callable[[str, str], None] | None = None,
    ) -> SignedDocument:
        """Sign, write, read back, validate and publish.

        ``on_verified`` gets the SHA-256 of the result and the name of its field before
        the result gets its name on the disk; what it raises keeps it from that.
        """
        require_unchanged_on_disk(request.document)
        request = with_footer_laid_out(request, self._renderer)
        mades: list[Made] = []
        digest: list[str] = []

        def produce(copy: Path) -> None:
            mades.append(self._made(copy, request, session))

        def verify(content: bytes) -> None:
            self._require_signed(request, content, mades[-1])
            digest.append(hashlib.sha256(content).hexdigest())
            if on_verified is not None:
                on_verified(digest[-1], mades[-1].field_name)

        path = write_signed(
            request.document, destination, produce=produce, verify=verify
        )
        made = mades[-1]
        signed = SignedDocument(
            path,
            digest[-1],
            made.field_name,
            made.level,
            made.lacking,
            made.clock_error,
        )
        self._note_unfinished(request, signed)
        return signed

    def _made(self, copy: Path, request: SigningRequest, session: Signatory) -> Made:
        if request.level is PadesLevel.B_B:
            return Made(pades.sign_in_place(copy, request, session), PadesLevel.B_B)
        return self._services(request.level).sign(copy, request, session)

    def _note_unfinished(self, request: SigningRequest, signed: SignedDocument) -> None:
        if signed.lacking is None or self._unfinished is None:
            return
        noted = UnfinishedDocument(
            path=signed.path.absolute(),
            sha256=signed.sha256,
            wanted=request.level.value,
            reached=signed.level.value,
            reason=signed.lacking.code(),
            signed_at=datetime.now(UTC).isoformat(timespec="seconds"),
            expires_at=request.certificate.not_after.isoformat(),
        )
        try:
            self._unfinished.add(noted)
        except OSError:
            # It is signed all the same, and says of itself what it lacks.
            log.warning("the list of unfinished documents cannot be written")

    def _require_signed(
        self, request: SigningRequest, content: bytes, meant: Made
    ) -> None:
        """Raise OutputNotVerified unless the new signature is the one that was meant.

        The chosen certificate signed (peers have signed with another one), the whole
        file is covered but for its own proof, the signature has the level that is said
        of it, and no earlier signature suffers.
        """
        field = meant.field_name
        written = self._renderer.open_bytes(
            Path(request.document.name), content, password=request.document.password
        )
        try:
            if written.is_repaired:
                raise OutputNotVerified("repaired")
            report = self._validator.validate(written, self._trust_store)
        finally:
            self._renderer.forget(written)
        made = next((one for one in report.signatures if one.field == field), None)
        if made is None:
            raise OutputNotVerified(report.error or "signature_missing")
        _require_made_as_meant(made, request)
        _require_level(made, meant.level)
        _require_others_sound(report, field)


def _require_read(report: ValidationReport, name: str) -> None:
    """Raise if nobody could look for the signatures that the document may carry."""
    if report.verdict is not Verdict.UNREADABLE:
        return
    if report.error == DocumentTakesTooLong.code():
        raise DocumentTakesTooLong(name)
    raise SignerCannotReadDocument(name)


def _require_sound(report: ValidationReport, name: str) -> None:
    for signature in report.signatures:
        if signature.verdict is Verdict.INVALID:
            raise ExistingSignatureBroken(name, signature.field)


def _require_made_as_meant(made: SignatureReport, request: SigningRequest) -> None:
    if made.integrity is not Integrity.INTACT or made.verdict is Verdict.INVALID:
        raise OutputNotVerified(made.sub_indication or "not_intact")
    if made.coverage is not Coverage.WHOLE_FILE and not (
        # Proof and a time-stamp over it stand behind the signature.
        made.coverage is Coverage.WHOLE_REVISION and made.changes_after is Changes.LTV
    ):
        raise OutputNotVerified("covers_too_little")
    if made.signer is None or made.signer.sha256 != request.certificate.sha256:
        raise OutputNotVerified("other_certificate")


def _require_level(made: SignatureReport, level: PadesLevel) -> None:
    if rank_of(made.level) < rank_of(level):
        raise OutputNotVerified("other_level")


def _require_others_sound(report: ValidationReport, field: str) -> None:
    for other in report.signatures:
        if other.field != field and other.verdict is Verdict.INVALID:
            raise OutputNotVerified("earlier_signature_suffers")
