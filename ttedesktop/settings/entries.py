"""Single entries of the operating system's keyring, whatever its library raises."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from ttedesktop.errors.output_errors import SettingsUnavailable

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence

T = TypeVar("T")
log = logging.getLogger(__name__)

USER: Final = "settings"
"""The account under which every entry stands; Windows shows it to the person."""
_PAUSES: Final = (0.005, 0.01, 0.02, 0.04, 0.08)
"""Seconds between the tries to read an entry that seems to be absent."""
_WRITINGS: Final = 2
_REMOVALS: Final = 3
_UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands for an entry that is no text; nothing written here is ever equal to it."""


class NotKept(Exception):
    """An entry does not hold what was written to it, though nothing was refused."""


class Keyring(Protocol):
    """What is asked of a keyring; the backends of ``keyring`` have it."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """Return the text of an entry, or None if there is none."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Make or replace an entry."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Remove an entry; raises if there is none."""
        ...


class Entries:
    """The entries of one keyring, for as long as somebody waits for the outcome.

    Each method raises SettingsUnavailable if the keyring refuses, and once
    ``given_up`` is set: a prompt that is answered late must not make an old save
    overwrite a newer one.
    """

    def __init__(self, keyring: Keyring, given_up: threading.Event) -> None:
        self._keyring = keyring
        self._given_up = given_up

    def read(self, name: str) -> str | None:
        """Return the text of an entry, or None if it is absent again and again."""
        (found,) = self.read_all([name])
        return found

    def read_all(self, names: Sequence[str]) -> list[str | None]:
        """Return the texts of entries; those that seem absent are asked for again.

        gnome-keyring shows no entry while another process is replacing it, and the
        keychain of macOS replaces by deleting and adding.
        """
        found = [self.peek(name) for name in names]
        for pause in _PAUSES:
            if None not in found:
                break
            self.pause(pause)
            found = [
                self.peek(name) if text is None else text
                for name, text in zip(names, found, strict=True)
            ]
        return found

    def peek(self, name: str) -> str | None:
        """Return the text of an entry as it is at this moment."""

        def ask() -> str | None:
            try:
                return self._keyring.get_password(name, USER)
            except UnicodeDecodeError:
                # Not written here. A refusal would keep it from being reset for ever.
                return _UNREADABLE

        return self._ask(ask)

    def write(self, name: str, text: str) -> None:
        """Make or replace an entry and read it back; raises NotKept.

        KWallet tells of no failure, and another process may write to the same entry.
        """
        for _ in range(_WRITINGS):
            self._ask(lambda: self._keyring.set_password(name, USER, text))
            if self.read(name) == text:
                return
        raise NotKept

    def remove(self, name: str) -> None:
        """Remove an entry with all its doubles; nothing happens if it is absent."""
        for _ in range(_REMOVALS):
            if self.peek(name) is None:
                return
            self._ask(lambda: self._keyring.delete_password(name, USER))
        if self.peek(name) is not None:
            raise SettingsUnavailable

    def pause(self, seconds: float) -> None:
        """Let another process finish; ends early if nobody waits any more."""
        self._given_up.wait(seconds)

    def _ask(self, question: Callable[[], T]) -> T:
        if self._given_up.is_set():
            raise SettingsUnavailable
        try:
            return question()
        except Exception:
            # Backends let through what their D-Bus library, ctypes or the operating
            # system raises: over its limit, Windows' is not even a KeyringError.
            log.debug("the keyring refused", exc_info=True)
            raise SettingsUnavailable from None
