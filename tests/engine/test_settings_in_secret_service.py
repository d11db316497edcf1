"""The settings in a real Secret Service that is locked, killed, stopped or absent."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.keyrings.settings_program import PATIENCE, settings_of
from ttedesktop.settings.reading import SettingsReading
from ttedesktop.settings.store import LoadedSettings, SettingsStore, StoreOutcome

if TYPE_CHECKING:
    from tests.keyrings.secret_service import SecretService

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the Secret Service is a part of Linux desktops"
)

PROGRAM = ("-m", "tests.keyrings.settings_program")
LOAD = (*PROGRAM, "load", str(PATIENCE))


def save(service: SecretService, name: str, **environment: str) -> None:
    service.run(*PROGRAM, "save", name, **environment)


def test_settings_come_back_to_another_process(secret_service: SecretService) -> None:
    save(secret_service, "Siti")

    assert secret_service.run(*LOAD) == "stored Siti"


def test_store_finds_the_keyring_of_this_computer_by_itself(
    secret_service: SecretService,
) -> None:
    save(secret_service, "Siti")

    loaded = SettingsStore(timeout=PATIENCE).load()

    assert loaded == LoadedSettings(StoreOutcome.STORED, settings_of("Siti"))


def test_nothing_can_be_read_from_the_keyring_on_the_disk(
    secret_service: SecretService,
) -> None:
    save(secret_service, "Siti Aminah")

    assert secret_service.secrets
    assert b"Aminah" not in secret_service.secrets


@pytest.mark.parametrize("write", [4, 5, 6, 9, 11])
def test_killed_writer_leaves_the_old_or_the_new(
    secret_service: SecretService, write: int
) -> None:
    with secret_service.start(*PROGRAM, "save-on", "1") as writer:
        assert writer.stdout is not None
        # It tells the number of the settings before each write; three make a save.
        under_way = [int(writer.stdout.readline().split()[0]) for _ in range(write)][-1]
        writer.kill()
        writer.wait()

    assert secret_service.run(*LOAD) in (
        f"stored {under_way - 1}",
        f"stored {under_way}",
    )
    save(secret_service, "Siti")
    assert secret_service.run(*LOAD) == "stored Siti"


def test_two_processes_that_save_at_once_damage_nothing(
    secret_service: SecretService,
) -> None:
    save(secret_service, "Siti")

    with (
        secret_service.start(*PROGRAM, "save-some", "Siti") as one,
        secret_service.start(*PROGRAM, "save-some", "Budi") as other,
    ):
        seen = [secret_service.run(*LOAD) for _ in range(3)]
        assert (one.wait(), other.wait()) == (0, 0)

    last = secret_service.run(*LOAD)
    assert last.startswith(("stored Siti ", "stored Budi "))
    # Whoever did not get a turn in time is told so, and nothing else.
    assert all(said.startswith(("stored ", "unavailable")) for said in seen)


def test_process_that_dies_hands_its_turn_on(secret_service: SecretService) -> None:
    program = "\n".join(
        (
            "import threading",
            "from ttedesktop.settings.turn import turn_among_processes",
            "with turn_among_processes(threading.Event()):",
            "    print('mine', flush=True)",
            "    input()",
        )
    )
    with secret_service.start("-c", program) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "mine\n"
        meanwhile = secret_service.run(*PROGRAM, "load", "0.3")
        holder.kill()
        holder.wait()

    assert meanwhile == "unavailable"
    assert secret_service.run(*LOAD) == "absent"


def test_locked_keyring_is_unavailable(own_secret_service: SecretService) -> None:
    save(own_secret_service, "Siti")

    own_secret_service.lock()

    assert own_secret_service.run(*LOAD) == "unavailable"


def test_killed_keyring_is_unavailable_and_whole_when_it_is_back(
    own_secret_service: SecretService,
) -> None:
    save(own_secret_service, "Siti")

    own_secret_service.kill()
    without = own_secret_service.run(*LOAD)
    own_secret_service.restart()

    assert without == "unavailable"
    assert own_secret_service.run(*LOAD) == "stored Siti"


def test_stopped_keyring_is_unavailable(own_secret_service: SecretService) -> None:
    own_secret_service.stop_answering()

    assert own_secret_service.run(*PROGRAM, "load", "1") == "unavailable"


@pytest.mark.parametrize("address", ["unix:path=/nowhere", "", "nonsense"])
def test_without_a_bus_settings_are_unavailable(
    secret_service: SecretService, address: str
) -> None:
    said = secret_service.run(*LOAD, DBUS_SESSION_BUS_ADDRESS=address)

    assert said == "unavailable"


def test_no_variable_and_no_file_chooses_another_keyring(
    own_secret_service: SecretService,
) -> None:
    null = "keyring.backends.null.Keyring"
    folder = Path(own_secret_service.environment["XDG_CONFIG_HOME"]) / "python_keyring"
    folder.mkdir()
    (folder / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={null}\n")

    save(own_secret_service, "Siti", PYTHON_KEYRING_BACKEND=null)

    said = own_secret_service.run(*LOAD, PYTHON_KEYRING_BACKEND=null)
    assert said == "stored Siti"
    assert len(own_secret_service.names()) == 3


def test_child_reads_what_was_kept_and_is_gone_then(
    secret_service: SecretService,
) -> None:
    save(secret_service, "Siti")
    store = SettingsStore()

    with closing(SettingsReading(store)) as reading:
        loaded = reading.load()

        assert loaded == LoadedSettings(StoreOutcome.STORED, settings_of("Siti"))
        assert not reading.is_waiting
    store.save(settings_of("Budi"))
    assert secret_service.run(*LOAD) == "stored Budi"


def test_child_whose_keyring_does_not_answer_is_left_to_wait_for_it(
    own_secret_service: SecretService,
) -> None:
    save(own_secret_service, "Siti")
    own_secret_service.stop_answering()
    store = SettingsStore(timeout=PATIENCE)

    with closing(SettingsReading(store)) as reading:
        loaded = reading.load()

        assert loaded.outcome is StoreOutcome.UNAVAILABLE
        assert reading.is_waiting
    assert not reading.is_waiting


def test_child_that_is_refused_has_nothing_to_wait_for(
    own_secret_service: SecretService,
) -> None:
    save(own_secret_service, "Siti")
    # There is nobody who could show a prompt.
    own_secret_service.lock()

    with closing(SettingsReading(SettingsStore(timeout=PATIENCE))) as reading:
        loaded = reading.load()

        assert loaded.outcome is StoreOutcome.UNAVAILABLE
        assert not reading.is_waiting


@pytest.mark.usefixtures("secret_service")
def test_without_a_child_the_settings_are_read_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")

    with closing(SettingsReading(SettingsStore(timeout=PATIENCE))) as reading:
        assert reading.load().outcome is StoreOutcome.ABSENT
