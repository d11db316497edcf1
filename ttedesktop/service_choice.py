"""From settings and policy to the rules by which services are asked."""

from __future__ import annotations

import logging
from pathlib import Path
from ssl import PEM_cert_to_DER_cert
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.output_errors import TrustFileUnreadable
from ttedesktop.longterm.wishes import LongTermWishes, TimeStampService
from ttedesktop.network.rules import Account, NetworkRules, Proxy, ProxyKind
from ttedesktop.validation.trust.trust_store import read_certificates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttedesktop.policy import Policy
    from ttedesktop.settings.values import Settings

log = logging.getLogger(__name__)

_PEM: Final = "-----BEGIN"
_SILENCE: Final = 0.5
"""Of the whole time, for which a service may say nothing."""


def wishes_from(
    settings: Settings,
    policy: Policy,
    *,
    time_stamp_password: str = "",
    proxy_password: str = "",
    local_hosts: Sequence[str] = (),
) -> LongTermWishes:
    """Return how time-stamps and proof are had.

    ``settings`` are those that the policy was imposed on; the policy alone says which
    hosts of the own network may be asked, but for those that whoever calls allows.
    """
    whole = settings.patience.value
    addresses = (settings.time_stamp_address, *settings.time_stamp_fallbacks.split())
    return LongTermWishes(
        service=TimeStampService(
            tuple(one for one in addresses if one),
            _account(settings.time_stamp_account, time_stamp_password),
            settings.time_stamp_room.value << 10,
        ),
        rules=NetworkRules(
            proxy=Proxy(
                ProxyKind(settings.proxy.value),
                settings.proxy_address,
                _account(settings.proxy_account, proxy_password),
            ),
            authorities=tuple(certificates_of(settings.network_authorities)),
            local_hosts=(*(policy.local_hosts or "").split(), *local_hosts),
            silence=whole * _SILENCE,
            whole=float(whole),
        ),
        completes_later=settings.completes_later,
    )


def _account(name: str, password: str) -> Account | None:
    return Account(name, password) if name else None


def certificates_of(entries: Iterable[str]) -> Iterator[bytes]:
    """Yield DER: of PEM that a person compared, and of files that are named."""
    for one in entries:
        try:
            if one.startswith(_PEM):
                yield PEM_cert_to_DER_cert(one)
            else:
                yield from read_certificates(Path(one))
        except (TrustFileUnreadable, ValueError):
            # The hosts that it vouches for will not be trusted, which is then said.
            log.warning("no certificate in %s", one.splitlines()[0])
