"""A PKCS#11 module called straight through its list of functions.

python-pkcs11 is what signs as a rule. It hides what the PIN needs (fresh flags,
lengths, a buffer that can be wiped, a pad on the reader) and some modules bear
neither its question for the length of a signature nor one slot that answers badly;
those parts are called here, in the same process and thread.

A list of functions of version 2 is a version and 68 pointers in a fixed order
(PKCS#11 v2.40, 3.6). On Windows ``CK_ULONG`` has 32 bits and structures are packed;
that is written from the headers of the standard and was never run there.
"""

from __future__ import annotations

import ctypes
import sys
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.tokens.helper.return_values import Refusal, ReturnValue, require_ok
from ttedesktop.tokens.helper.token_info import (
    Packed,
    TokenInfo,
    TokenInfoStructure,
    Word,
    told_by,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALTERED_SEARCH_PATH: Final = 8
"""LOAD_WITH_ALTERED_SEARCH_PATH: Windows finds the libraries beside the module."""
_SERIAL_SESSION: Final = 0x4
_READ_WRITE: Final = 0x2
_AT_ONCE: Final = 32
"""Objects asked for in one call."""
_MOST_OBJECTS: Final = 4096
_LARGEST_ATTRIBUTE: Final = 64 << 10
_LARGEST_SIGNATURE: Final = 1024
_MOST_SLOTS: Final = 256
_MOST_MECHANISMS: Final = 4096
_UNAVAILABLE: Final = (
    ReturnValue.ATTRIBUTE_SENSITIVE,
    ReturnValue.ATTRIBUTE_TYPE_INVALID,
)


class Function(IntEnum):
    """Places in the list of functions."""

    INITIALIZE = 0
    SLOT_LIST = 4
    TOKEN_INFO = 6
    MECHANISM_LIST = 7
    SET_PIN = 11
    OPEN_SESSION = 12
    CLOSE_SESSION = 13
    SESSION_INFO = 15
    LOGIN = 18
    LOGOUT = 19
    ATTRIBUTE_VALUE = 24
    FIND_INIT = 26
    FIND = 27
    FIND_FINAL = 28
    SIGN_INIT = 42
    SIGN = 43


class User(IntEnum):
    """Who logs in."""

    USER = 1
    CONTEXT_SPECIFIC = 2
    """The same person, for one signature by a key that always asks."""


class _FunctionList(Packed):
    _fields_ = (
        ("version", ctypes.c_ubyte * 2),
        ("functions", ctypes.c_void_p * 68),
    )


class _Attribute(Packed):
    _fields_ = (("kind", Word), ("value", ctypes.c_void_p), ("length", Word))


class _Mechanism(Packed):
    _fields_ = (("kind", Word), ("parameter", ctypes.c_void_p), ("length", Word))


class Cryptoki:
    """One module. Every method but ``token_info`` raises Refusal."""

    def __init__(self, module: str) -> None:
        """Load the module; raises OSError if it cannot be."""
        # CDLL lets other threads of Python go on during a call.
        if sys.platform == "win32":
            library = ctypes.CDLL(module, winmode=_ALTERED_SEARCH_PATH)
        else:
            library = ctypes.CDLL(module)
        found = ctypes.POINTER(_FunctionList)()
        get = library.C_GetFunctionList
        get.restype = Word
        if get(ctypes.byref(found)) != ReturnValue.OK:
            raise OSError(module)
        self._library = library
        self._functions = found.contents.functions
        self._prototype = ctypes.CFUNCTYPE(Word)

    def initialise(self) -> None:
        """Begin; one that was begun by somebody else in this process is well too."""
        try:
            # Without arguments: only one thread calls, and OpenSC 0.23 deadlocks
            # where it was told to lock.
            self._call(Function.INITIALIZE, None)
        except Refusal as refusal:
            if refusal.value != ReturnValue.CRYPTOKI_ALREADY_INITIALIZED:
                raise

    def slots(self) -> list[int]:
        """Return the slots with a token in them."""
        found = (Word * _MOST_SLOTS)()
        count = Word(_MOST_SLOTS)
        # Some modules look at their readers only when they are asked for the number.
        self._call(Function.SLOT_LIST, ctypes.c_ubyte(1), None, ctypes.byref(Word(0)))
        self._call(Function.SLOT_LIST, ctypes.c_ubyte(1), found, ctypes.byref(count))
        return [int(slot) for slot in found[: min(count.value, _MOST_SLOTS)]]

    def token_info(self, slot: int) -> TokenInfo | None:
        """Return what the token in a slot says now; None if it does not answer."""
        info = TokenInfoStructure()
        value = self._answer(Function.TOKEN_INFO, Word(slot), ctypes.byref(info))
        told = told_by(info)
        # A kit of Longmai's answers CKR_CANCEL over good data.
        is_well = value == ReturnValue.OK or (
            value == ReturnValue.CANCEL and bool(told.label)
        )
        return told if is_well else None

    def mechanisms(self, slot: int) -> frozenset[int]:
        """Return the numbers (``CKM_``) of what the token in a slot can do."""
        found = (Word * _MOST_MECHANISMS)()
        count = Word(_MOST_MECHANISMS)
        self._call(Function.MECHANISM_LIST, Word(slot), found, ctypes.byref(count))
        return frozenset(found[: min(count.value, _MOST_MECHANISMS)])

    def open_session(self, slot: int, *, writes: bool = False) -> int:
        """Return the handle of a new session."""
        handle = Word()
        flags = _SERIAL_SESSION | (_READ_WRITE if writes else 0)
        self._call(
            Function.OPEN_SESSION,
            Word(slot), Word(flags), None, None, ctypes.byref(handle),
        )  # fmt: skip
        return int(handle.value)

    def close_session(self, session: int) -> None:
        """End a session, as far as the module still knows it."""
        self._answer(Function.CLOSE_SESSION, Word(session))

    def require_session(self, session: int) -> None:
        """Raise Refusal if a session has ended, as it does with its token."""
        info = (Word * 4)()
        self._call(Function.SESSION_INFO, Word(session), ctypes.byref(info))

    def log_in(
        self, session: int, pin: bytearray | None, *, user: User = User.USER
    ) -> None:
        """Send the PIN once; None lets the person type it on the reader."""
        value = self._answer(Function.LOGIN, Word(session), Word(user), *_bytes_of(pin))
        if value != ReturnValue.USER_ALREADY_LOGGED_IN:
            require_ok(value)

    def log_out(self, session: int) -> None:
        """Log out, as far as the token still answers."""
        self._answer(Function.LOGOUT, Word(session))

    def change_pin(
        self, session: int, old: bytearray | None, new: bytearray | None
    ) -> None:
        """Replace the PIN; None for both lets the person type them on the reader."""
        self._call(Function.SET_PIN, Word(session), *_bytes_of(old), *_bytes_of(new))

    def find(self, session: int, wanted: Mapping[int, bytes]) -> list[int]:
        """Return the handles of the objects whose attributes have these values."""
        buffers = [ctypes.create_string_buffer(v, len(v)) for v in wanted.values()]
        template = (_Attribute * len(wanted))(
            *(
                _Attribute(kind, ctypes.addressof(buffer), len(buffer))
                for kind, buffer in zip(wanted, buffers, strict=True)
            )
        )
        self._call(Function.FIND_INIT, Word(session), template, Word(len(wanted)))
        found: list[int] = []
        try:
            while len(found) < _MOST_OBJECTS:
                handles, count = (Word * _AT_ONCE)(), Word()
                self._call(
                    Function.FIND,
                    Word(session), handles, Word(_AT_ONCE), ctypes.byref(count),
                )  # fmt: skip
                if not count.value:
                    break
                found += handles[: min(count.value, _AT_ONCE)]
        finally:
            self._answer(Function.FIND_FINAL, Word(session))
        return found

    def attribute(self, session: int, item: int, kind: int) -> bytes:
        """Return one attribute of an object; empty if it has none."""
        # One attribute a call and a buffer of our own: some modules fail at more.
        buffer = ctypes.create_string_buffer(_LARGEST_ATTRIBUTE)
        asked = _Attribute(kind, ctypes.addressof(buffer), _LARGEST_ATTRIBUTE)
        value = self._answer(
            Function.ATTRIBUTE_VALUE,
            Word(session), Word(item), ctypes.byref(asked), Word(1),
        )  # fmt: skip
        if value in _UNAVAILABLE or asked.length > _LARGEST_ATTRIBUTE:
            return b""
        require_ok(value)
        return buffer.raw[: asked.length]

    def begin_signature(
        self, session: int, key: int, mechanism: int, parameter: bytes
    ) -> None:
        """Say which key signs next, and how; ``parameter`` as the mechanism wants."""
        held = ctypes.create_string_buffer(parameter, len(parameter))
        address = ctypes.addressof(held) if parameter else None
        how = _Mechanism(mechanism, address, len(parameter))
        self._call(Function.SIGN_INIT, Word(session), ctypes.byref(how), Word(key))

    def sign(self, session: int, data: bytes) -> bytes:
        """Return the signature value; its length is not asked for beforehand."""
        buffer = ctypes.create_string_buffer(_LARGEST_SIGNATURE)
        length = Word(_LARGEST_SIGNATURE)
        self._call(
            Function.SIGN,
            Word(session), data, Word(len(data)), buffer, ctypes.byref(length),
        )  # fmt: skip
        return buffer.raw[: min(length.value, _LARGEST_SIGNATURE)]

    def _call(self, function: Function, *arguments: Any) -> None:  # noqa: ANN401 - C's
        require_ok(self._answer(function, *arguments))

    def _answer(self, function: Function, *arguments: Any) -> int:  # noqa: ANN401 - C's
        address = self._functions[function]
        if not address:
            return ReturnValue.FUNCTION_NOT_SUPPORTED
        return int(self._prototype(address)(*arguments))


def _bytes_of(
    secret: bytearray | None,
) -> tuple[ctypes.Array[ctypes.c_char] | None, Any]:
    """Return where the secret itself lies, for no copy is made, and its length."""
    if not secret:
        return None, Word(0)
    return (ctypes.c_char * len(secret)).from_buffer(secret), Word(len(secret))
