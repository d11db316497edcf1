"""One keyring, what was saved in it, and what a load may therefore give."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.keyrings.settings_program import PATIENCE
from tests.keyrings.standins import Crash
from ttedesktop.errors.errors import TteError
from ttedesktop.settings.chunks import Head, head_name
from ttedesktop.settings.entries import USER
from ttedesktop.settings.store import LoadedSettings, SettingsStore, StoreOutcome
from ttedesktop.settings.values import Settings
from ttedesktop.specimens.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from ttedesktop.settings.entries import Keyring

MOST_PATHS: Final = 90
"""Of drivers among the settings: with all of them they take some seven chunks."""


class Broken(Exception):
    """A setting was lost, or a wrong one given."""


def settings_numbered(number: int, paths: int) -> Settings:
    """Return settings unlike any others, which no compression makes short."""
    digests = (hashlib.sha256(f"{number} {one}".encode()) for one in range(paths))
    return dataclasses.replace(
        Settings(),
        profile=Profile(name=f"Pegawai {number}"),
        modules=tuple(f"/opt/{digest.hexdigest()}.so" for digest in digests),
    )


@dataclass
class Tally:
    """What was done, and how it ended."""

    faults: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count what another hunt has done, too."""
        self.faults += other.faults
        self.ends += other.ends
        self.broken += other.broken

    def told(self) -> str:
        """Return all of it, a line for each kind."""
        count = self.faults.total()
        lines = [f"{count:6} faults", *_lines(self.faults)]
        lines += [f"{self.ends.total():6} loads", *_lines(self.ends)]
        return "\n".join([*lines, f"{len(self.broken):6} lost or wrong settings"])


@dataclass
class Keeping:
    """Saves one thing after the other, and holds the keyring to it."""

    keyring: Keyring
    """As it is without faults."""
    chance: Random
    last: Settings = field(default_factory=Settings)
    """What a load gives now."""
    number: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    """How often each end was seen."""

    def begin(self) -> None:
        """Store something, twice, so that both generations are there."""
        for _ in range(2):
            self.last = self.next_settings()
            self.store().save(self.last)

    def store(
        self, keyring: Keyring | None = None, timeout: float = PATIENCE
    ) -> SettingsStore:
        """Return what a new start of the program would keep its settings with."""
        return SettingsStore(keyring or self.keyring, timeout=timeout)

    def next_settings(self) -> Settings:
        """Return something that was never saved before, long or short."""
        self.number += 1
        return settings_numbered(self.number, self.chance.randint(0, MOST_PATHS))

    def saves_through(self, store: SettingsStore) -> tuple[Settings, ...]:
        """Save while something goes wrong; return what may be found afterwards."""
        new = self.next_settings()
        try:
            store.save(new)
        except (TteError, Crash):
            return (self.last, new)
        return (new,)

    def is_told_by(self, store: SettingsStore, told: StoreOutcome) -> None:
        """Ask for the settings while they cannot be had: that must be said."""
        loaded = store.load()
        if loaded != LoadedSettings(told, Settings()):
            self.breaks(f"{loaded.outcome.value} where it is {told.value}")
        self.ends["told"] += 1

    def is_refused(self, refusal: type[TteError], settings: Settings) -> None:
        """Try to save what may not be saved now, or never."""
        try:
            self.store().save(settings)
        except refusal:
            return
        except TteError as error:
            self.breaks(f"{error} where it is {refusal.__name__}")
        self.breaks(f"saved where it is {refusal.__name__}")

    def finds_one_of(self, possible: tuple[Settings, ...]) -> None:
        """Load as the next start does, once the fault is over."""
        found = self.store().load()
        if found.outcome is not StoreOutcome.STORED or found.settings not in possible:
            self.breaks(f"{found.outcome.value} {found.settings.profile.name}")
        was_kept = found.settings == self.last
        self.ends["as before" if was_kept else "as just saved"] += 1
        self.last = found.settings

    def with_entry_changed(
        self, name: str, change: Callable[[str], str | None], deed: Callable[[], None]
    ) -> None:
        """Do something while an entry is not as it was written; None removes it."""
        before = self.keyring.get_password(name, USER)
        if before is None:
            self.breaks(f"{name} is not there")
            return
        put(self.keyring, name, change(before))
        junk = self.keyring.get_password(name, USER)
        deed()
        if self.keyring.get_password(name, USER) != junk:
            self.breaks("what was damaged was touched")
        put(self.keyring, name, before)

    def breaks(self, what: str) -> None:
        """Raise Broken."""
        message = f"{what}, after settings {self.number}"
        raise Broken(message)


def put(keyring: Keyring, name: str, text: str | None) -> None:
    """Give an entry another text, or remove it."""
    if text is None:
        keyring.delete_password(name, USER)
    else:
        keyring.set_password(name, USER, text)


def newest_head(keyring: Keyring) -> Head:
    """Return the head of what was saved last."""
    told = (keyring.get_password(head_name(one), USER) for one in "AB")
    heads = (Head(**json.loads(one)) for one in told if one is not None)
    return max(heads, key=lambda one: one.serial)


def _lines(counted: Counter[str]) -> list[str]:
    return [f"{count:10} {name}" for name, count in sorted(counted.items())]
