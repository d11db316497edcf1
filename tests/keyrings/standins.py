"""Stand-ins for the secret stores of Windows and macOS, under keyring's own backends.

What is stood in for is the operating system: the backends that speak to it are
the real ones of ``keyring``. A stand-in counts the single steps it is asked for
and may be told to break down before one of them, as in a crash of the program.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from keyring.backends import Windows, macOS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    import pytest
    from keyring.backend import KeyringBackend

    from ttedesktop.settings.entries import Keyring

WINDOWS_LIMIT = 2560
"""Bytes of one credential: 1,280 UTF-16 units."""
NOT_FOUND = 1168
TOO_LONG = 1783


class Crash(BaseException):
    """The program is gone in the middle of what it did; nothing may catch this."""


@dataclass
class Breakdown:
    """Crashes before a certain step, and before every step after it."""

    step: int
    taken: int = 0

    def __call__(self) -> None:
        self.taken += 1
        if self.taken >= self.step:
            raise Crash


def step_taken() -> None:
    """Let a step be taken."""


@dataclass
class StandIn(ABC):
    """What every stand-in has besides the interface of its operating system."""

    entries: dict[Any, Any] = field(default_factory=dict)
    before_step: Callable[[], None] = step_taken

    @abstractmethod
    def backend(self) -> Keyring: ...

    @abstractmethod
    def install(self, patch: pytest.MonkeyPatch) -> None: ...


class WindowsError(OSError):
    """Like the error of pywin32: no KeyringError, and with a name of its function."""

    def __init__(self, number: int, function: str) -> None:
        super().__init__(number, function)
        self.winerror = number
        self.funcname = function


@dataclass
class WindowsVault(StandIn):
    """The vault behind ``win32cred``: short entries, names without case."""

    def CredRead(self, *, Type: int, TargetName: str) -> dict[str, Any]:  # noqa: N802, N803 - of Windows
        assert Type == self.CRED_TYPE_GENERIC
        try:
            return dict(self.entries[TargetName.casefold()])
        except KeyError:
            raise WindowsError(NOT_FOUND, "CredRead") from None

    def CredWrite(self, credential: dict[str, Any], flags: int) -> None:  # noqa: N802 - of Windows
        assert flags == 0
        blob = credential["CredentialBlob"].encode("utf-16-le")
        if len(blob) > WINDOWS_LIMIT:
            raise WindowsError(TOO_LONG, "CredWrite")
        self.before_step()
        kept = {**credential, "CredentialBlob": blob}
        self.entries[credential["TargetName"].casefold()] = kept

    def CredDelete(self, *, Type: int, TargetName: str) -> None:  # noqa: N802, N803 - of Windows
        assert Type == self.CRED_TYPE_GENERIC
        if TargetName.casefold() not in self.entries:
            raise WindowsError(NOT_FOUND, "CredDelete")
        self.before_step()
        del self.entries[TargetName.casefold()]

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_LOCAL_MACHINE = 2
    CRED_PERSIST_ENTERPRISE = 3

    def backend(self) -> KeyringBackend:
        return Windows.WinVaultKeyring()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put the vault where keyring's backend for Windows looks for it."""
        errors = SimpleNamespace(error=WindowsError)
        patch.setattr(Windows, "win32cred", self, raising=False)
        patch.setattr(Windows, "pywintypes", errors, raising=False)


@dataclass
class MacKeychain(StandIn):
    """The keychain behind keyring's ``api``: replacing deletes, then adds."""

    class Error(Exception):
        """Any status that is not zero."""

    class NotFound(Error):
        """-25300."""

    class KeychainDenied(Error):
        """-128, after the person said no."""

    def find_generic_password(self, _keychain: None, service: str, user: str) -> str:
        try:
            found: str = self.entries[service, user]
        except KeyError:
            raise self.NotFound from None
        return found

    def set_generic_password(
        self, _keychain: None, service: str, user: str, text: str
    ) -> None:
        if (service, user) in self.entries:
            self.delete_generic_password(None, service, user)
        self.before_step()
        self.entries[service, user] = text

    def delete_generic_password(self, _keychain: None, service: str, user: str) -> None:
        if (service, user) not in self.entries:
            raise self.NotFound
        self.before_step()
        del self.entries[service, user]

    def backend(self) -> KeyringBackend:
        return macOS.Keyring()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put the keychain where keyring's backend for macOS looks for it."""
        patch.setattr(macOS, "api", self, raising=False)


class SilentKeyring:
    """Never answers, as while an unlock prompt stands on the screen."""

    def __init__(self, keyring: Keyring) -> None:
        self.answered = threading.Event()
        """Set it to let the keyring answer after all."""
        self.asked = 0
        self._keyring = keyring

    def _wait(self) -> None:
        self.asked += 1
        self.answered.wait()

    def get_password(self, service: str, username: str) -> str | None:
        self._wait()
        return self._keyring.get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait()
        self._keyring.set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._wait()
        self._keyring.delete_password(service, username)


class FaultyKeyring:
    """Does now and then what was seen of real keyrings at their worst."""

    def __init__(self, keyring: Keyring, chance: random.Random) -> None:
        self.faults = 0
        self._keyring = keyring
        self._chance = chance

    def _meets(self, likelihood: float) -> bool:
        has_fault = self._chance.random() < likelihood
        self.faults += has_fault
        return has_fault

    def get_password(self, service: str, username: str) -> str | None:
        if self._meets(0.04):
            # Another process is replacing the entry.
            return None
        if self._meets(0.01):
            raise WindowsError(1312, "CredRead")
        return self._keyring.get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._meets(0.03):
            raise WindowsError(TOO_LONG, "CredWrite")
        if self._meets(0.03):
            raise Crash
        if self._meets(0.03):
            # KWallet ignores the refusal of its daemon.
            return
        self._keyring.set_password(service, username, password)
        if self._meets(0.03):
            raise Crash

    def delete_password(self, service: str, username: str) -> None:
        if self._meets(0.05):
            raise WindowsError(1312, "CredDelete")
        self._keyring.delete_password(service, username)
