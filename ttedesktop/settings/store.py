"""Settings in the operating system's keyring, and the four ways of finding them there.

Calls block, for at most a few seconds: an unlock prompt waits for a person.
Nothing here ever falls back to a file, and no secret is among the settings: a password
of a service is an entry of its own.
"""

from __future__ import annotations

import logging
import sys
import threading
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass
from enum import Enum
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from ttedesktop.errors.output_errors import SettingsDamaged, SettingsUnavailable
from ttedesktop.settings import chunks
from ttedesktop.settings.document import SCHEMA, pack, unpack
from ttedesktop.settings.entries import Entries, NotKept
from ttedesktop.settings.turn import turn_among_processes
from ttedesktop.settings.values import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keyring.backend import KeyringBackend

    from ttedesktop.settings.chunks import Kept
    from ttedesktop.settings.entries import Keyring

T = TypeVar("T")
log = logging.getLogger(__name__)

_FORGETTING: Final = 6
"""Removing tries every name there can be: so many times the limit of a save."""


class Secret(Enum):
    """A password that is kept; the values name its entry."""

    TIME_STAMP = f"{chunks.PREFIX} cap waktu"
    PROXY = f"{chunks.PREFIX} proksi"


class StoreOutcome(Enum):
    """What was found in the keyring."""

    STORED = "stored"
    ABSENT = "absent"
    """Nothing was ever stored: the only case in which defaults may be written."""
    DAMAGED = "damaged"
    """Not what was written; it stays until a person agrees to a reset."""
    UNAVAILABLE = "unavailable"
    """Locked, absent, silent or refusing: defaults serve, in memory only."""
    NEWER = "newer"
    """Written by a newer version of the program, and only read."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What loading brought."""

    outcome: StoreOutcome
    settings: Settings
    """Defaults unless STORED; what could be read of them if NEWER."""


class SettingsStore:
    """The settings of one person on one computer; safe to use from several threads."""

    def __init__(
        self,
        backend: Keyring | None = None,
        *,
        timeout: float = 5.0,
    ) -> None:
        """Take a backend, or None for the trusted one of this operating system.

        ``timeout`` is in seconds, for one load or one save. Nothing is asked yet.
        """
        self._backend = backend
        self._shared_turn = turn_among_processes if backend is None else nullcontext
        self._timeout = timeout
        self._turn = threading.Lock()
        self._is_unread = False

    def load(self) -> LoadedSettings:
        """Return the settings and how they were found; raises no ``TteError``."""
        try:
            loaded = self._within(self._timeout, _load)
        except SettingsDamaged:
            loaded = LoadedSettings(StoreOutcome.DAMAGED, Settings())
        except SettingsUnavailable:
            loaded = LoadedSettings(StoreOutcome.UNAVAILABLE, Settings())
        self.take(loaded)
        return loaded

    @property
    def hangs(self) -> bool:
        """Whether the keyring was given up that has not answered yet."""
        return self._turn.locked()

    def take(self, loaded: LoadedSettings) -> None:
        """Heed what another process has found in the same keyring a moment ago."""
        self._is_unread = loaded.outcome is StoreOutcome.UNAVAILABLE
        log.info("settings are %s", loaded.outcome.value)

    def save(self, settings: Settings) -> None:
        """Store the settings; at every moment the keyring holds the old or the new.

        Raises SettingsUnavailable, also where settings lie in a keyring that could
        not be read before: load again first, or defaults would replace them.
        Raises SettingsDamaged if that would overwrite what is damaged or newer, and
        SettingsTooLarge.
        """
        is_unread = self._is_unread
        self._within(
            self._timeout,
            lambda entries: _save(entries, settings, is_unread=is_unread),
        )

    def reset(self) -> None:
        """Remove what is damaged, as a person agreed to; whole settings stay.

        Raises SettingsUnavailable, and SettingsDamaged for settings of a newer
        program, which are not damaged and stay as well.
        """
        self._within(self._timeout * _FORGETTING, _reset)
        self._is_unread = False

    def forget(self) -> None:
        """Remove every entry, whole or not; raises SettingsUnavailable.

        To be called again if it fails: what was removed stays removed.
        """
        for secret in Secret:
            self.keep_secret(secret, "")
        self._within(self._timeout * _FORGETTING, chunks.remove_all)
        self._is_unread = False

    def secret(self, secret: Secret) -> str:
        """Return a password, empty if none is kept. Raises SettingsUnavailable."""
        return self._within(
            self._timeout, lambda entries: entries.peek(secret.value) or ""
        )

    def keep_secret(self, secret: Secret, password: str) -> None:
        """Keep a password, or forget it if it is empty. Raises SettingsUnavailable."""

        def keep(entries: Entries) -> None:
            if not password:
                entries.remove(secret.value)
                return
            try:
                entries.write(secret.value, password)
            except NotKept:
                raise SettingsUnavailable from None

        self._within(self._timeout, keep)

    def _within(self, limit: float, work: Callable[[Entries], T]) -> T:
        """Do ``work`` on a thread of its own and wait for ``limit`` seconds at most.

        A thread that hangs at a prompt keeps its turn, so that what follows cannot
        overtake it; told to give up, it does nothing more when it comes back.
        """
        end = monotonic() + limit
        if not self._turn.acquire(timeout=limit):
            raise SettingsUnavailable
        given_up = threading.Event()
        outcome: Future[T] = Future()
        # A daemon, for no keyring may keep the program from ending.
        threading.Thread(
            target=self._work,
            args=(work, given_up, outcome),
            name="keyring",
            daemon=True,
        ).start()
        try:
            return outcome.result(timeout=max(0.0, end - monotonic()))
        except TimeoutError:
            log.warning("the keyring does not answer")
            raise SettingsUnavailable from None
        finally:
            given_up.set()

    def _work(
        self,
        work: Callable[[Entries], T],
        given_up: threading.Event,
        outcome: Future[T],
    ) -> None:
        try:
            with self._shared_turn(given_up):
                if self._backend is None:
                    self._backend = _trusted_backend()
                result = work(Entries(self._backend, given_up))
        except BaseException as failure:  # noqa: BLE001 - the future carries it over
            self._turn.release()
            outcome.set_exception(failure)
        else:
            self._turn.release()
            outcome.set_result(result)


