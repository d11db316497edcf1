"""What a token says of itself, read through the module's own function list.

python-pkcs11 keeps the flags it read first and hides the lengths of the PIN, so
``C_GetTokenInfo`` (PKCS#11 v2.40, 5.5) is called here directly, in the same
process and thread, on the module that python-pkcs11 has initialised.
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from typing import Final

_GET_TOKEN_INFO: Final = 6
"""Position of ``C_GetTokenInfo`` among the pointers of ``CK_FUNCTION_LIST``."""
_CKR_OK: Final = 0
_WINDOWS: Final = sys.platform == "win32"
_Word = ctypes.c_uint32 if _WINDOWS else ctypes.c_ulong
_PACKING: Final = 1 if _WINDOWS else ctypes.sizeof(ctypes.c_void_p)

PIN_PAD: Final = 0x100
COUNT_LOW: Final = 0x10000
FINAL_TRY: Final = 0x20000
LOCKED: Final = 0x40000
TO_BE_CHANGED: Final = 0x80000
INITIALISED: Final = 0x400


class _TokenInfo(ctypes.Structure):
    _pack_ = _PACKING
    _layout_ = "ms"
    _fields_ = (
        ("label", ctypes.c_char * 32),
        ("manufacturer", ctypes.c_char * 32),
        ("model", ctypes.c_char * 16),
        ("serial", ctypes.c_char * 16),
        ("flags", _Word),
        ("session_counts", _Word * 4),
        ("longest_pin", _Word),
        ("shortest_pin", _Word),
        ("memory", _Word * 4),
        ("versions", ctypes.c_ubyte * 4),
        ("time", ctypes.c_char * 16),
    )


class _FunctionList(ctypes.Structure):
    _pack_ = _PACKING
    _layout_ = "ms"
    _fields_ = (
        ("version", ctypes.c_ubyte * 2),
        ("functions", ctypes.c_void_p * (_GET_TOKEN_INFO + 1)),
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


class TokenInfoReader:
    """Asks an initialised module about the tokens in its slots."""

    def __init__(self, module: str) -> None:
        library = ctypes.CDLL(module)
        functions = ctypes.POINTER(_FunctionList)()
        if library.C_GetFunctionList(ctypes.byref(functions)) != _CKR_OK:
            raise OSError(module)
        prototype = ctypes.CFUNCTYPE(_Word, _Word, ctypes.POINTER(_TokenInfo))
        self._get_token_info = prototype(functions.contents.functions[_GET_TOKEN_INFO])

    def read(self, slot: int) -> TokenInfo | None:
        """Return what the token in a slot says now; None if it does not answer."""
        info = _TokenInfo()
        if self._get_token_info(slot, ctypes.byref(info)) != _CKR_OK:
            return None
        raw = bytes(info)
        return TokenInfo(
            label=_text(raw, _TokenInfo.label.offset, 32),
            manufacturer=_text(raw, _TokenInfo.manufacturer.offset, 32),
            model=_text(raw, _TokenInfo.model.offset, 16),
            serial=_text(raw, _TokenInfo.serial.offset, 16),
            flags=int(info.flags),
            shortest_pin=int(info.shortest_pin),
            longest_pin=int(info.longest_pin),
        )


def _text(raw: bytes, offset: int, length: int) -> str:
    # Padded with blanks by the standard, with zeros by some modules.
    return raw[offset : offset + length].decode("utf-8", "replace").rstrip(" \0")
