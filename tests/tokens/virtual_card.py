"""A smart card without hardware, put into and pulled out of the reader of vpcd."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from enum import IntEnum
from typing import Final

from tests.tokens.piv_applet import Command, Instruction, PivApplet

FIRST_SLOT: Final = 35963
SECOND_SLOT: Final = 35964
"""Where the two slots of vpcd listen: a connection is a card, its end a removal."""
# The answer to reset of a YubiKey 4: to cards unknown OpenSC offers no ECDSA.
ANSWER_TO_RESET: Final = bytes.fromhex("3BF81300008131FE15597562696B657934D4")
_LENGTH: Final = struct.Struct(">H")


class Order(IntEnum):
    """What vpcd says in one byte; anything longer is a command for the card."""

    POWER_OFF = 0
    POWER_ON = 1
    RESET = 2
    SEND_ANSWER_TO_RESET = 4


class VirtualCard:
    """A card with a PIV applet, in a slot of the reader or out of it."""

    def __init__(self, applet: PivApplet, port: int = FIRST_SLOT) -> None:
        self.applet = applet
        self.port = port
        self.sign_delay = 0.0
        """Seconds that the card takes before it signs."""
        self.pulled_by: Instruction | None = None
        """In the middle of this the card leaves the reader, once."""
        self._is_out = threading.Event()
        self._is_out.set()
        self._connection: socket.socket | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_inserted(self) -> bool:
        """Whether the card is in the reader."""
        return not self._is_out.is_set()

    def insert(self) -> None:
        """Put the card into the reader, which notices in half a second."""
        self.remove()
        self.applet.reset()
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        connection.settimeout(None)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._is_out.clear()
        self._connection = connection
        self._thread = threading.Thread(
            target=self._serve, args=(connection,), name="virtual-card", daemon=True
        )
        self._thread.start()

    def remove(self) -> None:
        """Pull the card, whatever it is doing; one that is out stays out."""
        self._is_out.set()
        if self._connection is not None:
            _hang_up(self._connection)
        if self._thread is not None:
            self._thread.join()
        if self._connection is not None:
            self._connection.close()
        self._connection = self._thread = None

    def _serve(self, connection: socket.socket) -> None:
        # An error says that the reader is gone, or that the card was pulled.
        with suppress(OSError):
            while True:
                (size,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
                answer = self._answer(_exactly(connection, size))
                if answer is not None:
                    connection.sendall(_LENGTH.pack(len(answer)) + answer)
        self._is_out.set()
        _hang_up(connection)

    def _answer(self, said: bytes) -> bytes | None:
        if len(said) > 1:
            return self._obey(Command.parse(said))
        if said[0] == Order.SEND_ANSWER_TO_RESET:
            return ANSWER_TO_RESET
        self.applet.reset()
        return None

    def _obey(self, command: Command) -> bytes:
        if command.makes(Instruction.GENERAL_AUTHENTICATE):
            self._is_out.wait(self.sign_delay)
        if self.pulled_by is not None and command.makes(self.pulled_by):
            self.pulled_by = None
            self._is_out.set()
        if not self.is_inserted:
            raise ConnectionAbortedError
        return self.applet.answer(command)


def _hang_up(connection: socket.socket) -> None:
    # An error says that the other side was faster.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        # Without it each command waits 40 ms for an acknowledgement.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        piece = connection.recv(count - len(data))
        if not piece:
            raise ConnectionError
        data += piece
    return data