def _load(entries: Entries) -> LoadedSettings:
    kept = chunks.newest(entries)
    if kept is None:
        return LoadedSettings(StoreOutcome.ABSENT, Settings())
    if kept.head.schema > SCHEMA:
        return LoadedSettings(StoreOutcome.NEWER, _as_far_as_readable(kept))
    return LoadedSettings(StoreOutcome.STORED, _settings_in(kept))


def _save(entries: Entries, settings: Settings, *, is_unread: bool) -> None:
    packed = pack(settings)
    kept = chunks.newest(entries)
    if kept is not None:
        _refuse_to_replace(kept, is_unread=is_unread)
        if kept.packed == packed:
            return
    chunks.commit(entries, packed, after=kept, schema=SCHEMA)


def _reset(entries: Entries) -> None:
    try:
        found = _load(entries)
    except SettingsDamaged:
        chunks.remove_all(entries)
        return
    if found.outcome is StoreOutcome.NEWER:
        raise SettingsDamaged


def _refuse_to_replace(kept: Kept, *, is_unread: bool) -> None:
    if kept.head.schema > SCHEMA:
        raise SettingsDamaged
    _settings_in(kept)
    if is_unread:
        raise SettingsUnavailable


def _settings_in(kept: Kept) -> Settings:
    try:
        return unpack(kept.packed)
    except ValueError:
        raise SettingsDamaged from None


def _as_far_as_readable(kept: Kept) -> Settings:
    try:
        return unpack(kept.packed)
    except ValueError:
        return Settings()


def _trusted_backend() -> Keyring:
    """Return the first backend of the allow-list that works on this computer.

    Never ``keyring.get_keyring()``: an environment variable or a file may make that
    one keep everything in plain text, or nothing. Raises SettingsUnavailable.
    """
    try:
        return next(_working_backends())
    except StopIteration:
        log.warning("there is no keyring")
    except Exception:
        # Importing and probing meets the D-Bus library and the operating system.
        log.debug("the keyring cannot be reached", exc_info=True)
    raise SettingsUnavailable


def _working_backends() -> Iterator[KeyringBackend | _SharedSecretService]:
    # Imported here because importing keyring costs 80 to 200 ms, which the start of
    # the window and of every child process need not wait for.
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        vault = WinVaultKeyring()
        # The default roams to other computers, where paths and drivers differ.
        vault.persist = "local machine"
        yield vault
    elif sys.platform == "darwin":
        from keyring.backends import macOS

        yield macOS.Keyring()
    else:
        from keyring.backends import SecretService, kwallet

        # KDE's wallet offers the Secret Service too, and tells of failures there.
        if SecretService.Keyring.viable:
            yield _SharedSecretService(SecretService.Keyring())
        if kwallet.DBusKeyring.viable:
            yield kwallet.DBusKeyring()


class _SharedSecretService:
    """Finds nothing where another process replaces what was found a moment ago."""

    def __init__(self, keyring: Keyring) -> None:
        from secretstorage.exceptions import ItemNotFoundException

        self._vanished = ItemNotFoundException
        self._keyring = keyring

    def get_password(self, service: str, username: str) -> str | None:
        try:
            return self._keyring.get_password(service, username)
        except self._vanished:
            return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keyring.set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._keyring.delete_password(service, username)
