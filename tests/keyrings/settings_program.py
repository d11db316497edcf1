"""A program of its own that keeps settings: loads them, saves them, or never ends.

``python -m tests.keyrings.settings_program load SECONDS`` prints the outcome and the
name in the profile; ``save NAME`` stores one, ``save-packed DOCUMENT`` all that there
are, ``save-some NAME`` eight in a row, and ``save-on FIRST`` one number after the
other, saying before each write which is next.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import itertools
import sys
from typing import TYPE_CHECKING, Final

from keyring.backends.SecretService import Keyring as SecretServiceKeyring

from ttedesktop.errors.output_errors import SettingsUnavailable
from ttedesktop.settings.document import unpack
from ttedesktop.settings.store import SettingsStore
from ttedesktop.settings.values import Settings
from ttedesktop.specimens.profile import Profile

if TYPE_CHECKING:
    from ttedesktop.settings.entries import Keyring


PATIENCE: Final = 60.0
"""Seconds that a keyring may take on a computer with much to do; a bound only."""


class AnnouncingKeyring:
    """Says what it is about to do before it does it."""

    def __init__(self, keyring: Keyring) -> None:
        self.number = 0
        self._keyring = keyring

    def get_password(self, service: str, username: str) -> str | None:
        return self._keyring.get_password(service, username)

    def delete_password(self, service: str, username: str) -> None:
        self._keyring.delete_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        print(self.number, service, flush=True)  # noqa: T201 - the parent reads it
        self._keyring.set_password(service, username, password)


def settings_of(name: str) -> Settings:
    """Return settings that take two chunks and carry a name."""
    digests = (hashlib.sha256(f"{name} {seed}".encode()) for seed in range(16))
    modules = tuple(f"/opt/{digest.hexdigest()}.so" for digest in digests)
    return dataclasses.replace(Settings(), profile=Profile(name=name), modules=modules)


def main() -> None:
    verb, argument = sys.argv[1:]
    if verb == "load":
        loaded = SettingsStore(timeout=float(argument)).load()
        print(loaded.outcome.value, loaded.settings.profile.name)  # noqa: T201 - the parent reads it
    elif verb == "save":
        SettingsStore(timeout=PATIENCE).save(settings_of(argument))
    elif verb == "save-packed":
        SettingsStore(timeout=PATIENCE).save(unpack(argument))
    elif verb == "save-some":
        store = SettingsStore(timeout=PATIENCE)
        for number in range(8):
            # Whoever loses a race is told so, and may save again.
            with contextlib.suppress(SettingsUnavailable):
                store.save(settings_of(f"{argument} {number}"))
    else:
        keyring = AnnouncingKeyring(SecretServiceKeyring())
        store = SettingsStore(keyring, timeout=PATIENCE)
        for number in itertools.count(int(argument)):
            keyring.number = number
            store.save(settings_of(str(number)))


if __name__ == "__main__":
    main()
