"""Which child processes there are, and how one begins."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ttedesktop.channel import GIVES_WAY, WORKER_OPTION
from ttedesktop.loading import without_tidying

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLES: Final = {
    "renderer": "ttedesktop.document.rendering.renderer_process",
    "validator": "ttedesktop.validation.validator_process",
    "stamps": "ttedesktop.signing.stamp_process",
    "token": "ttedesktop.tokens.helper.process",
    "pkcs12": "ttedesktop.tokens.key_files.process",
    "readers": "ttedesktop.tokens.diagnosis.readers",
    "settings": "ttedesktop.settings.reading",
}
"""Module of each role; its ``main(arguments)`` lives as long as the child."""

_NICENESS: Final = 5
"""A third of what others get of the processor while they want it: such a child may
also be what a batch waits for, whose documents have their deadlines."""


def become_worker(arguments: Sequence[str]) -> bool:
    """Live as the child that the arguments ask for; False if they ask for none."""
    if len(arguments) < 2 or arguments[0] != WORKER_OPTION:
        return False
    if os.environ.pop(GIVES_WAY, "") and hasattr(os, "nice"):
        os.nice(_NICENESS)
    with without_tidying():
        role = import_module(ROLES[arguments[1]])
    role.main(list(arguments[2:]))
    return True
