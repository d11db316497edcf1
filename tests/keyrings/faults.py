"""What goes wrong with the keyrings of Windows and macOS, one fault after the other.

Left out is one that nobody could tell from a save that was cut off: the newest head,
and it alone, is lost or is again what it was two saves ago.
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.keyrings.keeping import MOST_PATHS, newest_head, settings_numbered
from tests.keyrings.standins import (
    TOO_LONG,
    Breakdown,
    FaultyKeyring,
    MacKeychain,
    WindowsError,
    step_taken,
)
from ttedesktop.errors.output_errors import SettingsDamaged, SettingsTooLarge
from ttedesktop.settings.chunks import chunk_name, head_name
from ttedesktop.settings.entries import USER
from ttedesktop.settings.store import StoreOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.keyrings.keeping import Keeping
    from tests.keyrings.standins import StandIn
    from ttedesktop.settings.entries import Keyring

_STEPS: Final = 9
"""Of a save, at one of which something happens; a long one takes some more."""
_LIMIT: Final = 0.2
"""Seconds for a keyring that does not answer in any case."""


@dataclass
class HinderedKeyring:
    """Lets something happen before each call; writes are told apart."""

    keyring: Keyring
    before: Callable[[], None] = step_taken
    before_write: Callable[[], None] = step_taken

    def get_password(self, service: str, username: str) -> str | None:
        self.before()
        return self.keyring.get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.before()
        self.before_write()
        self.keyring.set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self.before()
        self.keyring.delete_password(service, username)


@dataclass
class FromStep:
    """Does something at one step, and at every later one if it lasts."""

    step: int
    deed: Callable[[], None]
    lasts: bool = True
    taken: int = 0

    def __call__(self) -> None:
        self.taken += 1
        if self.taken == self.step or (self.lasts and self.taken > self.step):
            self.deed()


def killed(keeping: Keeping, stand_in: StandIn) -> None:
    """End the program before a step of a save, be it between deleting and adding."""
    stand_in.before_step = Breakdown(_any_step(keeping))
    possible = keeping.saves_through(keeping.store())
    stand_in.before_step = step_taken
    keeping.finds_one_of(possible)


def locked(keeping: Keeping, stand_in: StandIn) -> None:
    """Lock the keyring in the middle of a save, and load while it is locked."""
    refuse = _refusing(stand_in)
    during = HinderedKeyring(keeping.keyring, FromStep(_any_call(keeping), refuse))
    possible = keeping.saves_through(keeping.store(during))
    shut = keeping.store(HinderedKeyring(keeping.keyring, refuse))
    keeping.is_told_by(shut, StoreOutcome.UNAVAILABLE)
    keeping.finds_one_of(possible)


def silent(keeping: Keeping, _stand_in: StandIn) -> None:
    """Let the keyring answer a call of a save only when nobody waits any more."""
    answers = threading.Event()

    def wait() -> None:
        answers.wait()

    step = FromStep(_any_call(keeping), wait, lasts=False)
    store = keeping.store(HinderedKeyring(keeping.keyring, step), _LIMIT)
    possible = keeping.saves_through(store)
    answers.set()
    # What comes next has its turn when that call is over, and no other was made.
    while store.load().outcome is StoreOutcome.UNAVAILABLE:
        pass
    keeping.finds_one_of(possible)


def absent(keeping: Keeping, _stand_in: StandIn) -> None:
    """Have no keyring at all, as in a session without its service."""

    def fail() -> None:
        message = "No recommended backend was available"
        raise RuntimeError(message)

    gone = keeping.store(HinderedKeyring(keeping.keyring, fail))
    keeping.is_told_by(gone, StoreOutcome.UNAVAILABLE)
    keeping.saves_through(gone)
    keeping.finds_one_of((keeping.last,))


def refused_size(keeping: Keeping, _stand_in: StandIn) -> None:
    """Have a write refused as too long, or all that is to be written."""
    if keeping.chance.random() < 0.5:
        huge = settings_numbered(0, 100 * MOST_PATHS)
        keeping.is_refused(SettingsTooLarge, huge)
        keeping.finds_one_of((keeping.last,))
        return

    def refuse() -> None:
        raise WindowsError(TOO_LONG, "CredWrite")

    writes = FromStep(keeping.chance.randint(1, 3), refuse)
    narrow = HinderedKeyring(keeping.keyring, before_write=writes)
    keeping.finds_one_of(keeping.saves_through(keeping.store(narrow)))


def damaged_chunk(keeping: Keeping, _stand_in: StandIn) -> None:
    """Change one character of what is kept."""

    def change(text: str) -> str:
        at = keeping.chance.randrange(len(text))
        return text[:at] + ("#" if text[at] != "#" else "%") + text[at + 1 :]

    _damage(keeping, _chunk(keeping), change)


def truncated(keeping: Keeping, _stand_in: StandIn) -> None:
    """Cut a chunk or the newest head off, or lose the chunk."""
    chunk, head = _chunk(keeping), head_name(newest_head(keeping.keyring).generation)
    name = keeping.chance.choice([chunk, head])

    def cut(text: str) -> str | None:
        left = keeping.chance.randrange(len(text))
        return text[:left] if left or name == head else None

    _damage(keeping, name, cut)


def wrong_hash(keeping: Keeping, _stand_in: StandIn) -> None:
    """Give the newest head the hash, the number or the serial of something else."""
    newest = newest_head(keeping.keyring)
    wrong = {
        "sha256": hashlib.sha256(newest.sha256.encode()).hexdigest(),
        "count": newest.count + 1,
        "serial": newest.serial + 2,
    }
    field = keeping.chance.choice(sorted(wrong))

    def change(text: str) -> str:
        return json.dumps({**json.loads(text), field: wrong[field]})

    _damage(keeping, head_name(newest.generation), change)


def stale(keeping: Keeping, _stand_in: StandIn) -> None:
    """Have a chunk as it was two saves ago, as of a copy that came late."""
    name = chunk_name(newest_head(keeping.keyring).generation, 1)
    older = keeping.keyring.get_password(name, USER)
    _save_twice(keeping)
    _damage(keeping, name, lambda _text: older)


def older_generation(keeping: Keeping, _stand_in: StandIn) -> None:
    """Damage what is kept only until the next save: nobody may notice."""
    _save_twice(keeping)
    other = "B" if newest_head(keeping.keyring).generation == "A" else "A"
    keeping.with_entry_changed(
        chunk_name(other, 1),
        lambda text: text[: len(text) // 2],
        lambda: keeping.finds_one_of((keeping.last,)),
    )


def several(keeping: Keeping, _stand_in: StandIn) -> None:
    """Meet whatever was seen of real keyrings at their worst, by chance."""
    faulty = FaultyKeyring(keeping.keyring, keeping.chance)
    while not faulty.faults:
        possible = keeping.saves_through(keeping.store(faulty))
        seen = keeping.store(faulty).load()
        keeping.finds_one_of(possible)
        is_told = seen.outcome is StoreOutcome.UNAVAILABLE
        if not is_told and seen.settings != keeping.last:
            keeping.breaks("a load gives something else than the next")


FAULTS: Final[dict[str, Callable[[Keeping, StandIn], None]]] = {
    "killed between two steps": killed,
    "locked in the middle": locked,
    "slow beyond the limit": silent,
    "absent": absent,
    "refused for its size": refused_size,
    "damaged chunk": damaged_chunk,
    "truncated or lost entry": truncated,
    "wrong hash, count or serial": wrong_hash,
    "chunk of an older save": stale,
    "damage in the older generation": older_generation,
    "several at once": several,
}


def _save_twice(keeping: Keeping) -> None:
    for _ in range(2):
        keeping.finds_one_of(keeping.saves_through(keeping.store()))


def _damage(keeping: Keeping, name: str, change: Callable[[str], str | None]) -> None:
    """Change an entry, see that it is told and not written over, and mend it."""

    def deed() -> None:
        keeping.is_told_by(keeping.store(), StoreOutcome.DAMAGED)
        keeping.is_refused(SettingsDamaged, keeping.next_settings())

    keeping.with_entry_changed(name, change, deed)
    keeping.finds_one_of((keeping.last,))


def _chunk(keeping: Keeping) -> str:
    """Return the name of one chunk of what was saved last."""
    newest = newest_head(keeping.keyring)
    return chunk_name(newest.generation, keeping.chance.randint(1, newest.count))


def _any_step(keeping: Keeping) -> int:
    return keeping.chance.randint(1, _STEPS)


def _any_call(keeping: Keeping) -> int:
    """Return one of the calls that a save makes; each write is read back."""
    return keeping.chance.randint(1, 3 * _STEPS)


def _refusing(stand_in: StandIn) -> Callable[[], None]:
    def refuse() -> None:
        if isinstance(stand_in, MacKeychain):
            raise MacKeychain.KeychainDenied(-128)
        raise WindowsError(1312, "CredRead")

    return refuse
