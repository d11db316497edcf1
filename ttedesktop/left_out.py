"""Leaves out what libraries load though nothing here ever uses it.

Each of these modules is found empty by whoever imports it. ``aiohttp`` is pyHanko's own
network client: what goes into the network goes through ``ttedesktop.network``, which
asks only whom the settings name, in few words, and gives up in time; and loading it is
half of what loading pyHanko takes, and a fifth of the memory. ``pymupdf.table`` finds
tables in pages, and is a tenth of what loading PyMuPDF takes.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from types import ModuleType

NEVER_USED: Final = ("aiohttp", "pymupdf.table")
"""By no process of this program."""


class _Nothing:
    """Stands for whatever of such a module is named in a signature of a function."""

    def __init__(self, *_arguments: object, **_named: object) -> None:
        msg = "this part of a library was left out"
        raise RuntimeError(msg)


class _EmptyModules:
    """Finds and makes the empty modules, as ``sys.meta_path`` wants it done.

    No base class of ``importlib.abc``: loading that takes longer than all this.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = frozenset(names)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python names it so
        target: ModuleType | None = None,  # noqa: ARG002 - Python names it so
    ) -> ModuleSpec | None:
        """Answer for what is left out, and leave all else to those who know."""
        if fullname not in self.names:
            return None
        return ModuleSpec(fullname, cast("Loader", self))

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Let the module have whatever it is asked for, and nothing behind it."""

        def named(name: str) -> type[_Nothing]:
            if name.startswith("__"):
                raise AttributeError(name)
            return _Nothing

        vars(module)["__getattr__"] = named


def leave_out(*names: str) -> None:
    """Let what imports these modules from now on find nothing in them.

    For the begin of a process, before the libraries are loaded that load them.
    """
    sys.meta_path.insert(0, _EmptyModules(names))
