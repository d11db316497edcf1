"""Tokens as they are seen in the slots of a module."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PinState:
    """What a token tells about its PIN, without being asked for it.

    The flags of PKCS#11 are hints: some tokens never raise them and some leave
    them standing after a good login.
    """

    is_count_low: bool = False
    is_last_try: bool = False
    is_locked: bool = False
    must_be_changed: bool = False
    wrong_so_far: int = 0
    """Wrong PINs that this program has sent since the last right one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token in a slot."""

    module: str
    """Path of the PKCS#11 module that sees it."""
    slot: int
    label: str
    serial: str
    manufacturer: str = ""
    model: str = ""
    shortest_pin: int = 4
    longest_pin: int = 64
    has_pin_pad: bool = False
    """The PIN is typed on the reader and never reaches the computer."""
    pin_state: PinState = PinState()
    is_file: bool = False
    """A .p12 file, not a hardware token."""

    def is_same_token(self, other: Token) -> bool:
        """Whether both are the same piece of hardware, wherever it is plugged in."""
        return (self.module, self.serial, self.label) == (
            other.module,
            other.serial,
            other.label,
        )
