"""Which PKCS#11 modules are used here: the administrator's, or those that are found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ttedesktop.errors.policy_errors import ModuleNotAllowed
from ttedesktop.policy import Policy, machine_policy
from ttedesktop.tokens.drivers import driven_directly, installed_modules
from ttedesktop.tokens.survey import ModuleSet

if TYPE_CHECKING:
    from collections.abc import Sequence


def modules_to_use(
    added: Sequence[str] = (), *, policy: Policy | None = None
) -> tuple[str, ...]:
    """Return the paths of the modules, those a person ``added`` first.

    Where the administrator fixed them these are all, whatever a person added, and each
    is returned even when it cannot be loaded, so that the reason can be told.
    ``policy`` is this machine's if none is given. Raises PolicyUnreadable.
    """
    fixed = (policy or machine_policy()).modules
    if fixed is None:
        return installed_modules(added)
    return tuple(dict.fromkeys(_true_path(path) for path in fixed))


def require_allowed(path: str, *, policy: Policy | None = None) -> None:
    """Raise ModuleNotAllowed if the administrator fixed others; or PolicyUnreadable."""
    fixed = (policy or machine_policy()).modules
    if fixed is not None and _true_path(path) not in map(_true_path, fixed):
        raise ModuleNotAllowed(path)


def module_set(paths: Sequence[str]) -> ModuleSet:
    """Return the modules at ``paths``, each driven as it is known to bear it."""
    return ModuleSet(paths, driven_directly=driven_directly(paths))


def _true_path(path: str) -> str:
    return str(Path(path).resolve())
