"""What the window says and does when a token behaves badly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fault_module import FaultModule, build

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


@pytest.fixture
def fault(
    built: FaultModule, person: Person, monkeypatch: pytest.MonkeyPatch
) -> FaultModule:
    """Put the fault module between the window and its token."""
    built.does()
    for name, value in built.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TTE_PKCS11_MODULES", built.module)
    person.application.parts.tokens.restart(())
    return built


def is_free(person: Person) -> bool:
    switchboard = person.application.switchboard
    return switchboard is not None and not switchboard.flow.is_busy


def ready_to_sign(person: Person, letter: Path) -> None:
    person.opens(letter)
    tokens = person.application.parts.tokens
    person.waits_until(
        lambda: tokens.survey is not None and bool(tokens.survey.certificates())
    )
    person.waits_for_token()
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)
    person.consents()


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
    ready_to_sign(person, letter)
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
    ready_to_sign(person, letter)

    person.window.document_page.ask_to_sign()
    person.waits_until(lambda: is_free(person))

    assert not person.reads("Masukkan PIN pada pembaca kartu Anda")
    assert [path.name for path in letter.parent.iterdir()] == ["surat.pdf"]


def test_token_that_is_pulled_and_plugged_in_is_noticed(
    person: Person, fault: FaultModule, letter: Path
) -> None:
    ready_to_sign(person, letter)
    chip = person.window.header.chip

    fault.does("removed")
    person.waits_until(lambda: not chip.state.has_token)
    assert person.reads("Pasang token Anda")

    fault.does()
    person.waits_until(lambda: chip.state.tone == "ok")
    assert person.window.document_page.desk.certificate is not None
