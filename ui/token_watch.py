"""The tokens of this computer, and their coming and going as Qt signals."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ttedesktop.tokens.drivers import installed_modules
from ttedesktop.tokens.monitor import TokenMonitor
from ttedesktop.tokens.survey import ModuleSet, Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.errors import TteError
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.slot import Token
    from ui.background import Background

log = logging.getLogger(__name__)


class TokenWatch(QObject):
    """Knows what was seen last; asks nothing of a token on the GUI thread."""

    survey_changed = Signal(object)
    """The ``Survey``; for the first time soon after the start."""
    _seen = Signal(object)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._modules: ModuleSet | None = None
        self._monitor: TokenMonitor | None = None
        self._survey: Survey | None = None
        # Counts starts and stops: drivers listed for an earlier one come too late.
        self._turn = 0
        # The monitor speaks from a thread of its own.
        self._seen.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def survey(self) -> Survey | None:
        """What was seen last; None while nothing was seen yet."""
        return self._survey

    def start(self, added: Sequence[str]) -> None:
        """Begin to look, at the modules that are installed and those added."""
        self.stop()
        paths, turn = tuple(added), self._turn
        self._background.run(
            lambda: ModuleSet(installed_modules(paths)),
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
        survey = self._survey or Survey()
        for seen in survey.tokens:
            if seen.token.is_same_token(token):
                return seen.token
        return token

    def look_again(self, token: Token) -> Token:
        """Read a token afresh; blocks, so not for the GUI thread."""
        for seen in self._present().module_of(token).look():
            if seen.token.is_same_token(token):
                return seen.token
        return token

    def stop(self) -> None:
        """Stop looking and end the helpers."""
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
        self.survey_changed.emit(survey)


def _note(error: TteError) -> None:
    log.warning("the drivers cannot be listed: %s", error)
