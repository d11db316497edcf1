"""Makes a PAdES signature as an incremental update (ETSI EN 319 142-1, B-B or B-T).

pyHanko builds the PDF and the CMS; the signature value comes from the token
session, by the key that belongs to the very certificate that was chosen.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import algos, x509
from pyhanko.sign.attributes import CMSAttributeProvider
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer

from ttedesktop.errors.document_errors import (
    FieldLocked,
    PicturesForbidden,
    SignerCannotReadDocument,
)
from ttedesktop.errors.errors import Cancelled, TteError
from ttedesktop.signing.field import (
    add_field,
    field_dictionary,
    next_field_name,
    require_signable,
    taken_names,
)
from ttedesktop.signing.footer import draw_footers
from ttedesktop.signing.opening import opened_for_update
from ttedesktop.signing.page_contents import PagePen
from ttedesktop.signing.placement import require_on_page
from ttedesktop.signing.request import Certification, PadesLevel
from ttedesktop.signing.seed_values import DIGEST, require_demands_met
from ttedesktop.signing.signing_certificate import signing_certificate_of
from ttedesktop.signing.stamp_appearance import appearance_of
from ttedesktop.signing.stamp_pictures import draw_pictures, picture_places
from ttedesktop.signing.stamp_text import description_of
from ttedesktop.signing.time_stamping import SignatureTimeStamp
from ttedesktop.snapshot import stream_of
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from typing import IO

    from pyhanko.stamp import StaticStampStyle

    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import SigningRequest
    from ttedesktop.signing.signing_certificate import SigningCertificate
    from ttedesktop.signing.time_stamping import Stamper
    from ttedesktop.tokens.session import Signatory
    from ttedesktop.untyped import PdfObject

log = logging.getLogger(__name__)

BESIDE_CHAIN: Final = 4 << 10
"""Bytes kept for the CMS beside its certificates: the attributes and a signature value
of at most 1 KiB. Reckoning them spares a dry run, which is two fifths of the cost of a
small document."""
_CHUNK: Final = 1 << 20
_LARGEST_SIGNATURE: Final = 1024
_PERMISSIONS: Final = {
    Certification.NO_CHANGES: MDPPerm.NO_CHANGES,
    Certification.FORM_FILLING: MDPPerm.FILL_FORMS,
    Certification.ANNOTATIONS: MDPPerm.ANNOTATE,
}


def sign_in_place(
    path: Path,
    request: SigningRequest,
    session: Signatory,
    stamper: Stamper | None = None,
) -> str:
    """Add a signature to the file at ``path``, a copy of the document.

    It carries a time-stamp if the stamper gives one. Returns the name of the signature
    field. Raises SignerCannotReadDocument, the facts of ``field`` and ``placement``,
    and whatever the token and the stamper answer; the file is then to be thrown away.
    ValueError for another level than B-B without a stamper.
    """
    if request.level is not PadesLevel.B_B and stamper is None:
        msg = "only level B-B is made without a time-stamp"
        raise ValueError(msg)
    faults = _faults_in(request.document.name, request.field_name)
    with faults, path.open("r+b") as file:
        _draw_upon_pages(file, request)
        token = _TokenSigner(request, session)
        if stamper is not None:
            token.unsigned_attr_prov_spec = SignatureTimeStamp(stamper)
        writer, signer = _prepared(file, request, token)
        room = 0 if stamper is None else 2 * stamper.reserved
        signer.sign_pdf(
            writer,
            existing_fields_only=True,
            bytes_reserved=_reserved(request) + room,
            in_place=True,
            chunk_size=_CHUNK,
        )
    return str(signer.signature_meta.field_name)


def require_readable(request: SigningRequest) -> None:
    """Raise, before a PIN is asked for, what forbids this signature.

    Everything up to the signature value is done in memory and thrown away, so that
    what the field demands (ISO 32000-2, 12.7.5.5) and what the structure cannot bear
    is known beforehand. Raises the same as ``sign_in_place``, but for the token.
    """
    content = BytesIO(request.document.content)
    with _faults_in(request.document.name, request.field_name):
        _draw_upon_pages(content, request)
        writer, signer = _prepared(content, request, _TokenSigner(request, None))
        rehearsal = signer.init_signing_session(writer, existing_fields_only=True)
        rehearsal.prepare_tbs_document(
            None, bytes_reserved=_reserved(request), appearance_text_params={}
        )


def require_open(document: Document) -> None:
    """Raise what forbids any further signature, wherever it stands.

    Raises DocumentCertified or SignerCannotReadDocument.
    """
    with _faults_in(document.name), stream_of(document.content) as stream:
        writer = opened_for_update(stream, document)
        require_signable(
            writer.prev,
            document=document.name,
            field=next_field_name(taken_names(writer.prev)),
            is_new=True,
            is_visible=False,
            certifies=False,
        )


@contextmanager
def _faults_in(name: str, field: str = "") -> Generator[None]:
    """Tell what pyHanko raises as facts about the document."""
    try:
        yield
    except (TteError, Cancelled, OSError):
        raise
    except SigningError as refusal:
        log.info("signing refused", exc_info=True)
        # What is left of pyHanko's refusals are the demands of a prepared field.
        if field:
            raise FieldLocked(name, field) from refusal
        raise SignerCannotReadDocument(name) from refusal
    except Exception as failure:
        log.info("signing failed", exc_info=True)
        raise SignerCannotReadDocument(name) from failure


def _prepared(
    file: IO[bytes], request: SigningRequest, signer: _TokenSigner
) -> tuple[Any, PdfSigner]:
    document = request.document
    if request.placement is not None:
        require_on_page(document, request.placement)
    writer = opened_for_update(file, document)
    field = request.field_name or next_field_name(taken_names(writer.prev))
    require_signable(
        writer.prev,
        document=document.name,
        field=field,
        is_new=not request.field_name,
        is_visible=request.placement is not None,
        certifies=request.certification is not None,
    )
    if request.field_name:
        require_demands_met(field_dictionary(writer.prev, field), request)
    else:
        _add_field(writer, request, field)
    return writer, PdfSigner(
        _metadata(request, field),
        signer,
        stamp_style=_style(request),
    )


def _draw_upon_pages(file: IO[bytes], request: SigningRequest) -> None:
    """Write an increment with what is drawn before anybody has signed.

    Raises PicturesForbidden where somebody has, and pictures of the stamp are wanted;
    the sentences at the foot are left out there.
    """
    if not request.footer_places and not request.picture_pages:
        return
    writer = opened_for_update(file, request.document)
    if writer.prev.embedded_signatures:
        if picture_places(request):
            raise PicturesForbidden(request.document.name)
        return
    pen = PagePen(writer, request.document)
    drawn = [draw(pen, request) for draw in (draw_footers, draw_pictures)]
    if any(drawn):
        writer.write_in_place()
        file.seek(0)


def _reserved(request: SigningRequest) -> int:
    """Return how many hexadecimal digits the CMS may take, an even number."""
    chain = (request.certificate.der, *request.certificate.chain, *request.chain)
    return 2 * (sum(len(der) for der in chain) + BESIDE_CHAIN)


def _metadata(request: SigningRequest, field: str) -> PdfSignatureMetadata:
    certification = request.certification
    return PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=request.reason or None,
        location=request.location or None,
        certify=certification is not None,
        docmdp_permissions=_PERMISSIONS[certification or Certification.FORM_FILLING],
        # Officials' certificates carry both usages, others only one of them.
        signer_key_usage=set(),
    )


def _add_field(writer: PdfObject, request: SigningRequest, name: str) -> None:
    placement = request.placement
    rect = placement.rect if placement is not None else None
    add_field(
        writer,
        name,
        page=placement.page if placement is not None else 0,
        box=None if rect is None else rect.sides,
        words=description_of(request.certificate.name),
        archive_part=request.document.archive_part,
    )


def _style(request: SigningRequest) -> StaticStampStyle | None:
    document, placement = request.document, request.placement
    if not request.stamp_pdf or placement is None:
        return None
    return appearance_of(
        request.stamp_pdf,
        placement.rect,
        document.pages[placement.page],
        archive_part=document.archive_part,
        anchor=request.anchor,
    )


class _TokenSigner(Signer):
    """Lets the token make the signature value, by the chosen certificate's key."""

    def __init__(self, request: SigningRequest, session: Signatory | None) -> None:
        """Take the session; None for a rehearsal, which makes no signature value."""
        self._known = known = signing_certificate_of(request)
        self._scheme = request.certificate.scheme_for(request.scheme)
        super().__init__(
            signing_cert=known.certificate,
            cert_registry=known.registry,
            signature_mechanism=_mechanism(known.certificate, self._scheme),
        )
        self._request = request
        self._session = session

    def _signed_attr_providers(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - it carries no types
        providers = super()._signed_attr_providers(*args, **named)
        return [
            _Reference(self._known)
            if one.attribute_type == _Reference.attribute_type
            else _SettledAttribute(one)
            for one in providers
        ]

    async def signed_attrs(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - it carries no types
        """Return what is signed over, encoded once."""
        return _settled(await super().signed_attrs(*args, **named))

    def signer_info(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - it carries no types
        """Return who signed it and the signature value, encoded once."""
        return _settled(super().signer_info(*args, **named))

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - pyHanko's signature
    ) -> bytes:
        """Return the signature value over the signed attributes."""
        if dry_run or self._session is None:
            return bytes(_LARGEST_SIGNATURE)
        # It may block: nothing else runs in this loop.
        return self._session.sign(
            self._request.certificate,
            data,
            digest_algorithm=digest_algorithm,
            scheme=self._scheme,
        )


class _SettledAttribute(CMSAttributeProvider):
    """An attribute of the signature, encoded once."""

    def __init__(self, inner: CMSAttributeProvider) -> None:
        self.attribute_type = inner.attribute_type
        self._inner = inner

    async def build_attr_value(self, dry_run: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - pyHanko's signature
        """Return the value, or None for no attribute."""
        made = await self._inner.build_attr_value(dry_run=dry_run)
        return None if made is None else _settled(made)


class _Reference(CMSAttributeProvider):
    """Says by which certificate was signed, encoded once for many documents."""

    attribute_type = "signing_certificate_v2"

    def __init__(self, known: SigningCertificate) -> None:
        self._known = known

    async def build_attr_value(self, dry_run: bool = False) -> Any:  # noqa: ANN401, ARG002, FBT001, FBT002 - pyHanko's signature
        """Return the value."""
        return self._known.new_reference()


def _settled(made: Any) -> Any:  # noqa: ANN401 - it carries no types
    """Return an object of ASN.1 as if it had been read.

    One that was put together is encoded anew, with all that is in it, each time
    anything around it asks how long it is: that was most of the work of a signature.
    """
    return type(made).load(made.dump())


def _mechanism(
    certificate: x509.Certificate, scheme: Scheme
) -> algos.SignedDigestAlgorithm:
    if certificate.public_key.algorithm == "ec":
        return algos.SignedDigestAlgorithm({"algorithm": f"{DIGEST}_ecdsa"})
    if scheme is not Scheme.PSS:
        return algos.SignedDigestAlgorithm({"algorithm": f"{DIGEST}_rsa"})
    digest = algos.DigestAlgorithm({"algorithm": DIGEST})
    mask = algos.MaskGenAlgorithm({"algorithm": "mgf1", "parameters": digest})
    parameters = algos.RSASSAPSSParams(
        {
            "hash_algorithm": digest,
            "mask_gen_algorithm": mask,
            # As long as the digest (RFC 4055, 3.1).
            "salt_length": hashlib.new(DIGEST).digest_size,
        }
    )
    return algos.SignedDigestAlgorithm(
        {"algorithm": "rsassa_pss", "parameters": parameters}
    )
