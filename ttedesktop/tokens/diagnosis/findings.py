"""What is found out about the drivers of a computer: their files, and how each does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop.errors.errors import TteError
from ttedesktop.tokens.drivers import known_drivers
from ttedesktop.tokens.library_file import architecture_of, check_library
from ttedesktop.tokens.slot import Token

if TYPE_CHECKING:
    from ttedesktop.tokens.drivers import Driver
    from ttedesktop.tokens.module import Module
    from ttedesktop.tokens.survey import ModuleSet

Abilities = tuple[tuple[Token, tuple[int, ...]], ...]
"""Tokens, and the numbers (``CKM_``) of the mechanisms that each lists."""


@dataclass(frozen=True, slots=True)
class DriverFile:
    """A file of the table of known drivers that lies on this computer."""

    driver: Driver
    path: str
    architecture: str
    """Empty if the file is no library."""
    error: TteError | None = None
    """Why it cannot be loaded; None if it may be."""


@dataclass(frozen=True, slots=True)
class ModuleFinding:
    """A module that is in use, and what came of asking it."""

    path: str
    architecture: str
    is_direct: bool = False
    """Whether it is driven by straight calls, without python-pkcs11."""
    error: TteError | None = None
    """Why it cannot be used; None if it answers."""
    abilities: Abilities = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All of it, at one moment."""

    files: tuple[DriverFile, ...] = ()
    modules: tuple[ModuleFinding, ...] = ()

    def mechanisms_of(self, token: Token) -> tuple[int, ...]:
        """Return what a token lists; nothing if it was not asked."""
        for finding in self.modules:
            for other, numbers in finding.abilities:
                if other.is_same_token(token):
                    return numbers
        return ()


def find_files() -> tuple[DriverFile, ...]:
    """Look for the files of the known drivers; nothing is loaded."""
    return tuple(
        DriverFile(driver, path, architecture_of(path), _refusal(path))
        for driver in known_drivers()
        for path in driver.present
    )


def examine(modules: ModuleSet) -> Findings:
    """Ask every module what it sees, each in its helper and with its deadline.

    Needs no PIN. One module's trouble stops no other.
    """
    unusable = tuple(
        ModuleFinding(one.path, architecture_of(one.path), error=one.error)
        for one in modules.survey({}).troubles
    )
    asked: tuple[ModuleFinding, ...] = ()
    if modules.modules:
        with ThreadPoolExecutor(len(modules.modules), "token-examination") as pool:
            asked = tuple(pool.map(_examined, modules.modules.values()))
    return Findings(find_files(), (*asked, *unusable))


def _examined(module: Module) -> ModuleFinding:
    architecture = architecture_of(module.path)
    try:
        # Reading certificates is where python-pkcs11 fails, if it does ...
        module.look()
        # ... and the next answer tells that it was left alone from then on.
        tokens = module.tokens()
    except TteError as error:
        return ModuleFinding(module.path, architecture, module.is_direct, error)
    return ModuleFinding(
        module.path,
        architecture,
        module.is_direct,
        abilities=tuple((token, _mechanisms(module, token)) for token in tokens),
    )


def _mechanisms(module: Module, token: Token) -> tuple[int, ...]:
    try:
        return module.mechanisms(token)
    except TteError:
        # One that is being pulled, or is broken, spoils no other.
        return ()


def _refusal(path: str) -> TteError | None:
    try:
        check_library(path)
    except TteError as error:
        return error
    return None
