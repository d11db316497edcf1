"""``ttedesktop inspect``: whether a document may be signed, and what to know first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.papers import letters as papers
from tests.scenarios.command_line import run

if TYPE_CHECKING:
    from pathlib import Path


def test_honest_letter_may_be_signed(letter_path: Path) -> None:
    spoken = run("inspect", letter_path, "--json")

    assert spoken.status == 0
    assert spoken.json == {
        "file": str(letter_path),
        "may_be_signed": True,
        "error": None,
        "findings": [],
    }


def test_what_to_know_is_said_in_words(letter_path: Path) -> None:
    letter_path.write_bytes(papers.with_field())

    spoken = run("inspect", letter_path)

    assert spoken.status == 0
    assert spoken.stdout == ""
    assert "Halaman 2: Dokumen mempunyai kolom tanda tangan." in spoken.stderr


def test_document_that_must_not_be_signed(letter_path: Path) -> None:
    letter_path.write_bytes(papers.with_xfa())

    spoken = run("inspect", letter_path, "--json")

    assert spoken.status == 1
    assert spoken.json["may_be_signed"] is False
    assert spoken.json["error"]["code"] == "document_has_xfa"
    assert "XFA" in spoken.stderr


def test_file_that_cannot_be_read(letter_path: Path) -> None:
    letter_path.write_bytes(b"bukan pdf")

    spoken = run("inspect", letter_path, "--json")

    assert spoken.status == 2
    assert spoken.json["error"]["code"] == "not_a_pdf"
