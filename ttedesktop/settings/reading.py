"""The settings, read by a child process while the window is being put together.

The keyring's library takes a tenth of a second to load, and Python does not let the
window go on meanwhile. Only settings come over the pipe; passwords are no part of them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from ttedesktop.channel import Message
from ttedesktop.left_out import leave_out
from ttedesktop.processes import ChildFailed, ChildStopped, Worker
from ttedesktop.settings.document import pack, unpack
from ttedesktop.settings.store import LoadedSettings, SettingsStore, StoreOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

_LIMIT: Final = 10.0
"""Seconds: those that the keyring is given, and as many for a child to start."""


class SettingsReading:
    """One reading of the settings; where no child can be had, this process reads."""

    def __init__(self, store: SettingsStore, child: Worker | None = None) -> None:
        """Take the child that reads, if it has been started already."""
        self._store = store
        self._child = child or Worker("settings")

    def load(self) -> LoadedSettings:
        """Return the settings and how they were found; raises no ``TteError``.

        A child whose keyring does not answer lives on until ``close``: it may be
        waiting at a prompt that a person is about to answer.
        """
        try:
            told = self._child.child().ask("load", deadline=_LIMIT).header
            outcome, settings = StoreOutcome(told["outcome"]), unpack(told["settings"])
        except (ChildStopped, ChildFailed, OSError, KeyError, TypeError, ValueError):
            log.warning("no child reads the settings")
            return self._store.load()
        loaded = LoadedSettings(outcome, settings)
        self._store.take(loaded)
        if not told["hangs"]:
            self.close()
        return loaded

    @property
    def is_waiting(self) -> bool:
        """Whether a child is still at the keyring, or was left at its prompt."""
        return self._child.is_running

    def close(self) -> None:
        """End the child, if there is one."""
        self._child.close()


def _answer(_request: Message) -> Message:
    store = SettingsStore()
    loaded = store.load()
    told = {"outcome": loaded.outcome.value, "settings": pack(loaded.settings)}
    return Message({**told, "hangs": store.hangs})


def main(_arguments: Sequence[str]) -> None:
    """Be the child: read once, tell, and wait until nobody wants to know more."""
    from ttedesktop.serving import serve

    # The keyring's library loads it, to fetch archives from afar.
    leave_out("urllib.request")
    serve({"load": _answer})
