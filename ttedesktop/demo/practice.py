"""A signature for practice: a key of nobody, on a sheet that says that it is practice.

The key lies in a .p12 file with a password that everybody may know; certificate and
sheet say on every occasion that they are practice, and nobody trusts their authority.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    pkcs12,
)

from ttedesktop.ceremony import Ceremony
from ttedesktop.data_folder import data_folder
from ttedesktop.demo.authority import certify_official, make_hierarchy
from ttedesktop.document.drawing.sheet import Drawing, Face, broken_into_lines
from ttedesktop.language import _
from ttedesktop.signing.output import Destination
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.request import SigningRequest
from ttedesktop.signing.specimen import stamp_for
from ttedesktop.tokens.key_files.pkcs12 import KeyFile
from ttedesktop.validation.trust.trust_store import TrustStore

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.specimen import Specimen
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.validation.report import ValidationReport
    from ttedesktop.validation.validator_process import Validator

PIN: Final = "123456"
"""Known to everybody; what it opens signs for nobody."""
NAME: Final = "LATIHAN – BUKAN TANDA TANGAN SAH"
_ORGANISATION: Final = "LATIHAN TTE Desktop"
_PAPER: Final = (612.0, 936.0)
"""F4 in points."""
_LEFT: Final = 90.0
_WIDE: Final = _PAPER[0] - 2 * _LEFT
_BITS: Final = 2048
_PICTURE_SCALE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Practised:
    """What became of a signature for practice."""

    path: Path
    report: ValidationReport
    page: bytes
    """The signed page as a PNG."""


def practice_folder() -> Path:
    """Return an empty folder for a practice; what was practised before is gone.

    Raises OSError.
    """
    folder = data_folder() / "latihan"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    return folder


def make_practice(folder: Path) -> tuple[Path, Path]:
    """Write a key file and a sheet into a folder; return their paths. Takes a second.

    Raises OSError.
    """
    hierarchy = make_hierarchy(label="LATIHAN")
    key = rsa.generate_private_key(65537, _BITS)
    der = certify_official(
        hierarchy.issuer, key.public_key(), name=NAME, organisation=_ORGANISATION
    )
    content = pkcs12.serialize_key_and_certificates(
        b"LATIHAN",
        key,
        x509.load_der_x509_certificate(der),
        [hierarchy.issuer.certificate, hierarchy.root.certificate],
        BestAvailableEncryption(PIN.encode()),
    )
    key_file, sheet = folder / "latihan.p12", folder / "latihan.pdf"
    key_file.write_bytes(content)
    sheet.write_bytes(practice_sheet())
    return key_file, sheet


def practise(
    folder: Path,
    pin: Pin,
    specimen: Specimen,
    *,
    renderer: Renderer,
    validator: Validator,
) -> Practised:
    """Sign a sheet for practice, exactly as a document is signed.

    Raises what signing raises, KeyFilePasswordWrong for a wrong PIN, and OSError.
    """
    path, sheet = make_practice(folder)
    document = renderer.open(sheet)
    key_file = KeyFile(str(path))
    store = TrustStore.pinned()
    try:
        (token,) = key_file.tokens()
        with key_file.open_session(token, pin) as session:
            certificate = key_file.certificates(token)[0]
            placement = usual_place(document.pages)
            text = specimen.text_for(certificate, document)
            request = SigningRequest(
                document=document,
                certificate=certificate,
                placement=placement,
                stamp_pdf=stamp_for(text, placement, document.pages),
            )
            ceremony = Ceremony(
                renderer=renderer, validator=validator, trust_store=store
            )
            ceremony.prepare(request)
            signed = ceremony.sign(request, session, Destination())
    finally:
        key_file.close()
    made = renderer.open(signed.path)
    report = validator.validate(made, store)
    return Practised(signed.path, report, renderer.png(made, 0, scale=_PICTURE_SCALE))


def practice_sheet() -> bytes:
    """Return the sheet as a PDF, in the language in use."""
    drawing = Drawing(title=_("Lembar latihan"))
    sheet = drawing.sheet(*_PAPER)
    y = 120.0
    sheet.text(_LEFT, y, _("LATIHAN"), face=Face.SANS_BOLD, size=34)
    y += 44
    for paragraph in (
        _("Lembar ini dibuat oleh TTE Desktop untuk berlatih menandatangani."),
        _(
            "Tanda tangannya dibuat dengan sertifikat latihan yang tidak dipercaya "
            "siapa pun. Lembar ini bukan naskah dinas dan tidak mempunyai akibat hukum."
        ),
    ):
        for line in broken_into_lines(paragraph, face=Face.SERIF, size=13, width=_WIDE):
            sheet.text(_LEFT, y, line, face=Face.SERIF, size=13)
            y += 18
        y += 12
    return drawing.pdf()
