"""All tokens of this computer at one moment, and what is the matter with any module."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ttedesktop.errors.errors import TteError
from ttedesktop.errors.token_errors import ModuleUnusable, TokenAmbiguous, TokenMissing
from ttedesktop.tokens.contents import ModuleTrouble, TokenContents
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin_tries import PinTries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.slot import Token

Seen = tuple[TokenContents, ...] | TteError
"""What one module showed, or why it showed nothing."""


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

    def without_files(self) -> Survey:
        """Return what was seen of hardware."""
        there = tuple(seen for seen in self.tokens if not seen.token.is_file)
        return replace(self, tokens=there)

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

    def __init__(
        self, paths: Iterable[str], *, driven_directly: Iterable[str] = ()
    ) -> None:
        """Take the modules at ``paths``; those that cannot be loaded become troubles.

        ``driven_directly`` names those known not to get on with python-pkcs11.
        """
        self._tries = PinTries()
        self._modules: dict[str, Module] = {}
        self._troubles: list[ModuleTrouble] = []
        direct = frozenset(driven_directly)
        for path in paths:
            try:
                self._modules[path] = Module(
                    path, tries=self._tries, is_direct=path in direct
                )
            except TteError as error:
                self._troubles.append(ModuleTrouble(path, error))

    @property
    def modules(self) -> Mapping[str, Module]:
        """The modules that can be asked, by the path they were named by."""
        return self._modules

    def module_of(self, token: Token) -> Module:
        """Return the module that sees a token. Raises TokenMissing if none does."""
        for module in self._modules.values():
            if module.path == token.module:
                return module
        raise TokenMissing(token.label)

    def start(self) -> None:
        """Start the helpers before they are needed."""
        for module in self._modules.values():
            module.start()

    def look(self, *, again: bool = False) -> Survey:
        """Look into every slot of every module; one module's trouble stops no other.

        Modules are asked at the same time. See ``Module.look`` for ``again``.
        """
        if not self._modules:
            return self.survey({})
        with ThreadPoolExecutor(len(self._modules), "token-look") as pool:
            seen = pool.map(
                lambda module: look_at(module, again=again), self._modules.values()
            )
            return self.survey(dict(zip(self._modules, seen, strict=True)))

    def survey(self, seen: Mapping[str, Seen]) -> Survey:
        """Put together what the modules showed, in their order."""
        troubles = list(self._troubles)
        tokens: list[TokenContents] = []
        for path in self._modules:
            shown = seen.get(path, ())
            if isinstance(shown, TteError):
                troubles.append(ModuleTrouble(path, shown))
            else:
                tokens += _not_yet_shown(shown, tokens)
        # One that cannot be loaded is a driver in name only.
        answers = (seen.get(path) for path in self._modules)
        has_driver = any(not isinstance(one, ModuleUnusable) for one in answers)
        return Survey(tuple(tokens), tuple(troubles), has_driver)

    def close(self) -> None:
        """End all helpers, for good."""
        for module in self._modules.values():
            module.close()


def look_at(module: Module, *, again: bool = False) -> Seen:
    """Look into the slots of one module."""
    try:
        return module.look(again=again)
    except TteError as error:
        return error


def _not_yet_shown(
    shown: Iterable[TokenContents], before: Iterable[TokenContents]
) -> Iterator[TokenContents]:
    """Yield the tokens that no module before has shown.

    OpenSC and a vendor's module may see the same token; it is one token to a person,
    and the module that stands first in the table drives it.
    """
    known = {one.sha256 for seen in before for one in seen.certificates if one.can_sign}
    for seen in shown:
        signing = {one.sha256 for one in seen.certificates if one.can_sign}
        if not signing or not signing <= known:
            yield seen
