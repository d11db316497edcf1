"""All tokens of this computer at one moment, and what is the matter with any module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop.errors import TteError
from ttedesktop.token_errors import TokenAmbiguous, TokenMissing
from ttedesktop.tokens.certificate import TokenCertificate  # noqa: TC001 - dataclass field
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.slot import Token  # noqa: TC001 - dataclass field

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class TokenContents:
    """A token and the certificates on it."""

    token: Token
    certificates: tuple[TokenCertificate, ...]


@dataclass(frozen=True, slots=True)
class ModuleTrouble:
    """A module that could not be used, and why."""

    path: str
    error: TteError


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen in all slots of all modules."""

    tokens: tuple[TokenContents, ...] = ()
    troubles: tuple[ModuleTrouble, ...] = ()
    has_driver: bool = False
    """Whether at least one module could be asked."""

    def certificates(self) -> tuple[TokenCertificate, ...]:
        """Return the certificates of all tokens."""
        return tuple(one for seen in self.tokens for one in seen.certificates)

    def find(self, label: str = "") -> TokenContents:
        """Return the only token, or the one of that label.

        Raises TokenMissing or TokenAmbiguous.
        """
        fitting = [seen for seen in self.tokens if label in {"", seen.token.label}]
        if not fitting:
            raise TokenMissing(label)
        if len(fitting) > 1:
            raise TokenAmbiguous(", ".join(seen.token.label for seen in fitting))
        return fitting[0]


class ModuleSet:
    """The modules in use, each with its own helper process."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._modules: dict[str, Module] = {}
        self._troubles: list[ModuleTrouble] = []
        for path in paths:
            try:
                self._modules[path] = Module(path)
            except TteError as error:
                self._troubles.append(ModuleTrouble(path, error))

    def module_of(self, token: Token) -> Module:
        """Return the module that sees a token. Raises TokenMissing if none does."""
        for module in self._modules.values():
            if module.path == token.module:
                return module
        raise TokenMissing(token.label)

    @property
    def is_in_use(self) -> bool:
        """Whether a session is open on any token."""
        return any(module.is_in_use for module in self._modules.values())

    def look(self) -> Survey:
        """Look into every slot of every module; one module's trouble stops no other."""
        seen: list[TokenContents] = []
        troubles = list(self._troubles)
        for path, module in self._modules.items():
            try:
                seen.extend(
                    TokenContents(token, module.certificates(token))
                    for token in module.tokens()
                )
            except TteError as error:
                troubles.append(ModuleTrouble(path, error))
        return Survey(tuple(seen), tuple(troubles), bool(self._modules))

    def close(self) -> None:
        """End all helpers."""
        for module in self._modules.values():
            module.close()
