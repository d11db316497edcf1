"""The way to a host: directly, to the very address that was checked, or by a proxy."""

from __future__ import annotations

import base64
import http.client
import socket
import ssl
import urllib.request
from typing import TYPE_CHECKING

from typing_extensions import override

from ttedesktop.errors.network_errors import AddressForbidden
from ttedesktop.network.address import looks_local, parse, resolve
from ttedesktop.network.rules import ProxyKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.network.address import Address
    from ttedesktop.network.rules import Account, NetworkRules, Question


class _Direct(http.client.HTTPConnection):
    """Connects to numbers that were looked up and checked before."""

    def __init__(
        self,
        address: Address,
        numbers: Sequence[str],
        timeout: float,
        context: ssl.SSLContext | None,
    ) -> None:
        super().__init__(address.host, address.port, timeout=timeout)
        self._numbers = numbers
        self._context = context

    @override
    def connect(self) -> None:
        """Try each number in turn. Raises OSError."""
        plain = self._opened()
        if self._context is None:
            self.sock = plain
            return
        try:
            self.sock = self._context.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise

    def _opened(self) -> socket.socket:
        last: OSError | None = None
        for number in self._numbers:
            try:
                return socket.create_connection((number, self.port), self.timeout)
            except OSError as failure:
                last = failure
        raise last or ConnectionRefusedError


class _Tunnel(http.client.HTTPSConnection):
    """Leaves no socket open where the proxy refuses: Python 3.11.2 forgets it."""

    @override
    def connect(self) -> None:
        """Ask the proxy for the way. Raises OSError."""
        made: list[socket.socket] = []

        def create(
            address: tuple[str, int],
            timeout: float | None,
            source: tuple[str, int] | None,
        ) -> socket.socket:
            made.append(socket.create_connection(address, timeout, source))
            return made[-1]

        self._create_connection = create
        try:
            super().connect()
        except OSError:
            for one in made:
                # Those that TLS took over have no number any more.
                number = one.detach()
                if number >= 0:
                    socket.close(number)
            raise


def connection_to(
    address: Address, rules: NetworkRules
) -> tuple[http.client.HTTPConnection, dict[str, str], str]:
    """Return a connection that is not open yet, further headers and what to ask for.

    Blocks while a name is looked up. Raises AddressForbidden and HostUnreachable.
    """
    context = _context(rules) if address.is_encrypted else None
    by_proxy = _proxy_for(address, rules)
    if by_proxy is None:
        numbers = resolve(address, rules)
        return _Direct(address, numbers, rules.silence, context), {}, address.path
    if looks_local(address.host) and not rules.allows_local(address.host, address.port):
        # The proxy looks the name up, so only what the name itself tells is known.
        raise AddressForbidden(address.host, "local")
    proxy, account = by_proxy
    headers = {} if account is None else {"Proxy-Authorization": basic(account)}
    if context is None:
        plain = http.client.HTTPConnection(
            proxy.host, proxy.port, timeout=rules.silence
        )
        return plain, headers, address.whole
    tunnel = _Tunnel(proxy.host, proxy.port, timeout=rules.silence, context=context)
    tunnel.set_tunnel(address.host, address.port, headers)
    return tunnel, {}, address.path


def proxy_host(address: Address, rules: NetworkRules) -> str:
    """Return the host of the proxy that a request takes, or an empty string."""
    by_proxy = _proxy_for(address, rules)
    return "" if by_proxy is None else by_proxy[0].host


def basic(account: Account) -> str:
    """Return the header that tells name and password (RFC 7617)."""
    told = f"{account.name}:{account.password}".encode()
    return "Basic " + base64.b64encode(told).decode()


def headers_for(address: Address, question: Question) -> dict[str, str]:
    """Return the headers of a request; they name the host and nothing of the person.

    Raises AddressForbidden if a password would go over the line for all to read.
    """
    headers = {
        "Host": address.authority,
        "User-Agent": "TTE-Desktop",
        "Accept": question.accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if question.content_type:
        headers["Content-Type"] = question.content_type
    if question.account is not None:
        if not (address.is_encrypted or looks_local(address.host)):
            raise AddressForbidden(address.host, "unprotected")
        headers["Authorization"] = basic(question.account)
    return headers


def _context(rules: NetworkRules) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    for der in rules.authorities:
        context.load_verify_locations(cadata=der)
    return context


def _proxy_for(
    address: Address, rules: NetworkRules
) -> tuple[Address, Account | None] | None:
    proxy = rules.proxy
    if proxy.kind is ProxyKind.MANUAL:
        text = proxy.address if "://" in proxy.address else f"http://{proxy.address}"
        return parse(text), proxy.account
    if proxy.kind is ProxyKind.NONE or urllib.request.proxy_bypass(address.host):
        return None
    found = urllib.request.getproxies().get(address.scheme, "")
    if not found:
        return None
    return parse(found if "://" in found else f"http://{found}"), proxy.account
