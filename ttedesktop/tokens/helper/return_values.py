"""What a PKCS#11 function may return (PKCS#11 v2.40, 5.1), by name."""

from __future__ import annotations

from enum import IntEnum


class ReturnValue(IntEnum):
    """``CKR_`` values that a module may answer a signer with."""

    OK = 0x0
    CANCEL = 0x1
    HOST_MEMORY = 0x2
    SLOT_ID_INVALID = 0x3
    GENERAL_ERROR = 0x5
    FUNCTION_FAILED = 0x6
    ARGUMENTS_BAD = 0x7
    NO_EVENT = 0x8
    NEED_TO_CREATE_THREADS = 0x9
    CANT_LOCK = 0xA
    ATTRIBUTE_READ_ONLY = 0x10
    ATTRIBUTE_SENSITIVE = 0x11
    ATTRIBUTE_TYPE_INVALID = 0x12
    ATTRIBUTE_VALUE_INVALID = 0x13
    DATA_INVALID = 0x20
    DATA_LEN_RANGE = 0x21
    DEVICE_ERROR = 0x30
    DEVICE_MEMORY = 0x31
    DEVICE_REMOVED = 0x32
    FUNCTION_CANCELED = 0x50
    FUNCTION_NOT_PARALLEL = 0x51
    FUNCTION_NOT_SUPPORTED = 0x54
    KEY_HANDLE_INVALID = 0x60
    KEY_SIZE_RANGE = 0x62
    KEY_TYPE_INCONSISTENT = 0x63
    KEY_FUNCTION_NOT_PERMITTED = 0x68
    MECHANISM_INVALID = 0x70
    MECHANISM_PARAM_INVALID = 0x71
    OBJECT_HANDLE_INVALID = 0x82
    OPERATION_ACTIVE = 0x90
    OPERATION_NOT_INITIALIZED = 0x91
    PIN_INCORRECT = 0xA0
    PIN_INVALID = 0xA1
    PIN_LEN_RANGE = 0xA2
    PIN_EXPIRED = 0xA3
    PIN_LOCKED = 0xA4
    SESSION_CLOSED = 0xB0
    SESSION_COUNT = 0xB1
    SESSION_HANDLE_INVALID = 0xB3
    SESSION_PARALLEL_NOT_SUPPORTED = 0xB4
    SESSION_READ_ONLY = 0xB5
    SESSION_EXISTS = 0xB6
    TEMPLATE_INCOMPLETE = 0xD0
    TEMPLATE_INCONSISTENT = 0xD1
    TOKEN_NOT_PRESENT = 0xE0
    TOKEN_NOT_RECOGNIZED = 0xE1
    TOKEN_WRITE_PROTECTED = 0xE2
    USER_ALREADY_LOGGED_IN = 0x100
    USER_NOT_LOGGED_IN = 0x101
    USER_PIN_NOT_INITIALIZED = 0x102
    USER_TYPE_INVALID = 0x103
    USER_ANOTHER_ALREADY_LOGGED_IN = 0x104
    USER_TOO_MANY_TYPES = 0x105
    RANDOM_NO_RNG = 0x121
    BUFFER_TOO_SMALL = 0x150
    CRYPTOKI_NOT_INITIALIZED = 0x190
    CRYPTOKI_ALREADY_INITIALIZED = 0x191
    MUTEX_BAD = 0x1A0
    MUTEX_NOT_LOCKED = 0x1A1
    PIN_TOO_WEAK = 0x1B8
    FUNCTION_REJECTED = 0x200


class Refusal(Exception):
    """A module answered something else than ``CKR_OK``."""

    def __init__(self, value: int) -> None:
        super().__init__(value)
        self.value = value

    @property
    def name(self) -> str:
        """The value as the standard writes it; a number if it is the vendor's own."""
        try:
            return f"CKR_{ReturnValue(self.value).name}"
        except ValueError:
            return f"CKR 0x{self.value:X}"

    def __str__(self) -> str:
        """Return the name."""
        return self.name


def require_ok(value: int) -> None:
    """Raise Refusal for anything but ``CKR_OK``."""
    if value != ReturnValue.OK:
        raise Refusal(value)
