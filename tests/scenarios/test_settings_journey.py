"""What a person sets in the window is there the next time, in a real keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.secret_service import running_secret_service
from tests.window.person import Person
from ttedesktop.settings_store import SettingsStore, StoreOutcome
from ttedesktop.specimens.profile import Profile
from ui.application import Application

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def started(store: SettingsStore) -> Application:
    made = Application(store)
    made.take(store.load())
    made.start()
    return made


def test_profile_is_kept_and_comes_back(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    with running_secret_service(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        first = started(SettingsStore(timeout=30))
        keeper = first.parts.keeper
        assert keeper.outcome is StoreOutcome.ABSENT
        keeper.change(profile=Profile(name="Dra. Siti Aminah, M.Si."))
        first.stop()

        second = started(SettingsStore(timeout=30))
        assert second.parts.keeper.outcome is StoreOutcome.STORED
        assert second.parts.settings.profile.name == "Dra. Siti Aminah, M.Si."
        second.stop()
    qapp.processEvents()


def test_without_a_keyring_one_line_says_so_and_everything_works(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.setenv("HOME", str(tmp_path))
    made = started(SettingsStore())
    person = Person(made, qtbot)

    assert made.parts.keeper.outcome is StoreOutcome.UNAVAILABLE
    assert person.reads("Setelan tidak akan disimpan di komputer ini.")
    made.parts.keeper.change(location="Tirtapura")
    assert made.parts.settings.location == "Tirtapura"
    made.stop()
    qapp.processEvents()

    assert list(tmp_path.rglob("*")) == [], "nothing is written to a file instead"
