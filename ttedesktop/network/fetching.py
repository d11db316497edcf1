"""Asks one service one thing, within limits of time, size and place.

Each request has one line in the log: what for, whom, how it ended.
"""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from ttedesktop.errors.errors import TteError
from ttedesktop.errors.network_errors import (
    AddressForbidden,
    AnswerCutOff,
    AnswerNotUnderstood,
    AnswerRefused,
    AnswerTooLarge,
    HostNotTrusted,
    HostTooSlow,
    HostUnreachable,
    NetworkTrouble,
    ProxyRefused,
)
from ttedesktop.network.address import parse
from ttedesktop.network.connection import connection_to, headers_for, proxy_host

if TYPE_CHECKING:
    from ttedesktop.network.address import Address
    from ttedesktop.network.rules import NetworkRules, Question

log = logging.getLogger(__name__)

_PIECE: Final = 1 << 16
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 3
_TUNNEL: Final = "Tunnel connection failed: "
"""How ``http.client`` begins to tell what a proxy answered."""
_FACTS: Final = (
    (ssl.SSLError, HostNotTrusted),
    (http.client.IncompleteRead, AnswerCutOff),
    # ``RemoteDisconnected`` is one of these, too.
    (ConnectionError, AnswerCutOff),
    (http.client.HTTPException, AnswerNotUnderstood),
)


def fetch(question: Question, rules: NetworkRules) -> bytes:
    """Return the answer to one question; blocks for ``rules.whole`` seconds at most.

    Raises a NetworkTrouble.
    """
    begin = monotonic()
    told = "answered"
    try:
        return _fetched(question, rules)
    except TteError as error:
        told = str(error)
        raise
    finally:
        spent = monotonic() - begin
        log.info(
            "%s of %s: %s, %.2f s", question.purpose, question.address, told, spent
        )


def _fetched(question: Question, rules: NetworkRules) -> bytes:
    address = parse(question.address)
    talk = _Talk(rules)
    outcome: Future[bytes] = Future()
    # A daemon, for looking a name up cannot be broken off.
    threading.Thread(
        target=talk.run, args=(question, outcome), name="network", daemon=True
    ).start()
    try:
        return outcome.result(timeout=rules.whole)
    except NotInTime:
        raise HostTooSlow(address.host, round(rules.whole)) from None
    finally:
        talk.break_off()


class _Talk:
    """One request with its redirections, on a thread of its own."""

    def __init__(self, rules: NetworkRules) -> None:
        self._rules = rules
        self._connection: http.client.HTTPConnection | None = None
        self._is_over = False

    def run(self, question: Question, outcome: Future[bytes]) -> None:
        try:
            answer = self._answer(question)
        except BaseException as failure:  # noqa: BLE001 - the future carries it over
            outcome.set_exception(failure)
        else:
            outcome.set_result(answer)

    def break_off(self) -> None:
        """End the talk from another thread, whatever it waits for."""
        self._is_over = True
        connection = self._connection
        if connection is not None and connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def _answer(self, question: Question) -> bytes:
        for _turn in range(_MOST_REDIRECTS + 1):
            address = parse(question.address)
            try:
                found = self._asked(address, question)
            except (OSError, http.client.HTTPException) as failure:
                raise self._fact_of(failure, address) from failure
            if isinstance(found, bytes):
                return found
            question = replace(question, address=_redirected(address, found))
        raise AddressForbidden(parse(question.address).host, "redirected")

    def _asked(self, address: Address, question: Question) -> bytes | str:
        """Return the answer, or the address that is named instead."""
        headers = headers_for(address, question)
        connection, more, target = connection_to(address, self._rules)
        self._connection = connection
        try:
            if self._is_over:
                raise TimeoutError
            method = "POST" if question.body else "GET"
            connection.request(
                method, target, question.body or None, {**headers, **more}
            )
            with connection.getresponse() as response:
                if response.status in _REDIRECTS and not question.body:
                    return response.getheader("Location", "")
                self._require_fine(response, address)
                return _content(response, address, question.limit)
        finally:
            connection.close()

    def _require_fine(
        self, response: http.client.HTTPResponse, address: Address
    ) -> None:
        if response.status == http.HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            raise ProxyRefused(proxy_host(address, self._rules), response.status)
        if response.status != http.HTTPStatus.OK:
            raise AnswerRefused(address.host, response.status)

    def _fact_of(self, failure: Exception, address: Address) -> NetworkTrouble:
        host = address.host
        proxy = proxy_host(address, self._rules)
        refusal = str(failure)
        if refusal.startswith(_TUNNEL):
            status = refusal.removeprefix(_TUNNEL)[:3]
            return ProxyRefused(proxy, int(status) if status.isdigit() else 0)
        if isinstance(failure, TimeoutError):
            return HostTooSlow(proxy or host, round(self._rules.silence))
        if isinstance(failure, ConnectionRefusedError):
            return HostUnreachable(proxy or host, "refused")
        for kind, fact in _FACTS:
            if isinstance(failure, kind):
                return fact(host)
        return HostUnreachable(proxy or host, "no_way")


def _content(response: http.client.HTTPResponse, address: Address, limit: int) -> bytes:
    if (response.length or 0) > limit:
        raise AnswerTooLarge(address.host, limit)
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise AnswerTooLarge(address.host, limit)
        pieces.append(piece)
    if response.length:
        # ``read`` with a size does not say so itself.
        raise AnswerCutOff(address.host)
    return b"".join(pieces)


def _redirected(address: Address, location: str) -> str:
    """Return where a service sends one, if it stays with the same host.

    Raises AddressForbidden for any other: only the addresses that a certificate or a
    setting names are asked.
    """
    target = parse(urljoin(address.whole, location))
    is_same = target.host.lower() == address.host.lower()
    is_other_port = target.port != address.port and not target.is_encrypted
    is_weaker = address.is_encrypted and not target.is_encrypted
    if not is_same or is_other_port or is_weaker:
        raise AddressForbidden(target.host, "redirected")
    return target.whole
