"""The batches of the queue: confirmed, signed, told of, repeated and gone on with."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.data_folder import batches_folder
from ttedesktop.language import _
from ui.controls.error_dialog import show_error
from ui.program import saving
from ui.queue.confirmation import QueueConfirmation, QueueOutput, Whither
from ui.queue.cut_off import CutOff, row_of
from ui.queue.document import RUNNING, QueuedDocument, RowState
from ui.queue.flow import QueueFlow, QueueOrder
from ui.queue.orders import job_of
from ui.queue.stop_dialog import StopDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.batch.job import Outcome
    from ttedesktop.batch.journal import BatchPlan, Journal
    from ttedesktop.batch.recovery import Resumed
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.program.parts import Parts
    from ui.queue.facts import QueueFacts
    from ui.queue.page import QueuePage

_TICK: Final = 1_000
"""Milliseconds after which the time left is told anew."""


class QueueBatches(QObject):
    """Knows the batch that runs, and the one that ended last."""

    changed = Signal()
    row_changed = Signal(object)
    adopted = Signal(list)
    """The documents of a batch that was cut off, which have joined the queue."""
    signed = Signal(object)
    """The ``Outcome`` of a document that was signed."""
    begun = Signal()
    ended = Signal()

    def __init__(self, parts: Parts, page: QueuePage, facts: QueueFacts) -> None:
        super().__init__(page)
        self._parts, self._page, self._facts = parts, page, facts
        self.certificate: TokenCertificate | None = None
        self.flow = QueueFlow(parts, page)
        self.cut_off = CutOff(parts, page)
        self._rows: dict[int, QueuedDocument] = {}
        """Of the batch, by the number of the job."""
        self._outcomes: dict[int, Outcome] = {}
        self._journal: Path | None = None
        """Of a batch that was stopped by something; it is gone on with or given up."""
        self._tick = QTimer(self, interval=_TICK)
        self._tick.timeout.connect(self._show_progress)
        self._join()

    # --- confirming ----------------------------------------------------------------

    def confirm(self) -> None:
        """Name what will be signed, ask once, and begin."""
        self._confirm(self._page.model.ready())

    def _confirm(self, rows: Sequence[QueuedDocument]) -> None:
        certificate = self.certificate
        if certificate is None or not rows or self.flow.is_busy:
            return
        dialog = QueueConfirmation(
            self._page,
            rows,
            certificate,
            output=self._usual_output(),
            unread=sum(one.read_at is None for one in rows),
        )
        output = dialog.ask_output()
        if output is None:
            return
        self._keep(output)
        settings = self._parts.settings
        jobs = [
            job_of(one, reason=settings.reason, location=settings.location)
            for one in rows
        ]
        from ttedesktop.batch.journal import planned

        plan = planned(jobs, output.rule, certificate=certificate.sha256)
        self._rows = {one.number: one for one in rows}
        self._outcomes = {}
        self._drop_journal()
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{plan.identity}.jsonl"
        self._begin(plan, output, batches_folder() / name)

    def _begin(self, plan: BatchPlan, output: QueueOutput, path: Path) -> None:
        from ttedesktop.batch.journal import Journal

        certificate = self.certificate
        if certificate is None:
            return

        def begun(journal: Journal) -> None:
            order = QueueOrder(
                plan=plan,
                jobs=plan.jobs,
                certificate=certificate,
                journal=journal,
                saved_as=_saved_as(output),
                passwords=self._passwords(),
            )
            self._order(order)

        self._parts.background.run(
            lambda: Journal.begin(path, plan),
            to=self,
            on_success=begun,
            on_failure=self._tell,
        )

    def _order(self, order: QueueOrder) -> None:
        self._journal = order.journal.path
        for job in order.jobs:
            row = self._rows[job.number]
            row.state, row.failure = RowState.WAITING, None
            self.row_changed.emit(row)
        self.flow.begin(order, self._facts)

    def _passwords(self) -> dict[int, str]:
        return {number: one.password for number, one in self._rows.items()}

    def _usual_output(self) -> QueueOutput:
        from ttedesktop.batch.naming import OutputRule

        settings = self._parts.settings
        whither = Whither.FOLDER if settings.output_folder else Whither.BESIDE
        if settings.queue_separates and settings.output_folder:
            whither = Whither.ASIDE
        pattern = settings.queue_pattern or f"{{nama}}{settings.output_suffix}"
        return QueueOutput(OutputRule(), whither, settings.output_folder, pattern)

    def _keep(self, output: QueueOutput) -> None:
        self._parts.keeper.change(
            queue_pattern=output.pattern,
            queue_separates=output.whither is Whither.ASIDE,
            output_folder="" if output.whither is Whither.BESIDE else output.folder,
        )

    # --- while it runs -------------------------------------------------------------

    def _begun(self) -> None:
        self._facts.rest(resting=True)
        self._page.model.hold_still(still=True)
        self._page.viewer.set_locked(locked=True)
        self._tick.start()
        self._show_progress()
        self.begun.emit()
        self.changed.emit()

    def _progressed(self, outcome: Outcome) -> None:
        row = self._rows.get(outcome.job.number)
        if row is None:
            return
        _take_outcome(row, outcome)
        self._outcomes[outcome.job.number] = outcome
        if row.state not in RUNNING:
            self.flow.pacemaker.count()
            self._show_progress()
        else:
            self._page.table.show_row(row)
        if row.state is RowState.SIGNED:
            self.signed.emit(outcome)
        self.row_changed.emit(row)

    def _show_progress(self) -> None:
        if not self.flow.is_busy:
            return
        total = len(self._rows)
        left = sum(one.state in RUNNING for one in self._rows.values())
        words = self.flow.pacemaker.left_in_words(left)
        tools = self._page.tools
        is_still = self.flow.is_paused or self.flow.is_stopping
        tools.show_progress(total - left, total, left="" if is_still else words)
        tools.show_pace(
            is_paused=self.flow.is_paused, is_stopping=self.flow.is_stopping
        )

    def _stop(self) -> None:
        if StopDialog(self._page).ask():
            self.flow.stop()

    def _given_up(self) -> None:
        """Nobody gave a PIN: all is as it was before."""
        self._put_back()
        self._drop_journal()
        self._page.tools.show_tools()
        self.changed.emit()

    def _ended(self, error: TteError | None) -> None:
        self._put_back()
        self._rest_over()
        if error is None:
            self._drop_journal()
        self._show_result()
        self._show_first_failed()
        row = self._page.viewer.row
        if row is not None and row.state is RowState.SIGNED:
            self._page.viewer.reopen()
        self.ended.emit()
        self.changed.emit()
        if error is not None:
            show_error(self._page, error)

    def _show_first_failed(self) -> None:
        rows = self._page.model.in_order()
        failed = (one for one in rows if one.state is RowState.FAILED)
        for one in failed:
            self._page.table.show_row(one)
            return

    def _put_back(self) -> None:
        for one in self._rows.values():
            if one.state in RUNNING:
                one.state = RowState.READY
                self.row_changed.emit(one)

    def _rest_over(self) -> None:
        self._tick.stop()
        self._facts.rest(resting=False)
        self._page.model.hold_still(still=False)
        self._page.viewer.set_locked(locked=False)

    # --- afterwards ----------------------------------------------------------------

    def _show_result(self) -> None:
        from ttedesktop.batch.report import count, sentence_of

        outcomes = self.outcomes()
        words = sentence_of(count(outcomes))
        states = [one.state for one in self._rows.values()]
        self._page.tools.show_result(
            words,
            has_failed=RowState.FAILED in states,
            has_signed=RowState.SIGNED in states,
        )

    def outcomes(self) -> list[Outcome]:
        """Return what became of each document of the batch, in its order."""
        from ttedesktop.batch.job import Job, Outcome

        told: list[Outcome] = []
        for number, row in self._rows.items():
            known = self._outcomes.get(number)
            told.append(known or Outcome(Job(number, row.path, row.below)))
        return told

    def _sorted_out(self) -> list[Outcome]:
        """Return what a person sorted out, with the notes for the drafters."""
        from ttedesktop.batch.job import Fate, Job, Outcome

        return [
            Outcome(Job(one.number, one.path, one.below), Fate.SKIPPED, note=one.note)
            for one in self._page.model.documents
            if one.state is RowState.SORTED_OUT
        ]

    def _retry(self) -> None:
        failed = [one for one in self._rows.values() if one.state is RowState.FAILED]
        for one in failed:
            one.state, one.failure, one.outcome = RowState.READY, None, None
            self.row_changed.emit(one)
        self._confirm(failed)

    def _open_folder(self) -> None:
        for one in self.outcomes():
            if one.path is not None:
                saving.show_in_folder(one.path)
                return

    def _save_report(self) -> None:
        outcomes = [*self.outcomes(), *self._sorted_out()]
        folder = outcomes[0].job.original.parent if outcomes else Path.home()
        path = saving.choose_list_path(self._page.window(), folder)
        if path is None:
            return

        def write() -> Path:
            from ttedesktop.batch.report import write

            return write(path, outcomes)

        self._parts.background.run(
            write,
            to=self,
            on_success=saving.show_in_folder,
            on_failure=self._tell,
        )

    def _close_result(self) -> None:
        self._page.tools.show_tools()

    def forget(self) -> None:
        """Forget the batch that ended: the queue is empty."""
        self._rows, self._outcomes = {}, {}
        self._drop_journal()
        self._page.tools.show_tools()

    def _drop_journal(self) -> None:
        path, self._journal = self._journal, None
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink()

    # --- cut off -------------------------------------------------------------------

    def _go_on(self, resumed: Resumed) -> None:
        """Put the documents of a batch that was cut off into the queue, and go on."""
        certificate = self.certificate
        if certificate is None:
            return
        self._adopt(resumed)
        order = QueueOrder(
            plan=resumed.plan,
            jobs=tuple(one.job for one in resumed.outcomes if one.is_open),
            certificate=certificate,
            journal=resumed.journal,
            saved_as=_("seperti sebelumnya"),
            passwords=self._passwords(),
            earlier=tuple(
                one for one in resumed.outcomes if one.job.number in resumed.unmoved
            ),
        )
        self._page.tools.show_tools()
        self._order(order)

    def _adopt(self, resumed: Resumed) -> None:
        there = {one.path: one for one in self._page.model.documents}
        self._rows, self._outcomes = {}, {}
        new: list[QueuedDocument] = []
        for outcome in resumed.outcomes:
            row = there.get(outcome.job.original)
            if row is None:
                row = row_of(outcome)
                new.append(row)
            _take_outcome(row, outcome)
            self._rows[outcome.job.number] = row
            self._outcomes[outcome.job.number] = outcome
        self._page.model.add(new)
        self.adopted.emit(new)

    # --- joining -------------------------------------------------------------------

    def _tell(self, error: TteError) -> None:
        show_error(self._page, error)

    def _join(self) -> None:
        flow, tools = self.flow, self._page.tools
        flow.begun.connect(self._begun)
        flow.progressed.connect(self._progressed)
        flow.ended.connect(self._ended)
        flow.given_up.connect(self._given_up)
        flow.pace_changed.connect(self._show_progress)
        tools.pause_wanted.connect(flow.pause_or_go_on)
        tools.stop_wanted.connect(self._stop)
        tools.retry_wanted.connect(self._retry)
        tools.results_folder_wanted.connect(self._open_folder)
        tools.report_wanted.connect(self._save_report)
        tools.result_closed.connect(self._close_result)
        self.cut_off.going_on.connect(self._go_on)


def _take_outcome(row: QueuedDocument, outcome: Outcome) -> None:
    row.outcome = outcome
    row.state = RowState(outcome.fate.value)
    row.failure = outcome.error


def _saved_as(output: QueueOutput) -> str:
    if output.whither is Whither.BESIDE or not output.folder:
        return _("di samping berkas asli")
    return output.folder
