"""What a person sets in the window is there the next time, in a real keyring."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.keyrings.secret_service import running_secret_service
from tests.papers import letters as papers
from tests.window.person import Person
from tests.window.running import running
from ttedesktop.settings.store import SettingsStore, StoreOutcome
from ttedesktop.specimens.profile import Profile
from ui.application import Application

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@contextmanager
def started(store: SettingsStore) -> Generator[Application]:
    made = Application(store)
    made.take(store.load())
    with running(made):
        yield made


@pytest.mark.usefixtures("qapp")
def test_profile_is_kept_and_comes_back(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    with running_secret_service(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        with started(SettingsStore(timeout=30)) as first:
            keeper = first.parts.keeper
            assert keeper.outcome is StoreOutcome.ABSENT
            keeper.change(profile=Profile(name="Dra. Siti Aminah, M.Si."))

        with started(SettingsStore(timeout=30)) as second:
            assert second.parts.keeper.outcome is StoreOutcome.STORED
            assert second.parts.settings.profile.name == "Dra. Siti Aminah, M.Si."


def test_documents_that_were_open_are_open_the_next_time(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(papers.letter())
    with running_secret_service(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        with started(SettingsStore(timeout=30)) as first:
            first.come_back()
            person = Person(first, qtbot)
            person.opens(letter)
            assert person.window.close()

        with started(SettingsStore(timeout=30)) as second:
            second.come_back()
            person = Person(second, qtbot)
            person.waits_until(lambda: bool(person.window.documents.with_documents))
            shown = person.window.document_page.document
            assert shown is not None
            assert shown.path == letter


def test_without_a_keyring_one_line_says_so_and_everything_works(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.setenv("HOME", str(tmp_path))
    with started(SettingsStore()) as made:
        person = Person(made, qtbot)

        assert made.parts.keeper.outcome is StoreOutcome.UNAVAILABLE
        assert person.reads("Setelan tidak akan disimpan di komputer ini.")
        made.parts.keeper.change(location="Tirtapura")
        assert made.parts.settings.location == "Tirtapura"

    assert list(tmp_path.rglob("*")) == [], "nothing is written to a file instead"
