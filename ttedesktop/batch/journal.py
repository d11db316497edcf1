"""The journal of a batch: one JSON line a step, on the disk before the next step.

A line that a power cut tore is the last one, and is cut off when the journal is opened
again; the step it told of was not begun. A journal is locked by who writes it.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from ttedesktop.batch.claims import Taken, lock
from ttedesktop.batch.job import Fate, Job, Outcome
from ttedesktop.batch.naming import OutputRule
from ttedesktop.errors.batch_errors import (
    JournalInUse,
    JournalNotWritten,
    JournalUnreadable,
    PatternUnknown,
)
from ttedesktop.errors.every_error import from_facts
from ttedesktop.errors.output_errors import OutputNotWritten
from ttedesktop.signing.request import PadesLevel, SignedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from ttedesktop.errors.errors import TteError

KIND: Final = "ttedesktop-batch"
VERSION: Final = 1
LARGEST: Final = 256 << 20
"""Bytes of a journal that is read."""


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A batch as it was ordered; nothing is added to it later."""

    jobs: tuple[Job, ...]
    output: OutputRule
    certificate: str = ""
    """SHA-256 of the certificate that was chosen."""
    identity: str = ""
    """Marks the temporary files; made by ``planned``."""
    begun: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """A result that was about to get its name."""

    after: str
    choice: Path
    field_name: str


@dataclass(frozen=True, slots=True)
class Past:
    """What a journal tells of its batch."""

    plan: BatchPlan
    outcomes: tuple[Outcome, ...]
    """One for each job, in their order."""
    half_done: dict[int, Verified]
    """By number of the job: verified, and nobody knows whether published."""
    unmoved: frozenset[int]
    """Numbers of those whose original may not have been moved yet."""
    is_ended: bool
    """Whether the batch came to an end that was meant."""


def planned(
    jobs: Iterable[Job], output: OutputRule, *, certificate: str = ""
) -> BatchPlan:
    """Return a plan of its own."""
    return BatchPlan(
        tuple(jobs), output, certificate, secrets.token_hex(4), datetime.now(UTC)
    )


class Journal:
    """Writes the steps of one batch; safe to use from several threads."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._turn = threading.Lock()

    @classmethod
    def begin(cls, path: Path, plan: BatchPlan) -> Self:
        """Begin a new journal. Raises JournalNotWritten if there is one already."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, flags, 0o600)
        except OSError:
            raise JournalNotWritten(str(path)) from None
        journal = cls(path, descriptor)
        journal._take()
        journal._write(_head(plan))
        return journal

    @classmethod
    def resume(cls, path: Path) -> tuple[Self, Past]:
        """Open a journal to go on with it, and say what it tells.

        Raises JournalInUse, JournalUnreadable or JournalNotWritten.
        """
        try:
            descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError:
            raise JournalUnreadable(str(path)) from None
        journal = cls(path, descriptor)
        journal._take()
        try:
            content = _content(path)
            past, length = _past(content, path)
            os.ftruncate(descriptor, length)
            os.lseek(descriptor, 0, os.SEEK_END)
        except OSError:
            journal.close()
            raise JournalUnreadable(str(path)) from None
        except JournalUnreadable:
            journal.close()
            raise
        return journal, past

    def note(self, number: int, step: str, **facts: Any) -> None:  # noqa: ANN401 - JSON
        """Note a step of a job. Raises JournalNotWritten."""
        told = {"job": number, "step": step, "at": _now(), **facts}
        self._write(told)

    def end(self) -> None:
        """Note that the batch came to an end that was meant."""
        self._write({"step": "ended", "at": _now()})

    def close(self) -> None:
        """Let others have it."""
        with self._turn:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def __enter__(self) -> Self:
        """Use the journal."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let others have it."""
        self.close()

    def _take(self) -> None:
        try:
            lock(self._descriptor)
        except Taken:
            self.close()
            raise JournalInUse(str(self.path)) from None

    def _write(self, told: dict[str, Any]) -> None:
        line = json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
        left = memoryview(line.encode("utf-8", "surrogateescape"))
        with self._turn:
            try:
                while left:
                    left = left[os.write(self._descriptor, left) :]
                os.fsync(self._descriptor)
            except OSError:
                raise JournalNotWritten(str(self.path)) from None


def is_begun(path: Path) -> bool:
    """Say whether a journal tells of a batch at all. Raises JournalUnreadable."""
    try:
        return b"\n" in _content(path)
    except FileNotFoundError:
        return False
    except OSError:
        raise JournalUnreadable(str(path)) from None


def read(path: Path) -> Past:
    """Return what a journal tells. Raises JournalUnreadable."""
    try:
        content = _content(path)
    except OSError:
        raise JournalUnreadable(str(path)) from None
    return _past(content, path)[0]


