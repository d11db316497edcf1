"""Loads pyHanko whole, in one thread, where several may want parts of it at once.

Its modules need one another in a circle. Two threads that begin at different places of
the circle would each find modules that the other has only half loaded, and Python lets
them, for otherwise both would wait forever.
"""

from __future__ import annotations

import threading
from importlib import import_module

_TURN = threading.Lock()


def load_what_signs() -> None:
    """Return when all is loaded; at once where it is.

    To be called, outside the main modules, before anything is imported that signs.
    """
    with _TURN:
        import_module("pyhanko.sign.signers")
