"""Return values of PKCS#11 as facts: by type, and never by guessing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from pkcs11 import exceptions as ckr

from ttedesktop import errors, token_errors

Fact = Callable[[str], errors.TteError]
_GONE: Final = (
    ckr.DeviceRemoved,
    ckr.TokenNotPresent,
    ckr.TokenNotRecognised,
    ckr.SessionHandleInvalid,
    ckr.SessionClosed,
    ckr.DeviceError,
    ckr.SlotIDInvalid,
    # OpenSC answers so for the first moments after a card was pulled.
    ckr.GeneralError,
)
_CANNOT_SIGN: Final = (
    ckr.MechanismInvalid,
    ckr.MechanismParamInvalid,
    ckr.KeyTypeInconsistent,
    ckr.KeySizeRange,
    ckr.FunctionNotSupported,
    ckr.NoSuchKey,
)

_FACTS: Final[Sequence[tuple[tuple[type[ckr.PKCS11Error], ...], Fact]]] = (
    ((ckr.PinLocked,), lambda _name: token_errors.PinLocked()),
    ((ckr.PinExpired,), lambda _name: token_errors.PinMustBeChanged()),
    (
        (ckr.PinLenRange,),
        lambda _name: token_errors.PinWrongLength(shortest=0, longest=0),
    ),
    ((*_GONE, ckr.UserNotLoggedIn), lambda name: token_errors.TokenRemoved(ckr=name)),
    (_CANNOT_SIGN, lambda name: token_errors.TokenCannotSign(ckr=name)),
)


def name_of(refusal: ckr.PKCS11Error) -> str:
    """Return the name of a return value as the standard writes it."""
    if type(refusal) is ckr.PKCS11Error:
        return str(refusal)[:80]
    words = re.sub(r"(?<!^)(?=[A-Z][a-z])", "_", type(refusal).__name__)
    return f"CKR_{words.upper()}"


def fact_of(refusal: ckr.PKCS11Error) -> errors.TteError:
    """Return the fact behind a refusal that is not about a PIN just sent."""
    for kinds, fact in _FACTS:
        if isinstance(refusal, kinds):
            return fact(name_of(refusal))
    return token_errors.TokenRefused(ckr=name_of(refusal))
