"""A further signature in a document with white space before its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
import pytest

from tests.engine.signing.test_pades import pdfsig
from tests.engine.validation.genuine import (
    SIGNED,
    GenuineWorld,
    genuine_world,
    with_late_header,
)
from tests.papers import letters as papers
from ttedesktop.document.inspection import what_prevents_signing
from ttedesktop.errors.document_errors import DocumentRepaired
from ttedesktop.validation.report import Changes, Coverage, Integrity, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office


@pytest.fixture(scope="module")
def world() -> GenuineWorld:
    return genuine_world()


def signed_once(world: GenuineWorld) -> bytes:
    return world.now.sign(papers.letter(), at=SIGNED, box=(60, 60, 180, 120))


def test_signature_is_added_and_the_first_one_does_not_suffer(
    office: Office, world: GenuineWorld, tmp_path: Path
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(with_late_header(signed_once(world), world.now))
    document = office.renderer.open(path)
    assert not document.content.startswith(b"%PDF-")

    second = office.sign(office.visible(document))
    third = office.sign(office.request(office.renderer.open(second.path)))

    # Not a byte of what was signed is touched.
    content = third.path.read_bytes()
    assert content.startswith(second.path.read_bytes())
    assert second.path.read_bytes().startswith(document.content)
    report = office.verify(third.path)
    assert [one.integrity for one in report.signatures] == [Integrity.INTACT] * 3
    assert report.signatures[0].changes_after is Changes.SIGNATURES
    assert report.signatures[2].coverage is Coverage.WHOLE_FILE
    assert report.signatures[2].verdict in {Verdict.VALID, Verdict.VALID_WITH_NOTES}
    told = pdfsig(third.path)
    assert told.count("Signature Validation: Signature is Valid") == 3
    assert told.count("- Total document signed") == 1
    with pymupdf.open(third.path) as pdf:
        assert "Halaman 1" in pdf[0].get_text()


def test_places_that_count_from_the_header_are_refused(
    office: Office, world: GenuineWorld, tmp_path: Path
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(b"\n" + signed_once(world))

    document = office.renderer.open(path)

    assert isinstance(what_prevents_signing(document), DocumentRepaired)
