"""Everything is asked before the PIN, and nothing is published unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.engine.signing.reading import signatures
from tests.papers import letters as papers
from tests.tokens.workshop import PIN, issue
from ttedesktop.document.geometry import PdfRect
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.document_errors import (
    DocumentChangedOnDisk,
    DocumentHasXfa,
    DocumentRepaired,
    ExistingSignatureBroken,
    PageUndrawable,
    PlacementOutsidePage,
    SigningNotPermitted,
)
from ttedesktop.errors.output_errors import OutputNotVerified
from ttedesktop.errors.token_errors import CertificateExpired
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import Placement
from ttedesktop.tokens.certificate import Hindrance
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.office import Office
    from tests.tokens.workshop import Authority


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("paper", "error"),
    [
        (papers.with_xfa, DocumentHasXfa),
        (papers.without_table, DocumentRepaired),
        (papers.damaged_inside, DocumentRepaired),
        (
            lambda: papers.encrypted(user="", permissions=-1 & ~0x8),
            SigningNotPermitted,
        ),
    ],
    ids=["xfa", "repaired", "repaired late", "not permitted"],
)
def test_document_that_must_not_be_signed_is_refused_before_the_pin(
    office: Office,
    tmp_path: Path,
    paper: Callable[[], bytes],
    error: type[Exception],
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(paper())
    request = office.request(office.renderer.open(path))

    with pytest.raises(error):
        office.ceremony.prepare(request)


def test_what_cannot_be_drawn_is_not_signed(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "berat.pdf"
    path.write_bytes(papers.without_end())

    with Renderer(page_deadline=0.5) as renderer:
        impatient = replace(office, renderer=renderer)
        request = impatient.request(renderer.open(path))
        with pytest.raises(PageUndrawable):
            impatient.ceremony.prepare(request)


def test_document_with_a_broken_signature_gets_no_second_one(
    office: Office, letter_path: Path
) -> None:
    signed = office.sign(office.request(office.renderer.open(letter_path)))
    content = bytearray(signed.path.read_bytes())
    place = content.index(b"%PDF-") + 9
    content[place] ^= 1
    broken = letter_path.with_name("rusak.pdf")
    broken.write_bytes(content)

    with pytest.raises(ExistingSignatureBroken) as told:
        office.ceremony.prepare(office.request(office.renderer.open(broken)))

    assert told.value.field == "TTE_1"


def test_certificate_that_cannot_sign_is_refused_before_the_pin(
    office: Office, letter_path: Path
) -> None:
    request = office.request(office.renderer.open(letter_path))
    expired = replace(request.certificate, hindrances=frozenset({Hindrance.EXPIRED}))

    with pytest.raises(CertificateExpired):
        office.ceremony.prepare(replace(request, certificate=expired))


def test_box_off_the_page_is_refused_before_the_pin(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)
    beside = Placement(0, PdfRect(-40, 20, 160, 90))

    with pytest.raises(PlacementOutsidePage):
        office.ceremony.prepare(office.request(document, placement=beside))


def test_file_that_changes_while_the_pin_is_typed_is_not_signed(
    office: Office, letter_path: Path
) -> None:
    request = office.request(office.renderer.open(letter_path))
    token = request.certificate.token
    office.ceremony.prepare(request)

    letter_path.write_bytes(papers.letter(3))
    with (
        office.modules.module_of(token).open_session(token, Pin(PIN)) as session,
        pytest.raises(DocumentChangedOnDisk),
    ):
        office.ceremony.sign(request, session, Destination())

    assert names_in(letter_path.parent) == {"surat.pdf"}


def test_signature_by_another_key_than_the_certificate_s_is_never_published(
    office: Office, authority: Authority, letter_path: Path
) -> None:
    label = "Token Tertukar"
    office.workshop.make_token(label)
    office.workshop.make_key(label, identifier="01")
    other = office.workshop.make_key(label, identifier="02")
    office.workshop.write_certificate(issue(authority, other), label, identifier="01")
    document = office.renderer.open(letter_path)

    with office.with_new_tokens() as office_now, pytest.raises(OutputNotVerified):
        office_now.sign(office_now.request(document, label=label))

    assert names_in(letter_path.parent) == {"surat.pdf"}


def test_one_session_signs_many_documents(office: Office, tmp_path: Path) -> None:
    paths = [tmp_path / f"surat-{number}.pdf" for number in range(5)]
    for path in paths:
        path.write_bytes(papers.letter())
    requests = [office.visible(office.renderer.open(path)) for path in paths]
    token = requests[0].certificate.token

    with office.modules.module_of(token).open_session(token, Pin(PIN)) as session:
        made = [
            office.ceremony.sign(request, session, Destination())
            for request in requests
        ]

    assert len({one.path for one in made}) == 5
    for one in made:
        (signature,) = signatures(one.path.read_bytes())
        assert signature.field == one.field_name


def test_many_pages_are_all_tried_before_the_pin(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "tebal.pdf"
    path.write_bytes(papers.letter(300))
    document = office.renderer.open(path)

    office.ceremony.prepare(office.request(document))

    assert len(document.pages) == 300
