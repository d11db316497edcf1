"""All that is known when somebody asks why a token does not work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.diagnosis.findings import DriverFile, Findings
    from ttedesktop.tokens.diagnosis.readers import Readers
    from ttedesktop.tokens.diagnosis.trial import Trial
    from ttedesktop.tokens.survey import Survey


class TokenState(Enum):
    """What keeps a person from signing; the first that applies."""

    READY = "ready"
    NO_READER_SERVICE = "no_reader_service"
    NO_READER = "no_reader"
    NO_DRIVER = "no_driver"
    DRIVER_UNUSABLE = "driver_unusable"
    NO_TOKEN = "no_token"  # noqa: S105 - a state
    TOKEN_LOCKED = "token_locked"  # noqa: S105 - a state
    PIN_TO_BE_CHANGED = "pin_to_be_changed"
    NO_CERTIFICATE = "no_certificate"
    TRIAL_FAILED = "trial_failed"


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What was seen, what the system says, and what was tried."""

    survey: Survey
    readers: Readers | None = None
    """None while the smart-card service was not asked."""
    findings: Findings | None = None
    """About the drivers; None while they were not examined."""
    trial: Trial | None = None
    """The test signature; None while none was asked for."""

    @property
    def module_errors(self) -> dict[str, TteError]:
        """What is the matter with each module that cannot be used, by its path."""
        found = () if self.findings is None else self.findings.modules
        errors = {one.path: one.error for one in found if one.error is not None}
        return errors | {one.path: one.error for one in self.survey.troubles}

    @property
    def unusable_files(self) -> tuple[DriverFile, ...]:
        """Files of known drivers that were left alone, for they cannot be loaded."""
        found = () if self.findings is None else self.findings.files
        told = self.module_errors
        return tuple(
            one for one in found if one.error is not None and one.path not in told
        )

    @property
    def working_modules(self) -> tuple[str, ...]:
        """Paths of the modules that answer, those that see a token first."""
        seen = [one.token.module for one in self.survey.tokens]
        found = () if self.findings is None else self.findings.modules
        answering = [one.path for one in found if one.path not in self.module_errors]
        return tuple(dict.fromkeys([*seen, *answering]))

    @property
    def has_working_driver(self) -> bool:
        """Whether at least one module answers."""
        if self.findings is None:
            return self.survey.has_driver
        return bool(self.working_modules)

    @property
    def signing_tokens(self) -> tuple[TokenContents, ...]:
        """The tokens with a certificate that can sign."""
        return tuple(
            seen
            for seen in self.survey.tokens
            if any(one.can_sign for one in seen.certificates)
        )

    @property
    def state(self) -> TokenState:
        """What keeps the person from signing, if anything does."""
        if self.signing_tokens:
            return self._state_of_pins()
        if self.survey.tokens:
            return TokenState.NO_CERTIFICATE
        return self._state_without_token()

    def _state_of_pins(self) -> TokenState:
        states = [seen.token.pin_state for seen in self.signing_tokens]
        if any(not one.is_locked and not one.must_be_changed for one in states):
            has_failed = self.trial is not None and not self.trial.fits
            return TokenState.TRIAL_FAILED if has_failed else TokenState.READY
        if all(one.is_locked for one in states):
            return TokenState.TOKEN_LOCKED
        return TokenState.PIN_TO_BE_CHANGED

    def _state_without_token(self) -> TokenState:
        # A driver that speaks to no service needs none: judged only if none is seen.
        if self.readers is not None and not self.readers.is_running:
            return TokenState.NO_READER_SERVICE
        if self.readers is not None and not self.readers.names:
            return TokenState.NO_READER
        if self.has_working_driver:
            return TokenState.NO_TOKEN
        is_there = bool(self.module_errors or self.unusable_files)
        return TokenState.DRIVER_UNUSABLE if is_there else TokenState.NO_DRIVER
