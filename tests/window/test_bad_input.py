"""What the window says of files that cannot be opened or must not be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
import pytest
from pymupdf import mupdf

from ui.documents.password_dialog import PasswordDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration

PASSWORD = "kata sandi dokumen"  # noqa: S105 - of a file that the test makes


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        (b"", "kosong"),
        (b"Bukan PDF sama sekali", "bukan PDF"),
        (b"%PDF-1.7\n1 0 obj", "rusak"),
    ],
)
def test_a_file_that_is_no_document_gets_its_own_words(
    person: Person, tmp_path: Path, content: bytes, heading: str
) -> None:
    file = tmp_path / "berkas.pdf"
    file.write_bytes(content)
    seen: list[str] = []
    person.will_close_dialog(seen)
    switchboard = person.application.switchboard
    assert switchboard is not None

    switchboard.open(file)
    person.waits_until(lambda: bool(seen))

    said = " ".join(seen)
    assert heading in said
    assert "Traceback" not in said
    assert "rror" not in said.split("Rincian")[0].replace("terror", "")


def test_a_missing_file_is_told(person: Person, tmp_path: Path) -> None:
    seen: list[str] = []
    person.will_close_dialog(seen)
    switchboard = person.application.switchboard
    assert switchboard is not None

    switchboard.open(tmp_path / "tidak-ada.pdf")
    person.waits_until(lambda: bool(seen))

    assert any("tidak ditemukan" in words for words in seen)


def test_an_encrypted_document_asks_and_opens_with_its_password(
    person: Person, letter: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "terkunci.pdf"
    with pymupdf.open(letter) as document:
        document.save(
            locked,
            encryption=mupdf.PDF_ENCRYPT_AES_256,
            owner_pw="pemilik",
            user_pw=PASSWORD,
        )
    asked: list[str] = []

    def right(dialog: PasswordDialog) -> None:
        asked.append(dialog.accessibleName())
        person.types(dialog.field, PASSWORD)

    def wrong(dialog: PasswordDialog) -> None:
        asked.append(dialog.accessibleName())
        person.types(dialog.field, "keliru")
        person.will_answer(PasswordDialog, right)

    person.will_answer(PasswordDialog, wrong)
    person.opens(locked)

    assert asked == ["Dokumen ini terkunci kata sandi", "Kata sandi tidak cocok"]
    document_shown = person.window.document_page.document
    assert document_shown is not None
    assert document_shown.is_encrypted


def test_a_document_that_changed_on_the_disk_is_not_signed(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    person.waits_for_token()
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)
    person.consents()
    letter.write_bytes(demonstration.documents[1].read_bytes())
    seen: list[str] = []
    person.will_close_dialog(seen)

    person.window.document_page.ask_to_sign()
    person.waits_until(lambda: bool(seen))

    assert any("berubah" in words for words in seen)
    assert [path.name for path in letter.parent.iterdir()] == ["surat.pdf"]


def test_a_form_of_another_kind_says_why_it_cannot_be_signed(
    person: Person, letter: Path, tmp_path: Path
) -> None:
    form = tmp_path / "xfa.pdf"
    with pymupdf.open(letter) as document:
        xref = document.get_new_xref()
        document.update_object(xref, "<</Fields [] /XFA (x)>>")
        document.xref_set_key(document.pdf_catalog(), "AcroForm", f"{xref} 0 R")
        document.save(form)

    person.opens(form)
    person.waits_for_token()
    person.consents()

    panel = person.window.document_page.signing_panel
    assert panel.what_is_missing == "Formulir jenis ini tidak dapat ditandatangani"
    assert not person.button("Tanda tangani", within=panel).isEnabled()
