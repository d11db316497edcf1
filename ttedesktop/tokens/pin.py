"""The PIN, and who asks a person for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Never, Protocol

if TYPE_CHECKING:
    from ttedesktop.tokens.slot import Token


class Pin:
    """A PIN on its way to the token: it can be used once and is never shown."""

    __slots__ = ("_characters",)

    def __init__(self, characters: str) -> None:
        self._characters = bytearray(characters.encode())

    def __repr__(self) -> str:
        """Show that it is a PIN, and nothing of it."""
        return "Pin(…)"

    def __len__(self) -> int:
        """Return the number of bytes of the PIN."""
        return len(self._characters)

    def __reduce__(self) -> Never:
        """Refuse to be written anywhere."""
        msg = "a PIN is not stored"
        raise TypeError(msg)

    def spend(self) -> str:
        """Return the characters and forget them; a second call returns nothing."""
        characters = self._characters.decode()
        self.forget()
        return characters

    def forget(self) -> None:
        """Overwrite the characters."""
        self._characters[:] = bytes(len(self._characters))
        self._characters.clear()


@dataclass(frozen=True, slots=True)
class PinQuestion:
    """What a person should know before typing a PIN."""

    token: Token
    was_wrong: bool = False
    """Whether the PIN typed just before was refused."""


class PinPrompt(Protocol):
    """Asks a person for a PIN."""

    def ask_pin(self, question: PinQuestion) -> Pin:
        """Return what the person typed. Raises ``Cancelled`` if they would not."""
        ...
