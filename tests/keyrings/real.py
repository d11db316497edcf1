"""What goes wrong with a real Secret Service, and programs that use it and are killed.

The programs are started anew each time: what one of them finds, no other remembers.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, Final

import pytest

from tests.keyrings.keeping import Broken, Tally, newest_head
from tests.keyrings.secret_service import running_secret_service
from tests.keyrings.settings_program import PATIENCE, settings_of
from ttedesktop.errors.errors import TteError
from ttedesktop.settings.chunks import chunk_name
from ttedesktop.settings.entries import USER
from ttedesktop.settings.store import SettingsStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.keyrings.secret_service import SecretService

_PROGRAM: Final = ("-m", "tests.keyrings.settings_program")
_LOAD: Final = (*_PROGRAM, "load", str(PATIENCE))
_WRITES: Final = 3
"""Of a save of these settings: two chunks and the head."""
_SHORT: Final = "1"
"""Seconds for a service that does not answer in any case."""


@dataclass
class RealKeeping:
    """A Secret Service, the number saved in it last, and how loads ended."""

    service: SecretService
    chance: Random
    last: int = 0
    tally: Tally = field(default_factory=Tally)

    def begin(self) -> None:
        """Store something in both generations."""
        for number in (1, 2):
            self.service.run(*_PROGRAM, "save", str(number))
            self.last = number

    def is_told(self, told: str, *arguments: str, **environment: str) -> None:
        """Ask for the settings while they cannot be had: that must be said."""
        said = self.service.run(*(arguments or _LOAD), **environment)
        if said != told:
            message = f"{said!r} where it is {told!r}"
            raise Broken(message)
        self.tally.ends["told"] += 1

    def finds_one_of(self, *numbers: int) -> None:
        """Load as the next start does, once the fault is over."""
        said = self.service.run(*_LOAD)
        if said not in [f"stored {number}" for number in numbers]:
            message = f"{said!r} instead of {numbers}"
            raise Broken(message)
        found = int(said.split()[-1])
        self.tally.ends["as before" if found == self.last else "as just saved"] += 1
        self.last = found

    def saves_until(self, end: Callable[[], None]) -> tuple[int, ...]:
        """Let a program save one number after the other, and end it by chance.

        Return the two numbers of which one may be found.
        """
        first = self.last + 1
        with self.service.start(*_PROGRAM, "save-on", str(first)) as writer:
            assert writer.stdout is not None
            writes = self.chance.randint(1, 4 * _WRITES)
            begun = [writer.stdout.readline() for _ in range(writes)]
            Event().wait(self.chance.random() / 200)  # anywhere between two writes
            end()
            writer.kill()
            writer.wait()
            # It may have come further than was read.
            begun += writer.stdout.read().splitlines()
        number = int(begun[-1].split()[0])
        return number - 1, number


def killed_program(keeping: RealKeeping) -> None:
    keeping.finds_one_of(*keeping.saves_until(lambda: None))


def killed_service(keeping: RealKeeping) -> None:
    possible = keeping.saves_until(keeping.service.kill)
    keeping.is_told("unavailable")
    keeping.service.restart()
    keeping.finds_one_of(*possible)


def locked_service(keeping: RealKeeping) -> None:
    possible = keeping.saves_until(keeping.service.lock)
    keeping.is_told("unavailable")
    # Started again, it is given its password again.
    keeping.service.kill()
    keeping.service.restart()
    keeping.finds_one_of(*possible)


def stopped_service(keeping: RealKeeping) -> None:
    possible = keeping.saves_until(keeping.service.stop_answering)
    keeping.is_told("unavailable", *_PROGRAM, "load", _SHORT)
    keeping.service.daemon.send_signal(signal.SIGCONT)
    keeping.finds_one_of(*possible)


def without_a_bus(keeping: RealKeeping) -> None:
    keeping.is_told("unavailable", DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    keeping.finds_one_of(keeping.last)


def damaged_entry(keeping: RealKeeping) -> None:
    """Let another program change an entry, and see that nobody saves over it."""
    keyring = keeping.service.backend()
    newest = newest_head(keyring).generation
    name = chunk_name(newest, keeping.chance.randint(1, _WRITES - 1))
    before = keyring.get_password(name, USER)
    assert before is not None
    keyring.set_password(name, USER, before[: keeping.chance.randrange(len(before))])
    keeping.is_told("damaged")
    try:
        SettingsStore(keyring, timeout=PATIENCE).save(settings_of("other"))
    except TteError:
        keyring.set_password(name, USER, before)
    else:
        message = "saved over what was damaged"
        raise Broken(message)
    keeping.finds_one_of(keeping.last)


FAULTS: Final[dict[str, Callable[[RealKeeping], None]]] = {
    "real: program killed": killed_program,
    "real: service killed": killed_service,
    "real: service locked": locked_service,
    "real: service silent": stopped_service,
    "real: no bus": without_a_bus,
    "real: truncated entry": damaged_entry,
}


def hunt_in_real_service(faults: int, *, seed: int) -> Tally:
    """Do so many faults to a real Secret Service, each kind equally often."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        with running_secret_service(Path(folder)) as service:
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
            chance = Random(f"{seed}/real")  # noqa: S311 - to be repeated
            keeping = RealKeeping(service, chance)
            keeping.begin()
            for number in range(faults):
                name = list(FAULTS)[number % len(FAULTS)]
                try:
                    FAULTS[name](keeping)
                except Broken as broken:
                    told = f"seed {seed}, fault {number}: {name}: {broken}"
                    keeping.tally.broken.append(told)
                    service.clear()
                    keeping.begin()
                keeping.tally.faults[name] += 1
        return keeping.tally
