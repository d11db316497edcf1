"""Keeps pyHanko's own network client out.

What goes into the network goes through ``ttedesktop.network``, which asks only whom the
settings name, in few words, and gives up in time. pyHanko has a client of its own and
loads it whether or not it is used, which is half of what loading pyHanko takes and a
fifth of the memory. It finds an empty module in its place.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from types import ModuleType

_CLIENT: Final = "aiohttp"


class _Nothing:
    """Stands for whatever of the client is named in a signature of a function."""

    def __init__(self, *_arguments: object, **_named: object) -> None:
        msg = "pyHanko is not to reach the network by itself"
        raise RuntimeError(msg)


class _EmptyClient:
    """Finds and makes the empty module, as ``sys.meta_path`` wants it done.

    No base class of ``importlib.abc``: loading that takes longer than all this.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python names it so
        target: ModuleType | None = None,  # noqa: ARG002 - Python names it so
    ) -> ModuleSpec | None:
        """Answer for the client, and leave all else to those who know."""
        return (
            ModuleSpec(fullname, cast("Loader", self)) if fullname == _CLIENT else None
        )

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Let the module have whatever it is asked for, and nothing behind it."""

        def named(name: str) -> type[_Nothing]:
            if name.startswith("__"):
                raise AttributeError(name)
            return _Nothing

        vars(module)["__getattr__"] = named


def keep_out_other_client() -> None:
    """Let what imports the client from now on find nothing in it.

    For the begin of a program, before pyHanko is loaded.
    """
    if not any(isinstance(one, _EmptyClient) for one in sys.meta_path):
        sys.meta_path.insert(0, _EmptyClient())
