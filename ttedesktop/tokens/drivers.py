"""The PKCS#11 modules that may be on this computer, and where they lie.

Three sources: the table in ``resources/drivers.toml``, the module files of p11-kit on
Linux, and what the person named. A module is only taken if its file is there and is
made for this machine; nothing is loaded to find that out.
"""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.errors import TteError
from ttedesktop.tokens.library_file import check_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MODULES_VARIABLE: Final = "TTE_PKCS11_MODULES"
"""Names modules, separated as in PATH, instead of the table."""
_MODULE_FILES: Final = ("/etc/pkcs11/modules", "/usr/share/p11-kit/modules")
"""Folders of p11-kit (pkcs11.conf(5)); what the first has hides what the second has."""
_P11_KIT_PLACES: Final = (
    "/usr/lib/x86_64-linux-gnu/pkcs11",
    "/usr/lib/aarch64-linux-gnu/pkcs11",
    "/usr/lib64/pkcs11",
    "/usr/lib/pkcs11",
)
_NO_TOKENS: Final = (
    "p11-kit-trust",
    "gnome-keyring",
    "p11-kit-proxy",
    "p11-kit-client",
)
"""Modules that hold no token of a person, or load the others a second time."""
_SYSTEM_64: Final = "System32"
_SYSTEM_32: Final = "SysWOW64"
"""Where 64-bit Windows keeps the libraries of 32-bit programs, under the same names."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A vendor's module, and where it may lie on this kind of computer."""

    vendor: str
    models: str
    paths: tuple[str, ...]
    source: str
    """Kind of public source that names the paths."""
    was_tried: bool
    """Whether somebody held such a token in hand while trying it."""
    is_direct: bool
    """Whether it is known not to get on with python-pkcs11."""

    @property
    def present(self) -> tuple[str, ...]:
        """The files of it that are there, those for 32-bit programs too.

        These cannot be loaded, but they tell which installer was run.
        """
        places = (place for path in self.paths for place in (path, _narrow(path)))
        return tuple(place for place in places if place and Path(place).is_file())


@cache
def known_drivers() -> tuple[Driver, ...]:
    """Return the table for this operating system, in the order of preference."""
    return drivers_for({"win32": "windows", "darwin": "macos"}.get(sys.platform, ""))


def drivers_for(system: str) -> tuple[Driver, ...]:
    """Return the table for ``windows``, ``macos`` or (else) ``linux``."""
    text = (files("resources") / "drivers.toml").read_text(encoding="utf-8")
    return tuple(
        Driver(
            vendor=entry["vendor"],
            models=entry["models"],
            paths=tuple(_placed(path) for path in entry[system or "linux"]),
            source=entry["source"],
            was_tried=entry["tried"],
            is_direct=entry.get("direct", False),
        )
        for entry in tomllib.loads(text)["driver"]
    )


def driven_directly(modules: Iterable[str]) -> frozenset[str]:
    """Return those of ``modules`` that python-pkcs11 is known not to get on with.

    They are known by the names of their files: installers and people put them
    elsewhere, too.
    """
    named = {
        name
        for driver in known_drivers()
        if driver.is_direct
        for path in driver.paths
        for name in (_file_name(path), _file_name(_true_path(path)))
    }
    return frozenset(path for path in modules if _file_name(path) in named)


def installed_modules(added: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the modules that are here, those a person added first.

    A file known under two names is one module. Modules that the person added are
    returned even when they cannot be loaded, so that the reason can be told.
    """
    chosen = os.environ.get(MODULES_VARIABLE)
    table = chosen.split(os.pathsep) if chosen is not None else list(_known())
    found: dict[str, None] = dict.fromkeys(_true_path(path) for path in added)
    for path in table:
        if _is_usable(path):
            found.setdefault(_true_path(path))
    return tuple(found)


def modules_of_p11_kit(folders: Iterable[str] = _MODULE_FILES) -> Iterator[str]:
    """Yield the modules that p11-kit was told of, less those without tokens."""
    seen: set[str] = set()
    for folder in folders:
        try:
            listed = sorted(Path(folder).glob("*.module"))
        except OSError:
            continue
        for file in listed:
            path = _module_in(file) if file.name not in seen else ""
            seen.add(file.name)
            if path and not any(name in path for name in _NO_TOKENS):
                yield path


def _module_in(file: Path) -> str:
    """Return the path that a module file names, or empty."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        key, colon, value = line.partition(":")
        if colon and key.strip() == "module":
            named = value.strip()
            places = (Path(place) / named for place in _P11_KIT_PLACES)
            return next((str(one) for one in places if one.is_file()), named)
    return ""


def _known() -> Iterator[str]:
    for driver in known_drivers():
        yield from driver.paths
    if sys.platform == "linux":
        yield from modules_of_p11_kit()


def _placed(path: str) -> str:
    return path.format(
        system=Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / _SYSTEM_64,
        programs=os.environ.get("PROGRAMFILES", "C:/Program Files"),
        programs_x86=os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)"),
    )


def _narrow(path: str) -> str:
    """Return where 32-bit Windows programs look for a system library, else empty."""
    file = Path(path)
    if file.parent.name != _SYSTEM_64:
        return ""
    return str(file.parent.with_name(_SYSTEM_32) / file.name)


def _file_name(path: str) -> str:
    # File systems of offices do not tell capitals from small letters.
    return Path(path).name.lower()


def _is_usable(path: str) -> bool:
    try:
        check_library(path)
    except TteError:
        return False
    return True


def _true_path(path: str) -> str:
    return str(Path(path).resolve())
