r"""What an administrator of Windows has fixed, in the registry (never tried there).

Each setting is a value of ``HKEY_LOCAL_MACHINE\SOFTWARE\Policies\TTE Desktop`` that
bears its key as a name, such as ``signing.location``: REG_SZ for text and choices,
REG_DWORD for numbers and yes (1) or no (0), REG_MULTI_SZ for lists. Below ``Proposed``
stand those that a person may change. ``%variables%`` are not filled in: whoever is to
keep to the policy could set them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.errors.policy_errors import PolicyUnreadable
from ttedesktop.settings.catalogue import CATALOGUE
from ttedesktop.settings.controls import YesNo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

REGISTRY: Final = r"SOFTWARE\Policies\TTE Desktop"
PROPOSED: Final = REGISTRY + r"\Proposed"
_NO_MORE_ITEMS: Final = 259
"""ERROR_NO_MORE_ITEMS of Windows."""
_SWITCHES: Final = {one.key for one in CATALOGUE if isinstance(one.control, YesNo)}


def document_in_registry() -> Mapping[str, object]:
    """Return the registry's values as the file of other systems would say them.

    Raises PolicyUnreadable if the registry refuses.
    """
    return document_of(_values(REGISTRY), _values(PROPOSED))


def document_of(
    fixed: Iterable[tuple[str, object]], proposed: Iterable[tuple[str, object]]
) -> Mapping[str, object]:
    """Return names and values as tables; what is proposed is not locked."""
    document: dict[str, dict[str, object]] = {}
    for name, value in proposed:
        entry: object = {"value": _plain(name, value), "locked": False}
        _put(document, name, entry)
    # Fixed by the first, proposed by the second: it is fixed.
    for name, value in fixed:
        _put(document, name, _plain(name, value))
    return document


def _put(document: dict[str, dict[str, object]], key: str, entry: object) -> None:
    table, _dot, name = key.partition(".")
    document.setdefault(table, {})[name] = entry


def _plain(name: str, value: object) -> object:
    """Return a number as yes or no where these are meant."""
    if name in _SWITCHES and isinstance(value, int) and value in {0, 1}:
        return bool(value)
    return value


def _values(branch: str) -> list[tuple[str, object]]:
    """Return all values of a branch; none if it is absent."""
    if sys.platform == "win32":
        import winreg

        return values_in(winreg, branch)
    return []


def values_in(registry: Any, branch: str) -> list[tuple[str, object]]:  # noqa: ANN401 - a module that other systems lack
    """Return the names and values of a branch; none if there is no such branch.

    ``registry`` is the module ``winreg``. Names are told in small letters, for the
    registry makes no difference. Raises PolicyUnreadable if it refuses, or if a value
    depends on the environment of an account, which its owner may change.
    """
    # The view of 64 bits, also for a program of 32: there tools write policies.
    access = registry.KEY_READ | registry.KEY_WOW64_64KEY
    found: list[tuple[str, object]] = []
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, branch, 0, access) as key:
            _branches, count, _changed = registry.QueryInfoKey(key)
            for number in range(count):
                name, value, kind = registry.EnumValue(key, number)
                if kind == registry.REG_EXPAND_SZ and "%" in str(value):
                    raise PolicyUnreadable(branch, "not_understood", name)
                # The value without a name says nothing unless somebody gave it words.
                if name or value:
                    found.append((name.lower(), value))
    except FileNotFoundError:
        return []
    except OSError as refusal:
        # A value that went meanwhile: the rest was read.
        if getattr(refusal, "winerror", 0) != _NO_MORE_ITEMS:
            raise PolicyUnreadable(branch, "unreadable") from None
    return found
