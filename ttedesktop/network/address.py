"""Where a request may go: http(s) only, and into the own network only if allowed.

Addresses come from certificates, which anybody may have made: a document must not
be able to make an office's computer knock at the doors of that office.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ttedesktop.errors.network_errors import AddressForbidden, HostUnreachable

if TYPE_CHECKING:
    from ttedesktop.network.rules import NetworkRules

_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that may be asked."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query, never empty."""

    @property
    def is_encrypted(self) -> bool:
        """Whether TLS protects what is said."""
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """Host and port as a ``Host`` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def whole(self) -> str:
        """The address as a proxy wants it."""
        return f"{self.scheme}://{self.authority}{self.path}"


def parse(text: str) -> Address:
    """Return the parts of an address. Raises AddressForbidden."""
    try:
        split = urlsplit(text.strip())
        host, port = split.hostname or "", split.port
    except ValueError:
        raise AddressForbidden(text[:80], "malformed") from None
    scheme = split.scheme.lower()
    if scheme not in _PORTS:
        raise AddressForbidden(host or text[:80], "scheme")
    if not host or split.username is not None or len(text) > _LONGEST:
        raise AddressForbidden(host or text[:80], "malformed")
    path = split.path or "/"
    asked = f"{path}?{split.query}" if split.query else path
    if not asked.isascii() or any(ord(one) <= ord(" ") for one in asked):
        raise AddressForbidden(host, "malformed")
    return Address(scheme, host, port or _PORTS[scheme], asked)


def resolve(address: Address, rules: NetworkRules) -> tuple[str, ...]:
    """Return the IP addresses to connect to; blocks while the name is looked up.

    What is connected to is what was checked: a name that changes its mind between
    the two gains nothing. Raises HostUnreachable, or AddressForbidden if one of them
    lies in the own network and the rules do not allow that.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise HostUnreachable(address.host, "name") from None
    numbers = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers:
        raise HostUnreachable(address.host, "name")
    require_allowed(address, numbers, rules)
    return numbers


def require_allowed(
    address: Address, numbers: tuple[str, ...], rules: NetworkRules
) -> None:
    """Raise AddressForbidden if a number is local and the rules do not allow that."""
    if rules.allows_local(address.host, address.port):
        return
    if any(is_local(number) for number in numbers):
        raise AddressForbidden(address.host, "local")


def is_local(number: str) -> bool:
    """Whether an IP address is no public one (IANA's special-purpose registries)."""
    try:
        found = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return True
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return not found.is_global or found.is_multicast


def looks_local(host: str) -> bool:
    """Whether a name tells by itself that it is of the own network."""
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        # Also other spellings of numbers, such as 127.1 or 0x7f000001.
        return "." not in name or name.replace(".", "").isdigit() or "0x" in name
    return is_local(name)