def _content(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise JournalUnreadable(str(path))
    return path.read_bytes()


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _head(plan: BatchPlan) -> dict[str, Any]:
    return {
        "kind": KIND,
        "version": VERSION,
        "id": plan.identity,
        "begun": None if plan.begun is None else plan.begun.isoformat(),
        "certificate": plan.certificate,
        "output": plan.output.to_json(),
        "jobs": [
            {
                "number": one.number,
                "original": str(one.original),
                "below": one.below.as_posix(),
                "wish": one.wish,
            }
            for one in plan.jobs
        ],
    }


def _past(content: bytes, path: Path) -> tuple[Past, int]:
    """Return what is told, and how many bytes of it are whole lines."""
    length = content.rfind(b"\n") + 1
    lines = content[:length].split(b"\n")[:-1]
    try:
        told = [json.loads(line) for line in lines]
        plan = _plan(told[0])
        reading = _Reading(plan)
        for one in told[1:]:
            reading.take(one)
    except (LookupError, TypeError, ValueError, RecursionError, PatternUnknown):
        raise JournalUnreadable(str(path)) from None
    return reading.past(), length


def _plan(told: dict[str, Any]) -> BatchPlan:
    if told["kind"] != KIND or told["version"] != VERSION:
        raise ValueError
    return BatchPlan(
        tuple(
            Job(
                int(one["number"]),
                Path(one["original"]),
                Path(one["below"]),
                dict(one["wish"]),
            )
            for one in told["jobs"]
        ),
        OutputRule.from_json(told["output"]),
        str(told["certificate"]),
        str(told["id"]),
        _moment(told["begun"]),
    )


def _moment(told: object) -> datetime | None:
    return None if told is None else datetime.fromisoformat(str(told))


class _Reading:
    """Follows the steps to where each job stands."""

    def __init__(self, plan: BatchPlan) -> None:
        self._plan = plan
        self._outcomes = {one.number: Outcome(one) for one in plan.jobs}
        self._half_done: dict[int, Verified] = {}
        self._unmoved: set[int] = set()
        self._is_ended = False

    def take(self, told: dict[str, Any]) -> None:
        step = str(told["step"])
        self._is_ended = step == "ended"
        if self._is_ended:
            return
        number = int(told["job"])
        before = replace(self._outcomes[number], at=_moment(told["at"]))
        self._half_done.pop(number, None)
        steps = {
            "begun": self._begun,
            "verified": self._verified,
            "signed": self._signed,
            "archived": self._archived,
            "skipped": self._skipped,
            "failed": self._failed,
        }
        self._outcomes[number] = steps[step](before, told)

    def past(self) -> Past:
        return Past(
            self._plan,
            tuple(self._outcomes[one.number] for one in self._plan.jobs),
            self._half_done,
            frozenset(self._unmoved),
            self._is_ended,
        )

    def _begun(self, before: Outcome, told: dict[str, Any]) -> Outcome:
        # A step that was begun and not ended is as if it had not been begun.
        return replace(
            before,
            fate=Fate.WAITING,
            error=None,
            before=str(told["before"]),
            certificate=str(told["certificate"]),
            signer=str(told["signer"]),
            place=str(told["place"]),
        )

    def _verified(self, before: Outcome, told: dict[str, Any]) -> Outcome:
        verified = Verified(
            str(told["after"]), Path(told["choice"]), str(told["field"])
        )
        self._half_done[before.job.number] = verified
        return replace(before, after=verified.after, field_name=verified.field_name)

    def _signed(self, before: Outcome, told: dict[str, Any]) -> Outcome:
        self._unmoved.add(before.job.number)
        path = Path(told["path"])
        return replace(
            before,
            fate=Fate.SIGNED,
            path=path,
            error=None,
            signed=_signed_document(before, path, told),
        )

    def _archived(self, before: Outcome, told: dict[str, Any]) -> Outcome:
        self._unmoved.discard(before.job.number)
        return replace(before, archived=Path(told["to"]))

    def _skipped(self, before: Outcome, told: dict[str, Any]) -> Outcome:
        return replace(before, fate=Fate.SKIPPED, error=_error(told["error"]))

    def _failed(self, before: Outcome, told: dict[str, Any]) -> Outcome:
        return replace(before, fate=Fate.FAILED, error=_error(told["error"]))


def level_facts(signed: SignedDocument) -> dict[str, Any]:
    """Return the level of a result for a journal, and what it lacks, if anything."""
    lacking = {} if signed.lacking is None else {"lacking": error_facts(signed.lacking)}
    return {"level": signed.level.value, **lacking}


def _signed_document(
    before: Outcome, path: Path, told: dict[str, Any]
) -> SignedDocument | None:
    # After a crash nobody knows more than that the result is there.
    if "level" not in told:
        return None
    lacking = _error(told["lacking"]) if "lacking" in told else None
    level = PadesLevel(told["level"])
    return SignedDocument(path, before.after, before.field_name, level, lacking)


def error_facts(error: TteError) -> dict[str, Any]:
    """Return an error for a journal."""
    return {"code": error.code(), "facts": error.facts()}


def _error(told: dict[str, Any]) -> TteError:
    with contextlib.suppress(LookupError, TypeError):
        return from_facts(str(told["code"]), told["facts"])
    # A later version may know errors that this one does not.
    return OutputNotWritten("", str(told["code"]))
