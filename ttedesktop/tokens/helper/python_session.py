"""A session of python-pkcs11: the rule, as long as the module bears it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from pkcs11 import MGF, Attribute, Mechanism, ObjectClass, exceptions

from ttedesktop.tokens.helper.objects import (
    PrivateKey,
    SlotsUnreadable,
    StoredCertificate,
    Undrivable,
    is_true,
)
from ttedesktop.tokens.helper.return_values import Refusal, ReturnValue

if TYPE_CHECKING:
    from collections.abc import Generator

    from ttedesktop.tokens.mechanisms import PssParameters, Way
    from ttedesktop.untyped import Pkcs11Object

_LENGTH_NOT_TOLD: Final = frozenset(
    {
        ReturnValue.ARGUMENTS_BAD,
        ReturnValue.BUFFER_TOO_SMALL,
        ReturnValue.FUNCTION_FAILED,
        ReturnValue.OPERATION_NOT_INITIALIZED,
    }
)
"""Answers of modules that cannot be asked how long a signature will be."""
_OTHERWISE_SPELT: Final = {
    "FUNCTIONCANCELLED": ReturnValue.FUNCTION_CANCELED,
    "TOKENNOTRECOGNISED": ReturnValue.TOKEN_NOT_RECOGNIZED,
    "ANOTHERUSERALREADYLOGGEDIN": ReturnValue.USER_ANOTHER_ALREADY_LOGGED_IN,
}
_VALUES: Final = {
    value.name.replace("_", ""): value for value in ReturnValue
} | _OTHERWISE_SPELT


class PythonSession:
    """An ``ObjectSession`` over python-pkcs11."""

    def __init__(self, library: Pkcs11Object, slot: int) -> None:
        """Open the session. Raises SlotsUnreadable if this way leads to none."""
        try:
            slots = list(library.get_slots(token_present=True))
        except (exceptions.PKCS11Error, ValueError):
            raise SlotsUnreadable from None
        found = next((one for one in slots if one.slot_id == slot), None)
        if found is None:
            raise Refusal(ReturnValue.TOKEN_NOT_PRESENT)
        with _drivable():
            self._session: Any = found.get_token().open()

    def certificates(self) -> list[StoredCertificate]:
        """Return all certificates that can be seen."""
        with _drivable():
            return [
                StoredCertificate(
                    _attribute(item, Attribute.ID), _attribute(item, Attribute.VALUE)
                )
                for item in self._of_class(ObjectClass.CERTIFICATE)
            ]

    def private_keys(self) -> list[PrivateKey]:
        """Return the private keys that can be seen."""
        with _drivable():
            return [
                PrivateKey(
                    identifier=_attribute(item, Attribute.ID),
                    kind=int(item[Attribute.KEY_TYPE]),
                    always_asks=_asks_always(item),
                    handle=item,
                )
                for item in self._of_class(ObjectClass.PRIVATE_KEY)
            ]

    def sign(self, key: PrivateKey, way: Way) -> bytes:
        """Return the signature value."""
        try:
            with _drivable():
                return bytes(
                    key.handle.sign(
                        way.data,
                        mechanism=Mechanism(way.mechanism),
                        mechanism_param=None if way.pss is None else _param(way.pss),
                    )
                )
        except Refusal as refusal:
            if refusal.value in _LENGTH_NOT_TOLD:
                raise Undrivable from None
            raise

    def close(self) -> None:
        """End the session, as far as the module still knows it."""
        try:
            self._session.close()
        except exceptions.PKCS11Error:
            return

    def _of_class(self, kind: ObjectClass) -> list[Any]:
        return list(self._session.get_objects({Attribute.CLASS: kind}))


@contextmanager
def _drivable() -> Generator[None]:
    try:
        yield
    except exceptions.PKCS11Error as refusal:
        value = _value_of(refusal)
        if value is None:
            raise Undrivable(str(refusal)) from None
        raise Refusal(value) from None
    except (MemoryError, OverflowError, LookupError) as failure:
        # A length or a text that the module made up.
        raise Undrivable(type(failure).__name__) from None
    except (AttributeError, TypeError, ValueError) as failure:
        # An object whose attributes could not be read has no ``sign``.
        raise Undrivable(type(failure).__name__) from None


def _value_of(refusal: exceptions.PKCS11Error) -> int | None:
    """Return the number behind an exception, whose type is named like it.

    None for what python-pkcs11 has no type for, as it "should never see this".
    """
    known = _VALUES.get(type(refusal).__name__.upper())
    if known is not None:
        return known
    told = re.search(r"0x([0-9a-f]+)", str(refusal), re.IGNORECASE)
    return int(told[1], 16) if told else None


def _param(pss: PssParameters) -> tuple[Mechanism, MGF, int]:
    return Mechanism(pss.digest), MGF(pss.mask), pss.salt


def _attribute(item: Pkcs11Object, attribute: Attribute) -> bytes:
    # Anything else than "has none" is told: a certificate must not be lost to it.
    try:
        return bytes(item[attribute] or b"")
    except (exceptions.AttributeTypeInvalid, exceptions.AttributeSensitive):
        return b""


def _asks_always(key: Pkcs11Object) -> bool:
    try:
        return is_true(key[Attribute.ALWAYS_AUTHENTICATE])
    except (exceptions.AttributeTypeInvalid, exceptions.AttributeSensitive):
        return False
