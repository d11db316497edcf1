"""The tokens of this computer, and their coming and going as Qt signals."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ttedesktop.errors.token_errors import KeyFileClosed
from ttedesktop.module_choice import module_set, modules_to_use
from ttedesktop.tokens.diagnosis.findings import Findings, examine
from ttedesktop.tokens.monitor import TokenMonitor
from ttedesktop.tokens.survey import ModuleSet, Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.errors.errors import TteError
    from ttedesktop.policy import Policy
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.key_files.pkcs12 import KeyFile
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.slot import Token
    from ui.program.background import Background

log = logging.getLogger(__name__)


class TokenWatch(QObject):
    """Knows what was seen last; asks nothing of a token on the GUI thread."""

    survey_changed = Signal(object)
    """The ``Survey``; for the first time soon after the start."""
    _seen = Signal(object)

    def __init__(self, background: Background, policy: Policy) -> None:
        super().__init__()
        self._policy = policy
        self._background = background
        self._modules: ModuleSet | None = None
        self._monitor: TokenMonitor | None = None
        self._survey: Survey | None = None
        self._key_file: KeyFile | None = None
        self._in_file: TokenContents | None = None
        # Counts starts and stops: drivers listed for an earlier one come too late.
        self._turn = 0
        # The monitor speaks from a thread of its own.
        self._seen.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def survey(self) -> Survey | None:
        """What was seen last, and the file in use; None while nothing is known."""
        if self._in_file is None:
            return self._survey
        seen = self._survey or Survey()
        return replace(seen, tokens=(*seen.tokens, self._in_file))

    @property
    def has_key_file(self) -> bool:
        """Whether a .p12 file is in use."""
        return self._key_file is not None

    def use_key_file(self, key_file: KeyFile, contents: TokenContents) -> None:
        """Offer a file that was opened beside the tokens, in place of one before."""
        self._close_key_file()
        self._key_file, self._in_file = key_file, contents
        self._announce()

    def drop_key_file(self) -> None:
        """Offer the file no longer."""
        self._close_key_file()
        self._announce()

    def start(self, added: Sequence[str]) -> None:
        """Begin to look, at the modules that are installed and those added."""
        self.stop()
        paths, turn = tuple(added), self._turn
        self._background.run(
            lambda: module_set(modules_to_use(paths, policy=self._policy)),
            to=self,
            on_success=lambda modules: self._watch(modules, turn),
            on_failure=_note,
        )

    def restart(self, added: Sequence[str]) -> None:
        """Look at other modules from now on."""
        self._survey = None
        self.start(added)

    def look_now(self) -> None:
        """Look at once, and tell what is seen even if nothing changed."""
        if self._monitor is not None:
            self._monitor.look_now()

    def open_session(
        self, token: Token, pin: Pin | None, *, ask_again: Callable[[], Pin]
    ) -> TokenSession:
        """Log in to a token; blocks, so not for the GUI thread."""
        key_file = self._key_file
        if token.is_file:
            if key_file is None or key_file.path != token.module:
                raise KeyFileClosed(token.module)
            return key_file.open_session(token, pin, ask_again=ask_again)
        module = self._present().module_of(token)
        return module.open_session(token, pin, ask_again=ask_again)

    def change_pin(self, token: Token, old: Pin | None, new: Pin | None) -> None:
        """Replace the PIN of a token; blocks, so not for the GUI thread."""
        self._present().module_of(token).change_pin(token, old, new)

    def interrupt(self, token: Token) -> None:
        """End what is under way with a token, such as waiting at a PIN pad."""
        self._present().module_of(token).interrupt()

    def current(self, token: Token) -> Token:
        """Return a token as it was seen last, with what its PIN flags say now."""
        survey = self.survey or Survey()
        for seen in survey.tokens:
            if seen.token.is_same_token(token):
                return seen.token
        return token

    def look_again(self, token: Token) -> Token:
        """Read a token afresh; blocks, so not for the GUI thread."""
        if token.is_file:
            return token
        for seen in self._present().module_of(token).look():
            if seen.token.is_same_token(token):
                return seen.token
        return token

    def examine(self) -> Findings:
        """Ask every module what it can do; blocks, so not for the GUI thread."""
        return examine(self._present())

    def stop(self) -> None:
        """Stop looking and end the helpers; a file stays in use."""
        self._turn += 1
        monitor, self._monitor = self._monitor, None
        modules, self._modules = self._modules, None
        if monitor is not None:
            monitor.stop()
        if modules is not None:
            # Frees the monitor, which may be waiting for a module that hangs.
            modules.close()
        if monitor is not None:
            monitor.join()

    def close(self) -> None:
        """Stop looking, and close the file."""
        self.stop()
        self._close_key_file()

    def _close_key_file(self) -> None:
        key_file, self._key_file, self._in_file = self._key_file, None, None
        if key_file is not None:
            key_file.close()

    def _announce(self) -> None:
        survey = self.survey
        if survey is not None:
            self.survey_changed.emit(survey)

    def _present(self) -> ModuleSet:
        return self._modules if self._modules is not None else ModuleSet(())

    def _watch(self, modules: ModuleSet, turn: int) -> None:
        if turn != self._turn:
            modules.close()
            return
        self._modules = modules
        self._monitor = TokenMonitor(modules, self._tell)
        self._monitor.start()

    def _tell(self, survey: Survey) -> None:
        try:
            self._seen.emit(survey)
        except RuntimeError:
            log.debug("nobody watches the tokens any more")

    @Slot(object)
    def _take(self, survey: Survey) -> None:
        if self._monitor is None:
            return
        self._survey = survey
        self._announce()


def _note(error: TteError) -> None:
    log.warning("the drivers cannot be listed: %s", error)
