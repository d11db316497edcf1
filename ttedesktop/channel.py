"""What the program and its children say to each other, and how it is written.

A child is started with the words that stand here, and answers over a pair of streams.
Four bytes of length, a JSON header, then the binary parts whose sizes the header
names, and last a secret, which no buffer of ours keeps and whoever got it overwrites.
What lies in memory that others may map is lent to a child, not sent.
"""

from __future__ import annotations

import json
import struct
import threading
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from socket import socket

    from ttedesktop.snapshot import Snapshot

WORKER_OPTION: Final = "--worker"
"""What the program is started with to be a child; its role comes after it."""
GIVES_WAY: Final = "TTE_GIVES_WAY"
"""In the environment of a child that lets others work first, where the system has
such. Windows lets one of a lower class hardly work at all while others do."""
BORROWS: Final = "TTE_BORROWS"
"""In the environment of a child that may be lent something: the descriptor for it."""
READY: Final = "ready"
"""What a child is asked to learn that it has loaded what it needs."""
NEWS: Final = "news"
"""Entry of a message that is no answer yet: how far the child is."""
MAX_HEADER: Final = 64 << 20
MAX_PART: Final = 2 << 30
MAX_SECRET: Final = 4 << 10
_LENGTH: Final = struct.Struct(">I")
_MOST_LENT: Final = 8
"""Descriptors in one message."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said at one time: a JSON object and binary parts."""

    header: dict[str, Any]
    parts: tuple[bytes, ...] = ()
    secret: bytearray | None = field(default=None, repr=False)
    """A PIN on its way to a token; the receiver overwrites it."""
    lent: tuple[Snapshot, ...] = ()
    """What the receiver maps; only a child may be lent anything."""


@dataclass(slots=True)
class Channel:
    """A pair of binary streams that carry messages."""

    reader: IO[bytes]
    writer: IO[bytes]
    lends: socket | None = None
    """Through which descriptors are sent; a child has no such."""
    borrows: int | None = None
    """Descriptor of the socket through which they come; only a child has it."""
    _write_lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, message: Message) -> None:
        """Write one message. Raises ``OSError`` if the other side is gone."""
        header = dict(message.header)
        header["parts"] = [len(part) for part in message.parts]
        if message.lent:
            header["lent"] = len(message.lent)
        if message.secret is not None:
            header["secret"] = len(message.secret)
        encoded = json.dumps(header, separators=(",", ":")).encode()
        with self._write_lock:
            self._lend(message.lent)
            self.writer.write(_LENGTH.pack(len(encoded)))
            self.writer.write(encoded)
            for part in message.parts:
                self.writer.write(part)
            self.writer.flush()
            if message.secret is not None:
                # Past the buffer, which would keep a copy until it is written over.
                _write_through(self.writer, message.secret)

    def receive(self) -> Message:
        """Read one message.

        Raises ``EOFError`` if the other side is gone and ``ValueError`` if what
        it sent is no message.
        """
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        if length > MAX_HEADER:
            raise ValueError("header too long")
        header = json.loads(self._exactly(length))
        if not isinstance(header, dict):
            msg = "header is no object"
            raise ValueError(msg)  # noqa: TRY004 - a fault of the message, not of a type
        sizes = header.pop("parts", [])
        if not all(isinstance(n, int) and 0 <= n <= MAX_PART for n in sizes):
            raise ValueError("impossible part")
        secret_size = header.pop("secret", None)
        lent = self._borrowed(header.pop("lent", 0))
        parts = tuple(self._exactly(n) for n in sizes)
        if secret_size is None:
            return Message(header, parts, lent=lent)
        if not isinstance(secret_size, int) or not 0 <= secret_size <= MAX_SECRET:
            raise ValueError("impossible secret")
        return Message(header, parts, self._secret(secret_size), lent)

    def _lend(self, snapshots: Sequence[Snapshot]) -> None:
        if not snapshots:
            return
        if self.lends is None or len(snapshots) > _MOST_LENT:
            raise ValueError("nothing can be lent here")
        # Loaded with the first large document.
        from socket import send_fds

        descriptors = [one.descriptor for one in snapshots]
        # A byte must go with them; they lie in wait until the message is read.
        send_fds(self.lends, [b"\0"], descriptors)

    def _borrowed(self, count: object) -> tuple[Snapshot, ...]:
        if count == 0:
            return ()
        if self.borrows is None or count not in range(1, _MOST_LENT + 1):
            raise ValueError("nothing is borrowed here")
        # Those who are lent nothing do not pay for it.
        from socket import AF_UNIX, SOCK_STREAM, fromfd, recv_fds

        from ttedesktop.snapshot import Snapshot

        with fromfd(self.borrows, AF_UNIX, SOCK_STREAM) as end:
            _byte, descriptors, _flags, _address = recv_fds(end, 1, _MOST_LENT)
        if len(descriptors) != count:
            raise ValueError("another number of descriptors")
        return tuple(map(Snapshot.lent, descriptors))

    def _exactly(self, count: int) -> bytes:
        pieces: list[bytes] = []
        while count:
            # Without a buffer a pipe gives what is there, and that may be less.
            piece = self.reader.read(count)
            if not piece:
                raise EOFError
            pieces.append(piece)
            count -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _secret(self, count: int) -> bytearray:
        secret = bytearray(count)
        # One at a time: single bytes are kept by Python anyway, longer ones are copies.
        for place in range(count):
            secret[place : place + 1] = self._exactly(1)
        return secret


def _write_through(writer: IO[bytes], secret: bytearray) -> None:
    raw = getattr(writer, "raw", writer)
    with memoryview(secret) as rest:
        sent = 0
        while sent < len(rest):
            sent += raw.write(rest[sent:]) or 0
