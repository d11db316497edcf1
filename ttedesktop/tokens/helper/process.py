"""The token helper: the one process, and the one thread, that calls a module.

Started as ``--worker token MODULE [direct]``. Vendor code may hang, crash or print;
it does so here, where it can be ended and started again. A PIN is in one message only
and is overwritten once it was used: after a restart the person is asked anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ttedesktop.channel import Message
from ttedesktop.errors import token_errors
from ttedesktop.memory import forbid_looking_in, overwrite
from ttedesktop.serving import serve
from ttedesktop.tokens.helper import token_info
from ttedesktop.tokens.helper.driving import DrivenModule
from ttedesktop.tokens.helper.login import Login
from ttedesktop.tokens.helper.refusals import SESSION_LOST, fact_of
from ttedesktop.tokens.helper.return_values import Refusal, ReturnValue
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.tokens.helper.objects import ObjectSession
    from ttedesktop.tokens.helper.token_info import TokenInfo

DIRECT: Final = "direct"
"""Argument that makes the helper leave python-pkcs11 alone from the start."""
_NEW_PIN_REFUSED: Final = (
    # OpenSC's answer to letters where a card takes digits.
    ReturnValue.DATA_INVALID,
    ReturnValue.DATA_LEN_RANGE,
    ReturnValue.PIN_INVALID,
    ReturnValue.PIN_LEN_RANGE,
    ReturnValue.PIN_TOO_WEAK,
)
VERBS: Final = (
    "tokens",
    "certificates",
    "mechanisms",
    "login",
    "sign",
    "change_pin",
    "logout",
)


class Helper:
    """Answers the parent about one module."""

    def __init__(self, module: str, *, is_direct: bool = False) -> None:
        self._module = DrivenModule(module, is_direct=is_direct)
        self._calls = self._module.calls
        self._logins: dict[int, Login] = {}
        """By slot: several tokens may be in use at once."""

    def handlers(self) -> dict[str, Callable[[Message], Message]]:
        """Return what the parent may ask for."""
        return {verb: _translated(getattr(self, verb)) for verb in VERBS}

    def tokens(self, _request: Message) -> Message:
        """Tell what the tokens in all slots say of themselves."""
        found: list[dict[str, Any]] = []
        for slot in self._calls.slots():
            info = self._calls.token_info(slot)
            # A slot that does not answer, or an empty token, spoils nothing.
            if info is not None and info.flags & token_info.INITIALISED:
                found.append(_described(slot, info))
        return Message({"tokens": found, "is_direct": self._module.is_direct})

    def certificates(self, request: Message) -> Message:
        """Tell which certificates lie on one token."""
        slot = self._slot_of(request)
        login = self._logins.get(slot)
        if login is None:
            return self._module.look(slot, _certificates_of)
        return login.do(lambda session: _certificates_of(session, shows_all=True))

    def mechanisms(self, request: Message) -> Message:
        """Tell what one token can do."""
        numbers = self._calls.mechanisms(self._slot_of(request))
        return Message({"mechanisms": sorted(numbers)})

    def login(self, request: Message) -> Message:
        """Log in to one token; what was open there before is closed."""
        self.logout(request)
        slot = self._slot_of(request)
        try:
            self._logins[slot] = Login(self._module, slot, request.secret)
        except Refusal as refusal:
            if refusal.value == ReturnValue.FUNCTION_CANCELED:
                return Message({"cancelled": True})
            self._require_right_pin(refusal, slot)
            raise
        return Message({})

    def sign(self, request: Message) -> Message:
        """Sign the one part with the key of that identifier on that token."""
        login = self._logins.get(int(request.header["slot"]))
        if login is None:
            raise Refusal(ReturnValue.USER_NOT_LOGGED_IN)
        (data,) = request.parts
        try:
            value = login.sign(
                bytes.fromhex(request.header["key"]),
                data,
                algorithm=str(request.header["digest"]),
                scheme=Scheme(request.header.get("scheme", Scheme.PKCS1.value)),
                pin=request.secret,
            )
        except Refusal as refusal:
            if refusal.value == ReturnValue.FUNCTION_CANCELED:
                login.drop_work()
                return Message({"cancelled": True}, (b"",))
            self._throw_away(refusal, request, login)
            self._require_right_pin(refusal, login.slot)
            raise
        return Message({"is_direct": self._module.is_direct}, (value,))

    def change_pin(self, request: Message) -> Message:
        """Replace the PIN; the old one is sent once, and nobody stays logged in."""
        self.logout(request)
        slot = self._slot_of(request)
        old, new = _divided(request)
        session = self._calls.open_session(slot, writes=True)
        try:
            self._calls.change_pin(session, old, new)
        except Refusal as refusal:
            if refusal.value == ReturnValue.FUNCTION_CANCELED:
                return Message({"cancelled": True})
            self._require_right_pin(refusal, slot)
            if refusal.value in _NEW_PIN_REFUSED:
                raise token_errors.NewPinRefused(ckr=refusal.name) from None
            raise
        finally:
            self._calls.close_session(session)
            for half in (old, new):
                if half is not None:
                    overwrite(half)
        return Message({})

    def logout(self, request: Message) -> Message:
        """Log out of one token, if somebody is logged in to it."""
        login = self._logins.pop(int(request.header["slot"]), None)
        if login is not None:
            login.close()
        return Message({})

    def _slot_of(self, request: Message) -> int:
        slot, serial = int(request.header["slot"]), request.header["serial"]
        if slot in self._calls.slots():
            info = self._calls.token_info(slot)
            # Another token may sit in the slot by now: never send it this PIN.
            if info is not None and info.serial == serial:
                return slot
        raise Refusal(ReturnValue.TOKEN_NOT_PRESENT)

    def _throw_away(self, refusal: Refusal, request: Message, login: Login) -> None:
        """Close what a refusal has spoilt."""
        is_about_pin = refusal.value in {
            ReturnValue.PIN_INCORRECT,
            ReturnValue.PIN_LOCKED,
        }
        if is_about_pin or refusal.value in SESSION_LOST:
            self.logout(request)
        else:
            login.drop_work()

    def _require_right_pin(self, refusal: Refusal, slot: int) -> None:
        """Raise PinIncorrect or PinLocked if that is what the token answered."""
        if refusal.value != ReturnValue.PIN_INCORRECT:
            return
        info = self._calls.token_info(slot)
        flags = 0 if info is None else info.flags
        if flags & token_info.LOCKED:
            raise token_errors.PinLocked
        raise token_errors.PinIncorrect(1 if flags & token_info.FINAL_TRY else None)


def _described(slot: int, info: TokenInfo) -> dict[str, Any]:
    return {
        "slot": slot,
        "label": info.label,
        "serial": info.serial,
        "manufacturer": info.manufacturer,
        "model": info.model,
        "flags": info.flags,
        "shortest_pin": info.shortest_pin,
        "longest_pin": info.longest_pin,
    }


def _certificates_of(session: ObjectSession, *, shows_all: bool = False) -> Message:
    keys = {key.identifier: key.always_asks for key in session.private_keys()}
    # One without a value is told too: it may have one the next time.
    found = session.certificates()
    described = [
        {
            "id": one.identifier.hex(),
            "always_asks_pin": keys.get(one.identifier, False),
            # What a token does not show before the login says nothing.
            "lacks_key": shows_all and one.identifier not in keys,
        }
        for one in found
    ]
    return Message({"certificates": described}, tuple(one.der for one in found))


def _divided(request: Message) -> tuple[bytearray | None, bytearray | None]:
    """Return the old and the new PIN; None for both if they are typed elsewhere."""
    if request.secret is None:
        return None, None
    length = int(request.header["old_length"])
    return request.secret[:length], request.secret[length:]


def _translated(
    answer: Callable[[Message], Message],
) -> Callable[[Message], Message]:
    def translated(request: Message) -> Message:
        try:
            return answer(request)
        except Refusal as refusal:
            raise fact_of(refusal) from None
        finally:
            if request.secret is not None:
                overwrite(request.secret)

    return translated


def main(arguments: Sequence[str]) -> None:
    """Serve the module whose path is the first argument, until the parent ends."""
    module = arguments[0]
    forbid_looking_in()
    try:
        handlers = Helper(module, is_direct=DIRECT in arguments[1:]).handlers()
    except (Refusal, OSError, RuntimeError):
        handlers = _unloadable(module)
    serve(handlers, takes_secrets=True)


def _unloadable(module: str) -> dict[str, Callable[[Message], Message]]:
    def refuse(_request: Message) -> Message:
        raise token_errors.ModuleUnusable(path=module, reason="load_failed")

    return dict.fromkeys(VERBS, refuse)
