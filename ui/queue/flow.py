"""A batch in the window: one entry of the PIN, then signed in the background."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.batch.job import Fate
from ttedesktop.language import _, n_
from ttedesktop.signing.request import PadesLevel
from ttedesktop.specimens.design import design_named
from ui.controls.error_dialog import show_error
from ui.controls.progress_cover import ProgressCover
from ui.queue.orders import RequestMaker
from ui.queue.tools import documents_in_words
from ui.signing.pin_dialog import PinOccasion
from ui.signing.unlocking import Unlocking, is_login_lost

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ttedesktop.batch.job import Job, Outcome
    from ttedesktop.batch.journal import BatchPlan, Journal
    from ttedesktop.batch.run import BatchRun, Workplace
    from ttedesktop.errors import errors
    from ttedesktop.signing.specimen import Specimen
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.slot import Token
    from ui.program.parts import Parts
    from ui.queue.facts import QueueFacts

_ENOUGH: Final = 3
"""Documents after which it is said how long it takes."""


@dataclass(frozen=True, slots=True)
class QueueOrder:
    """A batch that a person has confirmed."""

    plan: BatchPlan
    jobs: tuple[Job, ...]
    """Those of the plan that are still to be signed."""
    certificate: TokenCertificate
    journal: Journal
    saved_as: str
    passwords: dict[int, str] = field(default_factory=dict, repr=False)
    earlier: tuple[Outcome, ...] = ()
    """What was done before it was cut off, originals still to be moved."""


@dataclass(frozen=True, slots=True)
class _Ran:
    """How a run ended."""

    session: TokenSession
    is_untouched: bool
    """Whether nothing was signed, and nothing failed but the login."""


class QueueFlow(QObject):
    """At most one batch at a time."""

    begun = Signal()
    """The PIN was right; the batch runs."""
    progressed = Signal(object)
    """An ``Outcome`` as it happens."""
    ended = Signal(object)
    """What stopped the batch, a ``TteError``, or None."""
    given_up = Signal()
    """Nobody gave a PIN: nothing was begun."""
    busy_changed = Signal(bool)
    pace_changed = Signal()

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._cover = ProgressCover(window)
        self._order: QueueOrder | None = None
        self._run: BatchRun | None = None
        self._facts: QueueFacts | None = None
        self._is_stopping = self._uses_kept = False
        self._unlocking = Unlocking(parts, window, self._cover, self._occasion)
        self._unlocking.opened.connect(self._carry_out)
        self._unlocking.given_up.connect(self._give_up)
        self._unlocking.refused.connect(self._refuse)
        self._unlocking.declined.connect(self._declined)
        self.pacemaker = Pacemaker()

    @property
    def is_busy(self) -> bool:
        """Whether a batch was confirmed and has not ended."""
        return self._order is not None

    @property
    def is_paused(self) -> bool:
        """Whether the token is not asked at present."""
        from ttedesktop.batch.turns import Pace

        return self._run is not None and self._run.pace is Pace.PAUSED

    @property
    def is_stopping(self) -> bool:
        """Whether the present document is the last."""
        return self._is_stopping

    def begin(self, order: QueueOrder, facts: QueueFacts) -> None:
        """Ask for the PIN, unless somebody is logged in, and sign."""
        if self.is_busy:
            return
        self._order, self._facts = order, facts
        self._is_stopping = False
        self.busy_changed.emit(self.is_busy)
        token = self._parts.tokens.current(order.certificate.token)
        kept = self._parts.kept.take(token)
        if kept is None:
            self._unlocking.ask(token)
        else:
            self._uses_kept = True
            self._carry_out(kept)

    def pause_or_go_on(self) -> None:
        """Pause the batch, or go on."""
        run = self._run
        if run is None or self._is_stopping:
            return
        if self.is_paused:
            self.pacemaker.go_on()
            run.go_on()
        else:
            run.pause()
        self.pace_changed.emit()

    def stop(self) -> None:
        """Finish the present document and leave the rest untouched."""
        if self._run is not None:
            self._is_stopping = True
            self._run.stop()
            self.pace_changed.emit()

    # --- the PIN -------------------------------------------------------------------

    def _occasion(
        self, token: Token, failure: errors.TteError | None
    ) -> PinOccasion | None:
        order = self._order
        if order is None or self._is_stopping:
            return None
        return _occasion(order, token, failure)

    def _refuse(self, error: errors.TteError) -> None:
        self._give_up()
        self._parts.tokens.look_now()
        show_error(self._window, error)

    def _give_up(self) -> None:
        self._cover.hide()
        if self._run is not None:
            # It ran already, with a session that was lost.
            self._tell_end(None)
            return
        self._end()
        self.given_up.emit()

    def _declined(self) -> None:
        self._is_stopping = True

    # --- signing -------------------------------------------------------------------

    def _carry_out(self, session: TokenSession) -> None:
        order, facts = self._order, self._facts
        if order is None or facts is None:
            return
        self._cover.hide()
        # What signs is loaded after the window.
        from ttedesktop.batch.run import BatchRun

        workplace = self._workplace(order, facts)
        run = self._run = BatchRun(
            order.plan,
            workplace,
            journal=order.journal,
            on_change=self.progressed.emit,
        )
        keeps = self._unlocking.keeps
        self._unlocking.take(order.certificate.token, session)

        def work() -> _Ran:
            for one in order.earlier:
                self.progressed.emit(run.archived(one))
            with session.unless_well(keeps=keeps):
                outcomes = run.run(session, order.jobs)
            return _Ran(session, all(map(_is_untouched, outcomes)))

        self.pacemaker.begin()
        self.begun.emit()
        self._parts.background.run(
            work, to=self, on_success=self._finished, on_failure=self._broke_off
        )

    def _workplace(self, order: QueueOrder, facts: QueueFacts) -> Workplace:
        """Return with what the batch is signed, at the level of the settings."""
        from ttedesktop.batch.run import UNDER_WAY, WITH_SERVICES, Workplace

        level = PadesLevel(self._parts.settings.level.value)
        maker = RequestMaker(
            facts.renderer,
            self._parts.stamps,
            order.certificate,
            self._specimen,
            order.passwords,
            level,
            self._parts.settings.footer,
        )
        return Workplace(
            ceremony=self._parts.ceremony(
                renderer=facts.renderer, validator=facts.validator
            ),
            request_for=maker.request_for,
            forget=lambda request: facts.renderer.forget(request.document),
            under_way=UNDER_WAY if level is PadesLevel.B_B else WITH_SERVICES,
        )

    def _specimen(self, key: str) -> Specimen:
        named = design_named(key, self._parts.settings.specimens)
        return self._parts.specimen(named)

    def _finished(self, ran: _Ran) -> None:
        run, order, session = self._run, self._order, ran.session
        error = None if run is None else run.stopped_by
        was_kept, self._uses_kept = self._uses_kept, False
        if order is not None and was_kept and ran.is_untouched and is_login_lost(error):
            # It was lost while nobody used it: that costs a PIN, and no dialog.
            self._unlocking.ask_after(order.certificate.token, None)
            return
        if error is None:
            self._unlocking.keep(session)
        elif session.is_open:
            # A token that failed is not to be used on without a PIN.
            self._parts.background.run(
                session.close,
                to=self,
                on_success=lambda _none: None,
                on_failure=lambda _error: None,
            )
        self._tell_end(error)

    def _broke_off(self, error: errors.TteError) -> None:
        self._tell_end(error)

    def _tell_end(self, error: errors.TteError | None) -> None:
        self._end()
        self._parts.tokens.look_now()
        self.ended.emit(error)

    def _end(self) -> None:
        order, self._order = self._order, None
        self._run = None
        self._is_stopping = self._uses_kept = False
        if order is not None:
            order.journal.close()
        self.busy_changed.emit(self.is_busy)


class Pacemaker:
    """Reckons how fast a batch is, and how long the rest takes."""

    def __init__(self) -> None:
        self._done = 0
        self._began = 0.0

    def begin(self) -> None:
        """Begin to reckon."""
        self._done, self._began = 0, time.monotonic()

    def go_on(self) -> None:
        """Reckon anew after a pause, which says nothing of the speed."""
        self.begin()

    def count(self) -> None:
        """Count one that is done."""
        self._done += 1

    def left_in_words(self, left: int) -> str:
        """Say how long it may still take, and how fast it is; empty at first."""
        if self._done < _ENOUGH:
            return ""
        each = (time.monotonic() - self._began) / self._done
        speed = _("{count} dokumen per menit").format(
            count=round(60 / max(each, 0.001))
        )
        return f"{_duration(each * left)} · {speed}"


def _duration(seconds: float) -> str:
    if seconds < 10:
        return _("Beberapa detik lagi")
    if seconds < 90:
        rounded = round(seconds / 10) * 10
        return _("Kira-kira {count} detik lagi").format(count=rounded)
    minutes = round(seconds / 60)
    words = n_("Kira-kira {count} menit lagi", "Kira-kira {count} menit lagi", minutes)
    return words.format(count=minutes)


def _is_untouched(outcome: Outcome) -> bool:
    return outcome.fate is Fate.WAITING or is_login_lost(outcome.error)


def _occasion(
    order: QueueOrder, token: Token, failure: errors.TteError | None = None
) -> PinOccasion:
    return PinOccasion(
        token=token,
        document=documents_in_words(len(order.jobs)),
        signer=order.certificate.name,
        saved_as=order.saved_as,
        failure=failure,
    )
