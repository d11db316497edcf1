"""The running program's end of the line: takes what other starts hand over."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer

from ui.program.single_instance import LARGEST_MESSAGE, RECEIVED, Handover, unpack

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

    from ui.program.single_instance import Place

log = logging.getLogger(__name__)

_HEAD: Final = 4
"""Bytes before a message that tell its length."""
_PATIENCE: Final = 3_000
"""Milliseconds that a caller may take for its message."""
_MOST_CALLERS: Final = 8


class InstanceServer(QObject):
    """Listens where the programs of this person and session meet."""

    handed_over = Signal(object)
    """The ``Handover``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_CALLERS)
        self._server.newConnection.connect(self._take_callers)

    def listen(self, place: Place) -> bool:
        """Begin to listen; only for the one who holds the claim to the place."""
        # Whoever held it before may have been killed and have left its socket.
        QLocalServer.removeServer(place.server)
        if not self._server.listen(place.server):
            log.warning("no other start is heard: %s", self._server.errorString())
            return False
        return True

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()

    def _take_callers(self) -> None:
        while self._server.hasPendingConnections():
            _Caller(self._server.nextPendingConnection(), self)


class _Caller(QObject):
    """One start of the program that has something to hand over."""

    def __init__(self, socket: QLocalSocket, server: InstanceServer) -> None:
        super().__init__(socket)
        self._socket = socket
        self._server = server
        # No more is taken from the system than a message may be long.
        socket.setReadBufferSize(_HEAD + LARGEST_MESSAGE + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        QTimer.singleShot(_PATIENCE, self, socket.abort)
        self._read()

    def _read(self) -> None:
        head = bytes(self._socket.peek(_HEAD).data())
        if len(head) < _HEAD:
            return
        length = int.from_bytes(head, "big")
        if length > LARGEST_MESSAGE:
            self._refuse("too long")
        elif self._socket.bytesAvailable() >= _HEAD + length:
            whole = bytes(self._socket.read(_HEAD + length).data())
            self._take(whole[_HEAD:])

    def _take(self, message: bytes) -> None:
        try:
            handover: Handover = unpack(message)
        except ValueError as error:
            self._refuse(str(error))
            return
        self._socket.write(RECEIVED)
        self._socket.flush()
        self._socket.disconnectFromServer()
        self._server.handed_over.emit(handover)

    def _refuse(self, why: str) -> None:
        log.warning("a message from another program is not taken: %s", why)
        self._socket.abort()
