"""The settings in every kind of keyring: found whole, or not at all, and never lost."""

from __future__ import annotations

import dataclasses
import itertools
import random
import secrets
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Final

import pytest

from tests.engine.test_settings_document import CHANGED
from tests.keyrings.settings_program import PATIENCE, settings_of
from tests.keyrings.standins import (
    FaultyKeyring,
    MacKeychain,
    SilentKeyring,
    WindowsError,
    WindowsVault,
)
from ttedesktop.errors.output_errors import (
    SettingsDamaged,
    SettingsTooLarge,
    SettingsUnavailable,
)
from ttedesktop.settings import chunks
from ttedesktop.settings.chunks import CHUNK, chunk_name, head_name
from ttedesktop.settings.document import SCHEMA, pack
from ttedesktop.settings.entries import USER, Entries
from ttedesktop.settings.store import LoadedSettings, SettingsStore, StoreOutcome
from ttedesktop.settings.values import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.keyrings.standins import StandIn
    from ttedesktop.settings.entries import Keyring

ABSENT: Final = LoadedSettings(StoreOutcome.ABSENT, Settings())
DAMAGED: Final = LoadedSettings(StoreOutcome.DAMAGED, Settings())
UNAVAILABLE: Final = LoadedSettings(StoreOutcome.UNAVAILABLE, Settings())
ONE, TWO, THREE = (settings_of(name) for name in ("satu", "dua", "tiga"))


def stored(settings: Settings) -> LoadedSettings:
    return LoadedSettings(StoreOutcome.STORED, settings)


