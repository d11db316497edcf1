"""Takes out of a diagnosis whatever tells whose token and whose computer it is."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ttedesktop.language import _
from ttedesktop.tokens.contents import ModuleTrouble, TokenContents
from ttedesktop.tokens.diagnosis.findings import Findings

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.diagnosis.facts import TokenFacts
    from ttedesktop.tokens.diagnosis.findings import Abilities
    from ttedesktop.tokens.slot import Token
    from ttedesktop.tokens.survey import Survey

T = TypeVar("T", bound="TteError")
_HOMES: Final = re.compile(
    r"^(?:[A-Z]:)?[/\\](?:home|users|media|run[/\\]media)[/\\][^/\\]+",
    re.IGNORECASE,
)
"""Where folders that bear people's names lie on Linux, macOS and Windows."""
_SERIAL: Final = re.compile(r"\s*\((?=[^)]*\d)[0-9A-Za-z]{4,}\)")
"""pcsc-lite puts the serial number of a reader behind its name, in parentheses."""
_HARMLESS: Final = ("ckr", "reason")
"""Facts of errors that are words of the standard or of this program."""


def without_names(facts: TokenFacts) -> TokenFacts:
    """Return the same facts about “Token 1” and “Sertifikat 1”.

    Names and institutions of people, labels and serial numbers of tokens, serial
    numbers and fingerprints of certificates, serial numbers of readers and the names
    of home folders are gone. Issuers, dates, models and drivers stay.
    """
    nameless = _Nameless(facts.survey)
    readers, trial = facts.readers, facts.trial
    return dataclasses.replace(
        facts,
        survey=nameless.survey,
        readers=readers
        and dataclasses.replace(
            readers, names=tuple(_SERIAL.sub("", name) for name in readers.names)
        ),
        findings=facts.findings and nameless.findings(facts.findings),
        trial=trial
        and dataclasses.replace(
            trial,
            token=nameless.token(trial.token),
            error=trial.error and _error_without_names(trial.error),
        ),
    )


def without_home(path: str) -> str:
    """Return a path without the name of the person in whose folder it lies."""
    home = str(Path.home())
    for known in {home, str(Path(home).resolve())}:
        if Path(path).is_relative_to(known) and len(Path(known).parts) > 1:
            return str(Path("~") / Path(path).relative_to(known))
    return _HOMES.sub("~", path)


class _Nameless:
    """Gives numbers to the tokens and certificates of a survey."""

    def __init__(self, survey: Survey) -> None:
        self._tokens = [seen.token for seen in survey.tokens]
        self._certificates = 0
        self.survey = dataclasses.replace(
            survey,
            tokens=tuple(self._contents(seen) for seen in survey.tokens),
            troubles=tuple(
                ModuleTrouble(without_home(one.path), _error_without_names(one.error))
                for one in survey.troubles
            ),
        )

    def token(self, token: Token) -> Token:
        """Return a token under its number; 0 for one that is gone."""
        numbers = (
            number
            for number, one in enumerate(self._tokens, 1)
            if one.is_same_token(token)
        )
        return dataclasses.replace(
            token,
            module=without_home(token.module),
            # SoftHSM makes it of the serial number.
            slot=0,
            label=_("Token {number}").format(number=next(numbers, 0)),
            serial="",
        )

    def findings(self, findings: Findings) -> Findings:
        """Return findings about the drivers."""
        return Findings(
            files=tuple(
                dataclasses.replace(
                    one,
                    path=without_home(one.path),
                    error=one.error and _error_without_names(one.error),
                )
                for one in findings.files
            ),
            modules=tuple(
                dataclasses.replace(
                    one,
                    path=without_home(one.path),
                    error=one.error and _error_without_names(one.error),
                    abilities=self._abilities(one.abilities),
                )
                for one in findings.modules
            ),
        )

    def _abilities(self, abilities: Abilities) -> Abilities:
        return tuple((self.token(token), numbers) for token, numbers in abilities)

    def _contents(self, seen: TokenContents) -> TokenContents:
        token = self.token(seen.token)
        certificates = (self._certificate(one, token) for one in seen.certificates)
        return TokenContents(token, tuple(certificates))

    def _certificate(self, one: TokenCertificate, token: Token) -> TokenCertificate:
        self._certificates += 1
        name = _("Sertifikat {number}").format(number=self._certificates)
        return dataclasses.replace(
            one,
            token=token,
            key_id=b"",
            sha256="",
            name=name,
            organisation="",
            # Whoever issued it to themselves is named there, too.
            issuer=name if one.issuer == one.name else one.issuer,
            serial="",
            chain=(),
        )


def _error_without_names(error: T) -> T:
    facts: dict[str, str] = {}
    for name, fact in error.facts().items():
        if name == "path":
            facts[name] = without_home(str(fact))
        elif isinstance(fact, str) and name not in _HARMLESS:
            facts[name] = ""
    return dataclasses.replace(error, **facts)
