"""One table of every structure that comes into an office: signed, valid, and whole."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from tests.engine.signing.test_pades import pdfsig
from tests.papers import letters as papers
from tests.papers.archive import archived
from tests.papers.regulation import regulation_pdf
from ttedesktop.validation.report import Coverage, Integrity, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.office import Office

SOUND = {Verdict.VALID, Verdict.VALID_WITH_NOTES}


def of_version(version: str) -> bytes:
    """Return a letter whose header names a version of PDF, with no later feature."""
    return papers.letter().replace(b"%PDF-1.7", f"%PDF-{version}".encode(), 1)


def after_a_newline() -> bytes:
    """Return a letter with places that count from its header, on the second line."""
    return b"\n" + papers.letter()


def after_a_newline_from_the_first_byte() -> bytes:
    """Return a letter with places that count from the empty line at its begin."""
    first, second, rest = papers.letter().split(b"\n", 2)
    return b"\n".join((b"", first, second[1:], rest))


def with_compressed_table() -> bytes:
    return papers.saved(papers.changed(papers.letter()), use_objstms=1)


def linearised() -> bytes:
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not on this computer")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "naskah.pdf", Path(folder) / "lurus.pdf"
        source.write_bytes(papers.letter())
        subprocess.run([program, "--linearize", source, target], check=True)
        return target.read_bytes()


def of_one_page(size: tuple[float, float]) -> bytes:
    return papers.letter(1, size)


STRUCTURES: dict[str, Callable[[], bytes]] = {
    **{
        f"PDF {version}": partial(of_version, version)
        for version in ("1.3", "1.4", "1.5", "1.6", "1.7", "2.0")
    },
    "after a newline": after_a_newline,
    "after a newline, from the first byte": after_a_newline_from_the_first_byte,
    "compressed cross-references": with_compressed_table,
    "hybrid cross-references": papers.with_hybrid_xref,
    "linearised": linearised,
    "turned": partial(papers.turned, 90),
    "cropped": partial(papers.turned, 0, (90, 130, 560, 880)),
    "away from the origin": partial(papers.shifted, 0),
    "encrypted": papers.encrypted,
    "encrypted in an object": papers.encrypted_in_an_object,
    "prepared field": papers.with_field,
    "everything a regulation has": regulation_pdf,
    "archive 1b": partial(archived, 1),
    "archive 2b": partial(archived, 2),
    "archive 3b": partial(archived, 3),
    "archive 1a, tagged": partial(archived, 1, "A", is_tagged=True),
    "A4": partial(of_one_page, (595.0, 842.0)),
}


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_structure_is_signed_and_valid_for_two_judges(
    office: Office, tmp_path: Path, structure: str
) -> None:
    path = tmp_path / "naskah.pdf"
    path.write_bytes(STRUCTURES[structure]())
    password = papers.PASSWORD if structure.startswith("encrypted") else ""
    document = office.renderer.open(path, password=password)
    before = look_through(document.whole, password)

    signed = office.sign(office.visible(document))

    content = signed.path.read_bytes()
    (one,) = office.verify(signed.path, password=password).signatures
    told = pdfsig(signed.path, *(("-upw", password) if password else ()))
    assert one.integrity is Integrity.INTACT
    assert one.verdict in SOUND
    assert one.coverage is Coverage.WHOLE_FILE
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert content.startswith(document.whole.lstrip()[:9])
    assert document.whole[20:] in content
    assert look_through(content, password) == before


def look_through(content: bytes, password: str) -> dict[str, Any]:
    """Return what a document holds beside its pages, as another program reads it."""
    opened: Any = pymupdf.open(stream=content, filetype="pdf")
    with opened as pdf:
        if password:
            pdf.authenticate(password)
        return {
            "pages": [page.rect for page in pdf],
            "bookmarks": pdf.get_toc(),
            "attachments": {
                name: pdf.embfile_get(name) for name in pdf.embfile_names()
            },
            "layers": sorted(one["name"] for one in pdf.get_ocgs().values()),
            "fields": [
                (one.field_name, one.field_value)
                for page in pdf
                for one in page.widgets()
                if one.field_type_string != "Signature"
            ],
            "is encrypted": bool(password) and pdf.metadata["encryption"],
        }


def test_what_a_regulation_has_is_not_nothing() -> None:
    held = look_through(regulation_pdf(), "")

    assert held["bookmarks"]
    assert held["attachments"]
    assert held["layers"]
