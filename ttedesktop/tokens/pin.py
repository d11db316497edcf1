"""The PIN on its way from a person to the token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from ttedesktop.errors.token_errors import PinWrongLength

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

    def spend(self) -> bytearray:
        """Hand the bytes over and forget them; a second call returns nothing.

        Whoever takes them overwrites them.
        """
        characters, self._characters = self._characters, bytearray()
        return characters

    def forget(self) -> None:
        """Overwrite the characters."""
        self._characters[:] = bytes(len(self._characters))
        self._characters.clear()


def require_length(token: Token, pin: Pin) -> None:
    """Raise PinWrongLength, and forget the PIN, if the token takes none of its length.

    Even a PIN of the wrong length costs a try on some tokens: it is not sent.
    """
    longest = token.longest_pin or len(pin)
    if not token.shortest_pin <= len(pin) <= longest or not len(pin):
        pin.forget()
        raise PinWrongLength(token.shortest_pin, token.longest_pin)
