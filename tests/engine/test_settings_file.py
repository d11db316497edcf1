"""Settings taken along in a file, and everything forgotten."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.keyrings.standins import MacKeychain, WindowsVault
from ttedesktop.data_folder import data_folder
from ttedesktop.errors.output_errors import SettingsFileRefused
from ttedesktop.forgetting import forget_everything, noted_folders
from ttedesktop.program_log import ProgramLog
from ttedesktop.register import Register
from ttedesktop.settings.file import (
    LEFT_OUT,
    SettingsFile,
    read_settings,
    write_settings,
)
from ttedesktop.settings.store import LoadedSettings, SettingsStore, StoreOutcome
from ttedesktop.settings.values import RecentDocument, Settings
from ttedesktop.specimens.picture_folder import PictureFolder, pictures_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n" + b"a crest"
FULL = Settings(
    location="Tirtapura",
    output_suffix="_sah",
    modules=("/opt/lib.so",),
    trust_anchors=("PEM",),
    recent=(RecentDocument("/home/rina/rahasia.pdf", "", ""),),
    certificate="ab" * 32,
    proposed=("x=1",),
)


def as_it_is(_name: str, content: bytes) -> bytes:
    return content


def with_crest(settings: Settings, folder: PictureFolder) -> Settings:
    first, *others = settings.specimens
    crested = dataclasses.replace(first, picture=folder.keep(PNG))
    return dataclasses.replace(settings, specimens=(crested, *others))


def test_settings_come_back_on_another_computer(tmp_path: Path) -> None:
    here, there = PictureFolder(tmp_path / "here"), PictureFolder(tmp_path / "there")
    settings = with_crest(FULL, here)
    path = tmp_path / "saya.tte-setelan"
    write_settings(path, SettingsFile(settings, pictures_of(settings.specimens, here)))

    present = Settings(modules=("/usr/lib/mine.so",), trust_anchors=("MINE",))
    taken = read_settings(path).taken_over(present, as_it_is, there)

    assert taken.location == "Tirtapura"
    assert taken.specimens == settings.specimens
    assert there.read(taken.specimens[0].picture) == PNG
    # Whom one trusts and what one loads is not for a file to say.
    assert taken.modules == ("/usr/lib/mine.so",)
    assert taken.trust_anchors == ("MINE",)
    assert taken.recent == ()
    told = path.read_text("utf-8")
    assert "rahasia" not in told
    assert "/opt/lib.so" not in told


def change(path: Path, how: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(path.read_text("utf-8"))
    how(document)
    path.write_text(json.dumps(document))


def sealed_anew(document: dict[str, Any], **changes: object) -> None:
    document.update(changes)
    content = {name: document[name] for name in ("schema", "settings", "pictures")}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    document["sha256"] = hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (lambda told: told["settings"].update(location="Lain"), "changed"),
        (lambda told: sealed_anew(told, schema=99), "newer"),
        (lambda told: told.update(format="Something"), "not_settings"),
        (lambda told: told.pop("settings"), "not_settings"),
        (lambda told: sealed_anew(told, pictures=["QUJD"]), "not_settings"),
    ],
)
def test_a_file_that_is_not_what_was_written_is_refused(
    tmp_path: Path, how: Callable[[dict[str, Any]], object], reason: str
) -> None:
    path = tmp_path / "saya.tte-setelan"
    write_settings(path, SettingsFile(FULL))
    change(path, how)

    with pytest.raises(SettingsFileRefused) as refusal:
        read_settings(path)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("content", [b"", b"[" * 9000, b"{}", b"\xff\xfe", b"3"])
def test_any_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)

    with pytest.raises(SettingsFileRefused):
        read_settings(path)


def test_a_forger_cannot_bring_drivers_and_anchors(tmp_path: Path) -> None:
    path = tmp_path / "saya.tte-setelan"
    write_settings(path, SettingsFile(FULL))

    def forge(told: dict[str, Any]) -> None:
        told["settings"].update(modules=["/opt/evil.so"], trust_anchors=["EVIL"])
        sealed_anew(told)

    change(path, forge)
    read = read_settings(path).settings

    assert all(getattr(read, name) == getattr(Settings(), name) for name in LEFT_OUT)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(SettingsFileRefused) as refusal:
        write_settings(tmp_path / "none" / "x", SettingsFile(FULL))
    assert refusal.value.reason == "not_written"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [WindowsVault, MacKeychain])
def test_forgetting_leaves_nothing(
    kind: type[WindowsVault | MacKeychain],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    vault = kind()
    vault.install(monkeypatch)
    store = SettingsStore(vault.backend())
    # Twice, so that both generations are there, and on Windows what it leaves behind.
    for location in ("Tirtapura", "Tirta Raya"):
        store.save(dataclasses.replace(FULL, location=location))
    PictureFolder().keep(PNG)
    Register().clear()
    log = ProgramLog()
    log.start()
    log.stop()
    (data_folder() / "certificates").mkdir()
    assert len(list(tmp_path.rglob("*"))) > 3

    forget_everything(store)

    assert vault.entries == {}
    assert list(tmp_path.iterdir()) == []
    assert not any(one.exists() for one in noted_folders())
    assert store.load() == LoadedSettings(StoreOutcome.ABSENT, Settings())
