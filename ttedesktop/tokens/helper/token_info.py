"""What a token says of itself: ``CK_TOKEN_INFO`` (PKCS#11 v2.40, 3.2)."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from typing import Final

_WINDOWS: Final = sys.platform == "win32"
Word = ctypes.c_uint32 if _WINDOWS else ctypes.c_ulong
"""``CK_ULONG``."""
_PACKING: Final = 1 if _WINDOWS else ctypes.sizeof(ctypes.c_void_p)

PIN_PAD: Final = 0x100
COUNT_LOW: Final = 0x10000
FINAL_TRY: Final = 0x20000
LOCKED: Final = 0x40000
TO_BE_CHANGED: Final = 0x80000
INITIALISED: Final = 0x400


class Packed(ctypes.Structure):
    """A structure as the headers of the standard lay it out on this system."""

    _pack_ = _PACKING
    _layout_ = "ms"


class TokenInfoStructure(Packed):
    """``CK_TOKEN_INFO``."""

    _fields_ = (
        ("label", ctypes.c_char * 32),
        ("manufacturer", ctypes.c_char * 32),
        ("model", ctypes.c_char * 16),
        ("serial", ctypes.c_char * 16),
        ("flags", Word),
        ("session_counts", Word * 4),
        ("longest_pin", Word),
        ("shortest_pin", Word),
        ("memory", Word * 4),
        ("versions", ctypes.c_ubyte * 4),
        ("time", ctypes.c_char * 16),
    )


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """The answer of ``C_GetTokenInfo``, as far as it is used."""

    label: str
    manufacturer: str
    model: str
    serial: str
    flags: int
    shortest_pin: int
    longest_pin: int


def told_by(info: TokenInfoStructure) -> TokenInfo:
    """Return what a module wrote into the structure."""
    raw = bytes(info)
    return TokenInfo(
        label=_text(raw, TokenInfoStructure.label.offset, 32),
        manufacturer=_text(raw, TokenInfoStructure.manufacturer.offset, 32),
        model=_text(raw, TokenInfoStructure.model.offset, 16),
        serial=_text(raw, TokenInfoStructure.serial.offset, 16),
        flags=int(info.flags),
        shortest_pin=int(info.shortest_pin),
        longest_pin=int(info.longest_pin),
    )


def _text(raw: bytes, offset: int, length: int) -> str:
    # Padded with blanks by the standard, with zeros by some modules.
    return raw[offset : offset + length].decode("utf-8", "replace").rstrip(" \0")
