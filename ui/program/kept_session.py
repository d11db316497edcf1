"""A session that stays logged in for a while: the PIN is not asked for each time."""

from __future__ import annotations

import logging
import time
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.program.input_watch import InputWatch

if TYPE_CHECKING:
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.slot import Token
    from ttedesktop.tokens.survey import Survey
    from ui.program.background import Background

log = logging.getLogger(__name__)

MINUTE: Final = 60.0
"""Seconds."""
_TICK: Final = 1.0
"""Seconds between two looks at the clock."""
_SLEPT: Final = 30.0
"""Seconds: a tick that comes so late was slept through."""


class SessionEnd(Enum):
    """Why nobody is logged in any more."""

    IDLE = "idle"
    LOCKED = "locked"
    """The screen was locked, or the computer slept."""
    REMOVED = "removed"
    ASKED = "asked"
    """The person ended it, or what is set changed."""


class KeptSession(QObject):
    """At most one session, in nobody's use at the moment.

    It ends after some minutes in which the window was not used, with the lock of the
    screen, with a sleep, when the token goes, and when the person wants it. The clock
    of the wall is looked at: it goes on while the computer sleeps.
    """

    ended = Signal(object)
    """The ``SessionEnd``; the PIN will be asked for again."""
    changed = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._session: TokenSession | None = None
        self._seconds = 0.0
        self._used_at = 0.0
        self._looked_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(int(_TICK * 1000))
        self._timer.timeout.connect(self._look)
        InputWatch(self).used.connect(self._was_used)

    @property
    def token(self) -> Token | None:
        """The token that is logged in to; None if there is none."""
        return None if self._session is None else self._session.token

    def keep(self, session: TokenSession, *, minutes: int) -> None:
        """Keep a session for as many minutes without use."""
        self.end(SessionEnd.ASKED)
        self._session = session
        self._seconds = minutes * MINUTE
        self._used_at = self._looked_at = time.time()
        self._timer.start()
        self.changed.emit()

    def take(self, token: Token) -> TokenSession | None:
        """Hand over the session on this token, which is then no longer kept here."""
        self._look()
        session = self._session
        if session is None or not session.token.is_same_token(token):
            return None
        self._forget()
        return session

    def see(self, survey: Survey) -> None:
        """End it if its token is gone."""
        token = self.token
        if token is not None and not any(
            seen.token.is_same_token(token) for seen in survey.tokens
        ):
            self.end(SessionEnd.REMOVED)

    def end(self, reason: SessionEnd) -> None:
        """Log out, in the background; nothing if nobody is logged in."""
        session = self._session
        if session is None:
            return
        self._forget()
        self._background.run(
            session.close,
            to=self,
            on_success=lambda _none: None,
            on_failure=lambda error: log.info("at the logout: %s", error),
        )
        self.ended.emit(reason)

    def _was_used(self) -> None:
        self._used_at = time.time()

    def _forget(self) -> None:
        self._session = None
        self._timer.stop()
        self.changed.emit()

    def _look(self) -> None:
        now = time.time()
        # A clock that was set back says nothing of how long it was.
        has_slept = not 0 <= now - self._looked_at < _SLEPT
        self._looked_at = now
        if self._session is None:
            return
        if has_slept:
            self.end(SessionEnd.LOCKED)
        elif now - self._used_at >= self._seconds:
            self.end(SessionEnd.IDLE)