def large(characters: int) -> Settings:
    """Return settings that cannot be compressed below so many characters."""
    paths = (secrets.token_urlsafe(750) for _ in range(characters // 1_000))
    return dataclasses.replace(CHANGED, modules=tuple(paths))


def every_entry() -> list[str]:
    """Return the service name of each entry there may be."""
    numbers = range(1, chunks.MOST_CHUNKS + 1)
    rooms = itertools.starmap(chunk_name, itertools.product("AB", numbers))
    return [*map(head_name, "AB"), *rooms]


def entries_in(keyring: Keyring) -> list[str]:
    return [name for name in every_entry() if keyring.get_password(name, USER)]


def store_as_newer_program(keyring: Keyring, packed: str) -> None:
    entries = Entries(keyring, threading.Event())
    kept = chunks.newest(entries)
    chunks.commit(entries, packed, after=kept, schema=SCHEMA + 1)


def patient_store(keyring: Keyring) -> SettingsStore:
    """Return a store that waits for a keyring on a computer with much to do."""
    return SettingsStore(keyring, timeout=PATIENCE)


class TestEveryKeyring:
    """What holds for a real Secret Service, for Windows' vault and macOS' keychain."""

    def test_empty_keyring_is_absent_and_gives_defaults(self, keyring: Keyring) -> None:
        assert patient_store(keyring).load() == ABSENT

    def test_settings_come_back_to_another_run(self, keyring: Keyring) -> None:
        for settings in (CHANGED, ONE, Settings(), TWO):
            patient_store(keyring).save(settings)

            assert patient_store(keyring).load() == stored(settings)

    def test_twenty_kilobytes_come_back(self, keyring: Keyring) -> None:
        settings = large(20_000)

        patient_store(keyring).save(settings)

        assert len(pack(settings)) > 15_000
        assert patient_store(keyring).load() == stored(settings)

    def test_shorter_settings_leave_nothing_of_longer_ones(
        self, keyring: Keyring
    ) -> None:
        store = patient_store(keyring)
        for settings in (large(5_000), large(5_000), Settings(), ONE):
            store.save(settings)

        left = {"A": Settings(), "B": ONE}
        assert entries_in(keyring) == [
            *(head_name(generation) for generation in left),
            *(
                chunk_name(generation, number + 1)
                for generation, settings in left.items()
                for number in range(-(-len(pack(settings)) // chunks.CHUNK))
            ),
        ]

    def test_more_than_there_is_room_for_is_refused_and_the_old_stays(
        self, keyring: Keyring
    ) -> None:
        store = patient_store(keyring)
        store.save(ONE)

        with pytest.raises(SettingsTooLarge):
            store.save(large(100_000))

        assert store.load() == stored(ONE)

    @pytest.mark.parametrize(
        ("name", "junk"),
        [
            (chunk_name("A", 2), "cut"),
            (chunk_name("A", 1), ""),
            (head_name("A"), "junk"),
            (head_name("A"), "[]"),
            (head_name("A"), '{"serial":1}'),
            (head_name("A"), '{"serial":"1","count":1,"schema":1,"sha256":""}'),
            (head_name("A"), '{"serial":1,"count":-1,"schema":1,"sha256":""}'),
            (head_name("A"), '{"serial":3,"count":999,"schema":1,"sha256":""}'),
            (head_name("B"), '{"serial":9,"count":1,"schema":1,"sha256":""}'),
        ],
    )
    def test_damage_is_told_and_stays(
        self, stand_in: StandIn, name: str, junk: str
    ) -> None:
        # What is damaged is a text; a real service tells of it below.
        keyring = stand_in.backend()
        store = patient_store(keyring)
        for settings in (ONE, TWO, THREE):
            store.save(settings)
        keyring.set_password(name, USER, junk)

        assert store.load() == DAMAGED
        with pytest.raises(SettingsDamaged):
            store.save(CHANGED)
        assert keyring.get_password(name, USER) == junk

    @pytest.mark.parametrize(
        ("name", "junk"), [(chunk_name("A", 2), "cut"), (head_name("B"), "junk")]
    )
    def test_reset_removes_what_is_damaged(
        self, keyring: Keyring, name: str, junk: str
    ) -> None:
        store = patient_store(keyring)
        for settings in (ONE, TWO, THREE):
            store.save(settings)
        keyring.set_password(name, USER, junk)

        store.reset()
        assert store.load() == ABSENT
        store.save(CHANGED)
        assert store.load() == stored(CHANGED)

    def test_lost_chunk_is_damage(self, keyring: Keyring) -> None:
        store = patient_store(keyring)
        store.save(ONE)
        keyring.delete_password(chunk_name("A", 2), USER)

        assert store.load() == DAMAGED

    def test_whole_chunks_that_were_not_committed_are_damage(
        self, keyring: Keyring
    ) -> None:
        store = patient_store(keyring)
        store.save(ONE)
        packed = pack(TWO)
        keyring.set_password(chunk_name("A", 1), USER, packed[:CHUNK])
        keyring.set_password(chunk_name("A", 2), USER, packed[CHUNK:])

        assert store.load() == DAMAGED

    def test_reset_leaves_whole_settings_alone(self, keyring: Keyring) -> None:
        store = patient_store(keyring)
        store.save(ONE)

        store.reset()

        assert store.load() == stored(ONE)

    @pytest.mark.parametrize("packed", [pack(TWO), "packed in another manner"])
    def test_settings_of_a_newer_program_are_only_read(
        self, keyring: Keyring, packed: str
    ) -> None:
        store = patient_store(keyring)
        store.save(ONE)
        store_as_newer_program(keyring, packed)

        loaded = store.load()
        with pytest.raises(SettingsDamaged):
            store.save(THREE)
        with pytest.raises(SettingsDamaged):
            store.reset()

        readable = TWO if packed == pack(TWO) else Settings()
        assert loaded == LoadedSettings(StoreOutcome.NEWER, readable)
        assert store.load() == loaded

    def test_forgetting_leaves_nothing(self, keyring: Keyring) -> None:
        store = patient_store(keyring)
        store.save(large(5_000))
        store.save(ONE)
        keyring.set_password(chunk_name("B", chunks.MOST_CHUNKS), USER, "old")

        store.forget()

        assert not entries_in(keyring)
        assert store.load() == ABSENT


def test_forgetting_leaves_none_of_the_copies_that_windows_makes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vault = WindowsVault()
    vault.install(monkeypatch)
    store = SettingsStore(vault.backend())
    for settings in (ONE, TWO, THREE):
        store.save(settings)
    assert f"{USER}@{head_name('A')}".casefold() in vault.entries

    store.forget()

    assert not vault.entries


def test_keyring_that_never_answers_is_unavailable(stand_in: StandIn) -> None:
    silent = SilentKeyring(stand_in.backend())
    store = SettingsStore(silent, timeout=0.1)

    loaded = store.load()

    assert loaded == UNAVAILABLE
    deeds: list[Callable[[], None]] = [
        lambda: store.save(ONE),
        store.reset,
        store.forget,
    ]
    for deed in deeds:
        with pytest.raises(SettingsUnavailable):
            deed()
    assert silent.asked == 1
    silent.answered.set()


def test_save_whose_prompt_is_answered_too_late_writes_nothing(
    stand_in: StandIn,
) -> None:
    SettingsStore(stand_in.backend()).save(ONE)
    silent = SilentKeyring(stand_in.backend())
    store = SettingsStore(silent, timeout=0.1)
    with pytest.raises(SettingsUnavailable):
        store.save(TWO)

    silent.answered.set()

    # The next takes its turn after the one that hung.
    assert SettingsStore(silent).load() == stored(ONE)
    assert silent.asked > 1


def test_defaults_of_a_locked_keyring_do_not_replace_what_it_holds(
    stand_in: StandIn,
) -> None:
    SettingsStore(stand_in.backend()).save(ONE)
    silent = SilentKeyring(stand_in.backend())
    store = SettingsStore(silent, timeout=0.5)
    assert store.load() == UNAVAILABLE
    silent.answered.set()

    with pytest.raises(SettingsUnavailable):
        store.save(CHANGED)

    assert store.load() == stored(ONE)
    store.save(CHANGED)
    assert store.load() == stored(CHANGED)


@pytest.mark.parametrize(
    "refusal",
    [
        WindowsError(1783, "CredWrite"),
        MacKeychain.KeychainDenied(-128),
        RuntimeError("No recommended backend"),
        ConnectionError("bus"),
        AssertionError(),
    ],
)
def test_whatever_a_backend_raises_is_one_fact(
    stand_in: StandIn, refusal: Exception
) -> None:
    def refuse() -> None:
        raise refusal

    store = SettingsStore(stand_in.backend())
    stand_in.before_step = refuse

    with pytest.raises(SettingsUnavailable):
        store.save(ONE)


def test_keyring_that_keeps_nothing_is_noticed(stand_in: StandIn) -> None:
    class Forgetful(FaultyKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            """Do nothing and tell of no failure."""

    forgetful = Forgetful(stand_in.backend(), random.Random(0))  # noqa: S311 - unused

    with pytest.raises(SettingsUnavailable):
        SettingsStore(forgetful).save(ONE)


def test_threads_that_save_at_once_leave_the_settings_of_one(stand_in: StandIn) -> None:
    store = SettingsStore(stand_in.backend())
    threads = [
        threading.Thread(target=store.save, args=(settings,))
        for settings in (ONE, TWO, THREE)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.load() in (stored(ONE), stored(TWO), stored(THREE))


def test_importing_the_store_does_not_load_keyring() -> None:
    program = "import sys, ttedesktop.settings.store; print('keyring' in sys.modules)"

    printed = subprocess.check_output([sys.executable, "-c", program], text=True)

    assert printed == "False\n"
