"""What may be asked on a network, and by which way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

ANYWHERE: Final = "*"
"""In ``local_hosts``: every computer of the own network."""


class ProxyKind(Enum):
    """By which way requests leave the computer."""

    SYSTEM = "system"
    """As the operating system or the environment says."""
    NONE = "none"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Account:
    """A name and a password for a service or a proxy."""

    name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxy of an office."""

    kind: ProxyKind = ProxyKind.SYSTEM
    address: str = ""
    """Such as ``http://proxy.kantor.example:8080``; for ``MANUAL`` only."""
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class NetworkRules:
    """The rules for every request."""

    proxy: Proxy = field(default_factory=Proxy)
    authorities: tuple[bytes, ...] = field(default=(), repr=False)
    """DER of authorities that may vouch for hosts (TLS) besides the system's."""
    local_hosts: tuple[str, ...] = ()
    """Hosts, with or without ``:port``, that may lie in the own network."""
    silence: float = 5.0
    """Seconds a service may say nothing."""
    whole: float = 12.0
    """Seconds one request may take altogether."""

    def allows_local(self, host: str, port: int) -> bool:
        """Whether this host may have an address of the own network."""
        named = {one.lower() for one in self.local_hosts}
        return bool(named & {ANYWHERE, host.lower(), f"{host.lower()}:{port}"})


@dataclass(frozen=True, slots=True)
class Question:
    """One request: what is asked of whom, and how large the answer may be."""

    address: str
    purpose: str
    """For the log: ``time-stamp``, ``ocsp``, ``crl`` or ``certificate``."""
    limit: int
    """Bytes of the answer."""
    body: bytes = field(default=b"", repr=False)
    """Sent with POST; without one it is a GET."""
    content_type: str = ""
    accept: str = "*/*"
    account: Account | None = None
