"""A person signs with a .p12 file, and cannot take it for a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tokens.key_files import PASSWORD, official
from ttedesktop.validation.report import Verdict
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person

IN_A_FILE = "Kunci dalam berkas, bukan token"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "siti.p12"
    path.write_bytes(official().file())
    return path


def opens(person: Person, key_file: Path) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    switchboard.token_affairs.open_key_file(key_file)


def is_used(person: Person) -> bool:
    certificate = person.window.document_page.desk.certificate
    return certificate is not None and certificate.token.is_file


def signs(person: Person) -> None:
    page, switchboard = person.window.document_page, person.application.switchboard
    assert switchboard is not None
    person.waits_until(lambda: page.desk.placement is not None)
    person.consents()
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        page.ask_to_sign()


def test_file_is_opened_marked_and_signs(
    person: Person, letter: Path, key_file: Path
) -> None:
    person.opens(letter)
    person.will_type_pin(PASSWORD)
    opens(person, key_file)
    person.waits_until(lambda: is_used(person))
    assert person.reads(IN_A_FILE)
    assert person.reads("bukan di token perangkat keras")
    # The chip speaks of tokens, and the file is none.
    assert "2 token" not in person.window.header.chip.state.line

    person.will_confirm()
    signs(person)

    report = person.window.document_page.report
    assert report is not None
    # Nobody here knows the authority; the signature itself is sound.
    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].signer is not None


def test_wrong_password_is_told_and_may_be_typed_again(
    person: Person, letter: Path, key_file: Path
) -> None:
    person.opens(letter)
    told: list[bool] = []

    def second(dialog: PinDialog) -> None:
        told.append(person.reads("Kata sandi salah"))
        person.types(dialog.field, PASSWORD)

    def first(dialog: PinDialog) -> None:
        person.types(dialog.field, "salah")
        person.will_answer(PinDialog, second)

    person.will_answer(PinDialog, first)
    opens(person, key_file)
    person.waits_until(lambda: is_used(person))

    assert told == [True]


def test_password_is_asked_again_once_the_session_is_over(
    person: Person, letter: Path, key_file: Path
) -> None:
    person.opens(letter)
    person.will_type_pin(PASSWORD)
    opens(person, key_file)
    person.waits_until(lambda: is_used(person))
    person.clicks("Akhiri", within=person.window.document_page.signing_panel)

    person.will_type_pin(PASSWORD)
    signs(person)

    assert person.window.document_page.report is not None


def test_file_that_is_none_is_told_in_words(
    person: Person, tmp_path: Path, letter: Path
) -> None:
    person.opens(letter)
    broken = tmp_path / "rusak.p12"
    broken.write_bytes(b"bukan berkas sertifikat")
    seen: list[str] = []
    person.will_read_trouble(seen)

    opens(person, broken)
    person.waits_until(lambda: bool(seen))

    assert not is_used(person)


def test_file_is_left_and_the_token_is_offered_again(
    person: Person, letter: Path, key_file: Path
) -> None:
    person.opens(letter)
    person.waits_for_token()
    person.will_type_pin(PASSWORD)
    opens(person, key_file)
    person.waits_until(lambda: is_used(person))

    switchboard = person.application.switchboard
    assert switchboard is not None
    switchboard.token_affairs.drop_key_file()

    person.waits_until(lambda: not is_used(person))
    assert not person.application.parts.tokens.has_key_file
