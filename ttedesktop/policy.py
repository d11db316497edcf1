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
_LARGEST: Final = 1 << 20
"""Bytes of a file that is read."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is fixed; None leaves it to the person."""

    modules: tuple[str, ...] | None = None
    """The PKCS#11 modules that are used, and no other."""
    fault: PolicyUnreadable | None = None
    """Why nothing is known of what was fixed, for the window to tell."""


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
    """Read ``[token] modules = [...]``; ValueError for anything else."""
    unknown = set(document) - {"token"}
    token = document.get("token", {})
    if unknown or not isinstance(token, dict) or set(token) - {"modules"}:
        raise ValueError
    modules = token.get("modules")
    if modules is None:
        return Policy()
    if not isinstance(modules, list):
        raise TypeError
    paths = tuple(str(one) for one in modules if isinstance(one, str))
    if len(paths) != len(modules) or not all(Path(one).is_absolute() for one in paths):
        raise ValueError
    return Policy(modules=paths)


def _from_registry() -> Policy:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _REGISTRY) as key:
                modules, kind = winreg.QueryValueEx(key, "Modules")
        except OSError:
            return Policy()
        if kind != winreg.REG_MULTI_SZ:
            raise PolicyUnreadable(_REGISTRY, "not_understood")
        return Policy(modules=tuple(modules))
    return Policy()
