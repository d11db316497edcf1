"""Return values of PKCS#11 as facts, by what they mean to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.errors import token_errors
from ttedesktop.tokens.helper.return_values import ReturnValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.helper.return_values import Refusal

SESSION_LOST: Final = frozenset(
    {
        ReturnValue.SLOT_ID_INVALID,
        # OpenSC answers so for the first moments after a card was pulled.
        ReturnValue.GENERAL_ERROR,
        ReturnValue.DEVICE_ERROR,
        ReturnValue.DEVICE_REMOVED,
        ReturnValue.SESSION_CLOSED,
        ReturnValue.SESSION_HANDLE_INVALID,
        ReturnValue.TOKEN_NOT_PRESENT,
        ReturnValue.TOKEN_NOT_RECOGNIZED,
        # OpenSC drops the whole login where a key asked for the PIN in vain.
        ReturnValue.USER_NOT_LOGGED_IN,
    }
)
"""After these nothing of the login is left."""

NOT_THIS_WAY: Final = frozenset(
    {
        ReturnValue.MECHANISM_INVALID,
        ReturnValue.MECHANISM_PARAM_INVALID,
        ReturnValue.KEY_TYPE_INCONSISTENT,
        ReturnValue.KEY_FUNCTION_NOT_PERMITTED,
        ReturnValue.KEY_SIZE_RANGE,
        ReturnValue.FUNCTION_NOT_SUPPORTED,
    }
)
"""Another mechanism may do."""

_FACTS: Final[Sequence[tuple[frozenset[ReturnValue], Callable[[str], TteError]]]] = (
    (
        frozenset({ReturnValue.PIN_LOCKED}),
        lambda _name: token_errors.PinLocked(),
    ),
    (
        frozenset({ReturnValue.PIN_EXPIRED, ReturnValue.USER_PIN_NOT_INITIALIZED}),
        lambda _name: token_errors.PinMustBeChanged(),
    ),
    (
        frozenset({ReturnValue.PIN_LEN_RANGE}),
        lambda _name: token_errors.PinWrongLength(shortest=0, longest=0),
    ),
    (SESSION_LOST, lambda name: token_errors.TokenRemoved(ckr=name)),
    (NOT_THIS_WAY, lambda name: token_errors.TokenCannotSign(ckr=name)),
)


def fact_of(refusal: Refusal) -> TteError:
    """Return the fact behind a refusal that is not about a PIN just sent."""
    for values, fact in _FACTS:
        if refusal.value in values:
            return fact(refusal.name)
    return token_errors.TokenRefused(ckr=refusal.name)
