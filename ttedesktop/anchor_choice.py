"""The certificates that an administrator trusts on this machine."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ttedesktop.errors.errors import TteError
from ttedesktop.validation.trust.trust_store import read_certificates

if TYPE_CHECKING:
    from ttedesktop.policy import Policy

log = logging.getLogger(__name__)


def anchors_of(policy: Policy) -> tuple[bytes, ...]:
    """Return the DER of the certificates that a policy names.

    A file that cannot be read is noted and trusts nobody.
    """
    return _certificates_in(policy.anchors) if policy.anchors else ()


@cache
def _certificates_in(paths: tuple[str, ...]) -> tuple[bytes, ...]:
    found: list[bytes] = []
    for path in paths:
        try:
            found.extend(read_certificates(Path(path)))
        except TteError as error:
            log.warning("an anchor of the administrator: %s", error)
    return tuple(found)
