"""What an administrator has fixed for this machine; nobody else can change it.

Linux and macOS: a file that only root may write. Windows: the branch of the registry
that only administrators may write (never tried there). An account of its own, an
environment variable or a setting cannot stand above it.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.policy_errors import PolicyUnreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

_FILES: Final = {
    "darwin": "/Library/Application Support/TTE Desktop/policy.toml",
    "linux": "/etc/ttedesktop/policy.toml",
}
_REGISTRY: Final = r"SOFTWARE\Policies\TTE Desktop"
ALL: Final = 1_000_000
"""More documents than any batch has."""
_LARGEST: Final = 1 << 20
"""Bytes of a file that is read."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is fixed; None leaves it to the person."""

    modules: tuple[str, ...] | None = None
    """The PKCS#11 modules that are used, and no other."""
    recent: bool | None = None
    """False: it is never noted which documents were opened."""
    register: bool | None = None
    """False: it is never noted what was signed."""
    reading: int | None = None
    """Of the documents of a batch, so many must be read before they are signed; 0 for
    none, ALL for all of them."""
    fault: PolicyUnreadable | None = None
    """Why nothing is known of what was fixed, for the window to tell."""

    @property
    def forbids_register(self) -> bool:
        """Whether nothing may be noted of what was signed."""
        return self.register is False or self.fault is not None

    @property
    def must_be_read(self) -> int:
        """How many documents of a batch must be read; all where nobody can tell."""
        return ALL if self.fault is not None else self.reading or 0

    @property
    def forbids_recent(self) -> bool:
        """Whether nothing may be noted of which documents were opened."""
        return self.recent is False or self.fault is not None


@cache
def machine_policy() -> Policy:
    """Return the policy of this machine. Raises PolicyUnreadable."""
    if sys.platform == "win32":
        return _from_registry()
    return read_policy(Path(_FILES.get(sys.platform, _FILES["linux"])))


def read_policy(path: Path, *, owner: int = 0) -> Policy:
    """Return what a file fixes; nothing if there is none.

    ``owner`` is the account it must belong to. Raises PolicyUnreadable if somebody
    else may write it, or if it says nothing that is understood: what was to be fixed
    must not fall away unseen.
    """
    try:
        with path.open("rb") as file:
            _require_trustworthy(os.fstat(file.fileno()), path, owner)
            content = file.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError:
        raise PolicyUnreadable(str(path), "unreadable") from None
    try:
        return _policy_in(tomllib.loads(content.decode()))
    except (ValueError, TypeError, RecursionError):
        raise PolicyUnreadable(str(path), "not_understood") from None


def _require_trustworthy(told: os.stat_result, path: Path, owner: int) -> None:
    foreign = told.st_uid != owner or told.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if foreign:
        raise PolicyUnreadable(str(path), "not_protected")


def _policy_in(document: Mapping[str, object]) -> Policy:
    """Read what is fixed, such as ``[token] modules = [...]``.

    Further ``[reading] recent = false``, ``[register] kept = false``, and
    ``[queue] reading = "all"``, ``"none"`` or a number. ValueError or TypeError for
    anything else.
    """
    if set(document) - {"token", "reading", "register", "queue"}:
        raise ValueError
    modules = _only_entry(document.get("token", {}), "modules")
    reading = _only_entry(document.get("queue", {}), "reading")
    return Policy(
        modules=_paths(modules),
        recent=_yes_or_no(document, "reading", "recent"),
        register=_yes_or_no(document, "register", "kept"),
        reading=_sample(reading),
    )


def _yes_or_no(document: Mapping[str, object], table: str, name: str) -> bool | None:
    entry = _only_entry(document.get(table, {}), name)
    if entry is not None and not isinstance(entry, bool):
        raise TypeError
    return entry


def _sample(entry: object) -> int | None:
    """Read how many documents of a batch must be read."""
    match entry:
        case None:
            return None
        case "all":
            return ALL
        case "none":
            return 0
        case bool():
            raise TypeError
        case int() if 0 <= entry <= ALL:
            return entry
        case _:
            raise ValueError


def _only_entry(table: object, name: str) -> object:
    if not isinstance(table, dict) or set(table) - {name}:
        raise ValueError
    entry: object = table.get(name)
    return entry


def _paths(modules: object) -> tuple[str, ...] | None:
    if modules is None:
        return None
    if not isinstance(modules, list):
        raise TypeError
    paths = tuple(str(one) for one in modules if isinstance(one, str))
    if len(paths) != len(modules) or not all(Path(one).is_absolute() for one in paths):
        raise ValueError
    return paths


def _from_registry() -> Policy:
    modules = _registry_value("Modules")
    if not isinstance(modules, list | None):
        raise PolicyUnreadable(_REGISTRY, "not_understood")
    recent, register, reading = (
        _registry_number(name)
        for name in ("RecentDocuments", "Register", "QueueReading")
    )
    return Policy(
        modules=tuple(modules) if isinstance(modules, list) else None,
        recent=None if recent is None else bool(recent),
        register=None if register is None else bool(register),
        reading=None if reading is None else min(reading, ALL),
    )


def _registry_number(name: str) -> int | None:
    value = _registry_value(name)
    if not isinstance(value, int | None):
        raise PolicyUnreadable(_REGISTRY, "not_understood")
    return value


def _registry_value(name: str) -> object:
    """Return a REG_MULTI_SZ as a list, a REG_DWORD as a number, None if absent."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _REGISTRY) as key:
                value, kind = winreg.QueryValueEx(key, name)
        except OSError:
            return None
        if kind not in {winreg.REG_MULTI_SZ, winreg.REG_DWORD}:
            raise PolicyUnreadable(_REGISTRY, "not_understood")
        return value
    return None
