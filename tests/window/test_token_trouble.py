"""What the window says and does when a token behaves badly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tokens.fault_module import FaultModule
    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration


def is_free(person: Person) -> bool:
    switchboard = person.application.switchboard
    return switchboard is not None and not switchboard.flow.is_busy


@pytest.mark.parametrize(
    "trouble",
    [
        ("fail C_SignInit 0x32", "Token dilepas sebelum selesai"),
        ("crash C_Sign", "Token berhenti menjawab"),
        ("fail C_Login 0xa4", "PIN terkunci"),
    ],
)
def test_trouble_while_signing_is_told_and_nothing_is_left(
    person: Person,
    fault: FaultModule,
    letter: Path,
    demonstration: Demonstration,
    trouble: tuple[str, str],
) -> None:
    directive, words = trouble
    person.gets_ready_to_sign(letter)
    seen: list[str] = []
    fault.does(directive)
    person.will_type_pin(demonstration.pin)
    person.will_read_trouble(seen)

    person.window.document_page.ask_to_sign()
    person.waits_until(lambda: bool(seen) and is_free(person))

    assert any(words in one for one in seen)
    assert [path.name for path in letter.parent.iterdir()] == ["surat.pdf"]


def test_cancelling_at_a_reader_with_keys_leaves_the_window_free(
    person: Person, fault: FaultModule, letter: Path
) -> None:
    fault.does("pad cancel")
    person.application.parts.tokens.restart(())
    person.gets_ready_to_sign(letter)

    person.window.document_page.ask_to_sign()
    person.waits_until(lambda: is_free(person))

    assert not person.reads("Masukkan PIN pada pembaca kartu Anda")
    assert [path.name for path in letter.parent.iterdir()] == ["surat.pdf"]


def test_token_that_is_pulled_and_plugged_in_is_noticed(
    person: Person, fault: FaultModule, letter: Path
) -> None:
    person.gets_ready_to_sign(letter)
    chip = person.window.header.chip

    fault.does("removed")
    person.waits_until(lambda: not chip.state.has_token)
    assert person.reads("Pasang token Anda")

    fault.does()
    person.waits_until(lambda: chip.state.tone == "ok")
    assert person.window.document_page.desk.certificate is not None
