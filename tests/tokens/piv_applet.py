"""The PIV application of a smart card (NIST SP 800-73-4): commands in, answers out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from tests.tokens.workshop import PIN, SigningKey

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PIV: Final = bytes.fromhex("A000000308")
APPLICATION: Final = PIV + bytes.fromhex("000010000100")

SUCCESS: Final = 0x9000
MORE_DATA: Final = 0x6100
TRIES_LEFT: Final = 0x63C0
PIN_NEEDED: Final = 0x6982
BLOCKED: Final = 0x6983
NOT_FOUND: Final = 0x6A82
NO_SUCH_REFERENCE: Final = 0x6A88
UNKNOWN_INSTRUCTION: Final = 0x6D00

CHAINING: Final = 0x10
PIV_PIN: Final = 0x80
PIN_FIELD: Final = 8
"""Bytes of a PIN in a command, filled up with FF."""
LOG_OUT: Final = 0xFF
YUBIKEY_VERSION: Final = bytes((5, 4, 3))
DISCOVERY: Final = "7e"
CAPABILITIES: Final = "5fc107"
HOLDER: Final = "5fc102"


class Instruction(IntEnum):
    """What a card can be told to do; the last is known to YubiKeys only."""

    VERIFY = 0x20
    CHANGE_PIN = 0x24
    GENERAL_AUTHENTICATE = 0x87
    SELECT = 0xA4
    GET_RESPONSE = 0xC0
    GET_DATA = 0xCB
    GET_VERSION = 0xFD


class KeySlot(IntEnum):
    """The places for keys that OpenSC shows as CKA_ID 1 to 4, in this order."""

    AUTHENTICATION = 0x9A
    SIGNATURE = 0x9C
    """Wants the PIN right before each use."""
    KEY_MANAGEMENT = 0x9D
    CARD_AUTHENTICATION = 0x9E
    """Wants no PIN."""


_CERTIFICATES: Final = {
    KeySlot.AUTHENTICATION: "5fc105",
    KeySlot.SIGNATURE: "5fc10a",
    KeySlot.KEY_MANAGEMENT: "5fc10b",
    KeySlot.CARD_AUTHENTICATION: "5fc101",
}


class Refused(Exception):
    """The card answers with a status word and nothing else."""

    def __init__(self, status: int) -> None:
        super().__init__(f"{status:04X}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Command:
    """A short command APDU (ISO 7816-4, 5.1)."""

    is_to_be_continued: bool
    instruction: int
    p1: int
    p2: int
    data: bytes
    longest_answer: int

    @classmethod
    def parse(cls, apdu: bytes) -> Command:
        """Take the head of four bytes, the data and the length of the answer apart."""
        head, body = apdu[:4], apdu[4:]
        count = body[0] if len(body) > 1 else 0
        data, rest = body[1 : 1 + count], body[1 + count :] if count else body
        return cls(
            is_to_be_continued=bool(head[0] & CHAINING),
            instruction=head[1],
            p1=head[2],
            p2=head[3],
            data=data if count else b"",
            longest_answer=(rest[0] if rest else 0) or 256,
        )

    def makes(self, instruction: Instruction) -> bool:
        """Whether the card does this now; a VERIFY without a PIN only asks."""
        is_whole = not self.is_to_be_continued
        return is_whole and bool(self.data) and self.instruction == instruction


@dataclass(frozen=True, slots=True)
class KeyAndCertificate:
    """What lies in one slot of the card."""

    key: SigningKey = field(repr=False)
    certificate: bytes = field(repr=False)


@dataclass
class PivApplet:
    """Keys behind a PIN that locks itself; everything but the keys may be read."""

    keys: Mapping[KeySlot, KeyAndCertificate]
    guid: bytes = bytes(range(16))
    """By it OpenSC tells one card from another."""
    pin: str = PIN
    tries: int = 3
    tries_left: int = field(init=False)
    pins_received: int = field(default=0, init=False)
    """Times that anybody sent a PIN, right or wrong, or tried one while locked."""
    signatures_made: int = field(default=0, init=False)
    _is_logged_in: bool = field(default=False, init=False)
    _was_just_verified: bool = field(default=False, init=False)
    _received: bytes = field(default=b"", init=False)
    _not_yet_sent: bytes = field(default=b"", init=False)

    def __post_init__(self) -> None:
        self.tries_left = self.tries
        self._objects = _objects(self.guid, self.keys)

    def reset(self) -> None:
        """Forget the login, as a card does when its power comes or goes."""
        self._is_logged_in = self._was_just_verified = False
        self._received = self._not_yet_sent = b""

    def answer(self, command: Command) -> bytes:
        """Do what the command says; return the answer and its status word."""
        if command.is_to_be_continued:
            self._received += command.data
            return _status(SUCCESS)
        whole = replace(command, data=self._received + command.data)
        self._received = b""
        try:
            self._not_yet_sent = self._obey(whole)
        except Refused as refusal:
            return _status(refusal.status)
        sent = self._not_yet_sent[: command.longest_answer]
        self._not_yet_sent = self._not_yet_sent[len(sent) :]
        left = min(len(self._not_yet_sent), 255)
        return sent + _status(MORE_DATA | left if left else SUCCESS)

    def _obey(self, command: Command) -> bytes:
        known: dict[int, Callable[[Command], bytes]] = {
            Instruction.VERIFY: self._verify,
            Instruction.CHANGE_PIN: self._change_pin,
            Instruction.GENERAL_AUTHENTICATE: self._sign,
            Instruction.SELECT: _select,
            Instruction.GET_RESPONSE: lambda _: self._not_yet_sent,
            Instruction.GET_DATA: self._object,
            Instruction.GET_VERSION: lambda _: YUBIKEY_VERSION,
        }
        if command.instruction not in known:
            raise Refused(UNKNOWN_INSTRUCTION)
        return known[command.instruction](command)

    def _object(self, command: Command) -> bytes:
        name = parse_tlv(command.data)[0x5C].hex()
        if name not in self._objects:
            raise Refused(NOT_FOUND)
        return self._objects[name]

    def _verify(self, command: Command) -> bytes:
        if command.p2 != PIV_PIN:
            raise Refused(NO_SUCH_REFERENCE)
        if command.p1 == LOG_OUT:
            self._is_logged_in = self._was_just_verified = False
        elif command.data:
            self._receive_pin(command.data)
        elif not self._is_logged_in:
            raise self._refusal_of_pin()
        return b""

    def _change_pin(self, command: Command) -> bytes:
        old, new = command.data[:PIN_FIELD], command.data[PIN_FIELD:]
        self._receive_pin(old)
        self.pin = new.rstrip(b"\xff").decode()
        return b""

    def _receive_pin(self, padded: bytes) -> None:
        self.pins_received += 1
        is_right = self.tries_left > 0 and padded.rstrip(b"\xff") == self.pin.encode()
        self._is_logged_in = self._was_just_verified = is_right
        if is_right:
            self.tries_left = self.tries
            return
        self.tries_left = max(0, self.tries_left - 1)
        raise self._refusal_of_pin()

    def _refusal_of_pin(self) -> Refused:
        return Refused(TRIES_LEFT | self.tries_left if self.tries_left else BLOCKED)

    def _sign(self, command: Command) -> bytes:
        if command.p2 not in self.keys:
            raise Refused(NO_SUCH_REFERENCE)
        slot = KeySlot(command.p2)
        if not self._allows(slot):
            raise Refused(PIN_NEEDED)
        self._was_just_verified = False
        challenge = parse_tlv(parse_tlv(command.data)[0x7C])[0x81]
        signature = _signature(self.keys[slot].key, challenge)
        self.signatures_made += 1
        return tlv(0x7C, tlv(0x82, signature))

    def _allows(self, slot: KeySlot) -> bool:
        match slot:
            case KeySlot.CARD_AUTHENTICATION:
                return True
            case KeySlot.SIGNATURE:
                return self._was_just_verified
            case _:
                return self._is_logged_in


def tlv(tag: int, value: bytes) -> bytes:
    """Return tag, length and value (ISO 7816-4, 5.2.2)."""
    name = tag.to_bytes((tag.bit_length() + 7) // 8)
    size = len(value)
    if size < 0x80:
        return name + bytes((size,)) + value
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return name + bytes((0x80 | len(length),)) + length + value


def parse_tlv(data: bytes) -> dict[int, bytes]:
    """Return the values by their tags of one byte."""
    found: dict[int, bytes] = {}
    while data:
        tag, size, start = data[0], data[1], 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(data[2:start])
        found[tag] = data[start : start + size]
        data = data[start + size :]
    return found


def _status(word: int) -> bytes:
    return word.to_bytes(2)


def _select(command: Command) -> bytes:
    if not APPLICATION.startswith(command.data):
        raise Refused(NOT_FOUND)
    return tlv(0x61, tlv(0x4F, APPLICATION[len(PIV) :]) + tlv(0x79, tlv(0x4F, PIV)))


def _objects(
    guid: bytes, keys: Mapping[KeySlot, KeyAndCertificate]
) -> dict[str, bytes]:
    """Return the data objects of SP 800-73-4, part 1, appendix A."""
    agency = bytes.fromhex("d4e739da739ced39ce739d836858210842108421c84210c3eb")
    versions = tlv(0xF1, b"\x21") + tlv(0xF2, b"\x21")
    empty = b"".join(tlv(tag, b"") for tag in range(0xF6, 0xFE))
    model = tlv(0xF3, b"") + tlv(0xF4, b"\0") + tlv(0xF5, b"\x10") + empty
    unchecked = tlv(0xFE, b"")
    objects = {
        DISCOVERY: tlv(0x7E, tlv(0x4F, APPLICATION) + tlv(0x5F2F, b"\x40\0")),
        CAPABILITIES: tlv(0x53, tlv(0xF0, PIV + guid) + versions + model + unchecked),
        HOLDER: tlv(
            0x53,
            tlv(0x30, agency)
            + tlv(0x34, guid)
            + tlv(0x35, b"20991231")
            + tlv(0x3E, b"")
            + unchecked,
        ),
    }
    for slot, pair in keys.items():
        certificate = tlv(0x70, pair.certificate) + tlv(0x71, b"\0")
        objects[_CERTIFICATES[slot]] = tlv(0x53, certificate + unchecked)
    return objects


def _signature(key: SigningKey, challenge: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        # The card gets the padded number (RFC 8017, 5.2.1); no library offers that.
        numbers = key.private_numbers()
        modulus = numbers.public_numbers.n
        signed = pow(int.from_bytes(challenge), numbers.d, modulus)
        return signed.to_bytes(key.key_size // 8)
    digests: dict[int, hashes.HashAlgorithm] = {
        32: hashes.SHA256(),
        48: hashes.SHA384(),
    }
    return key.sign(challenge, ec.ECDSA(Prehashed(digests[len(challenge)])))
