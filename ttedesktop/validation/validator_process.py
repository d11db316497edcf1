"""The validator: a process of its own, which a hostile file may hang or exhaust."""

from __future__ import annotations

import gc
import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from ttedesktop.channel import Message
from ttedesktop.document.geometry import PageGeometry, PdfRect
from ttedesktop.document.pdf import Document
from ttedesktop.errors.errors import Cancelled
from ttedesktop.loading import without_tidying
from ttedesktop.memory import limit_memory
from ttedesktop.processes import ChildFailed, ChildStopped, Worker
from ttedesktop.serving import serve
from ttedesktop.validation.progress import (
    Attendance,
    Pace,
    Progress,
    Seldom,
    Stage,
)
from ttedesktop.validation.report import (
    ValidationReport,
    Verdict,
    from_json,
    to_json,
)
from ttedesktop.validation.trust.trust_store import TrustAnchor, TrustClass, TrustStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from ttedesktop.processes import Child
    from ttedesktop.serving import Tell
    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import JsonValue

DEADLINE: Final = 6.5
"""Seconds a validation may take without telling that it goes on briskly."""
LONGEST: Final = 15.0
"""Seconds it may take while it does: many pages, and many signatures over them."""
SHORT_DEADLINE: Final = 2.0
"""Seconds it may take when nothing that followed a signature is compared."""
MEMORY_CEILING: Final = 3 << 30
"""Bytes of address space beyond what the process has at its start."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """One of the two ways in which a document is validated."""

    deadline: float
    longest: float
    judges_changes: bool


_TRIALS: Final = (
    _Trial(DEADLINE, LONGEST, judges_changes=True),
    _Trial(SHORT_DEADLINE, SHORT_DEADLINE, judges_changes=False),
)


class Validator:
    """Validates documents in a child process; safe to use from several threads."""

    def __init__(self, *, gives_way: bool = False) -> None:
        """Take whether it lets others work first."""
        self._worker = Worker("validator", may_borrow=True, gives_way=gives_way)
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        """Use the validator."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    def start(self) -> None:
        """Start the child before it is needed."""
        self._worker.start()

    def validate(
        self,
        document: Document,
        trust_store: TrustStore,
        *,
        at: datetime | None = None,
        strict: bool = False,
        attendance: Attendance | None = None,
    ) -> ValidationReport:
        """Return the report on a document; one always comes back.

        A validation that does not end in time is ended and made again without
        comparing what followed the signatures, which the report then says. If that
        does not end either, the report is ``unreadable`` with the error
        ``document_takes_too_long``. Raises ``Cancelled`` if ``attendance`` ends before.
        """
        moment = at or datetime.now(UTC)
        request = {"at": moment.isoformat(), "strict": strict}
        error = "document_takes_too_long"
        waiting = attendance or Attendance(lambda _progress: None)
        for trial in _TRIALS:
            try:
                return self._asked(document, trust_store, trial, waiting, **request)
            except ChildStopped:
                if waiting.is_cancelled:
                    raise Cancelled from None
            except (ChildFailed, KeyError, TypeError, ValueError):
                error = "document_damaged"
                break
        return ValidationReport(
            file=document.name,
            verdict=Verdict.UNREADABLE,
            sha256=document.sha256,
            validated_at=moment,
            error=error,
        )

    def _asked(
        self,
        document: Document,
        trust_store: TrustStore,
        trial: _Trial,
        waiting: Attendance,
        **arguments: JsonValue,
    ) -> ValidationReport:
        header, parts = _packed(document, trust_store)
        with self._turn:
            if not trial.judges_changes:
                waiting.told(Progress(Stage.BRIEFLY))
            child = self._ready_child()
            waiting.begin(child.kill)
            try:
                answer = child.ask(
                    "validate",
                    *parts,
                    deadline=trial.deadline,
                    longest=trial.longest,
                    on_news=partial(_pass_on, waiting, Pace()),
                    judge_changes=trial.judges_changes,
                    **header,
                    **arguments,
                )
            finally:
                waiting.end()
        return from_json(answer.header["report"])

    def _ready_child(self) -> Child:
        child = self._worker.child()
        child.become_ready()
        return child

    def close(self) -> None:
        """End the child."""
        self._worker.close()


def _pass_on(waiting: Attendance, pace: Pace, news: Any) -> bool:  # noqa: ANN401 - what the child sent
    """Tell who waits how far it is; return whether it goes on as it should."""
    progress = Progress.from_json(news)
    waiting.told(progress)
    return pace.is_brisk(progress)


def _packed(
    document: Document, store: TrustStore
) -> tuple[dict[str, Any], tuple[Content, ...]]:
    anchors = [
        {
            "name": one.name,
            "sha256": one.sha256,
            "class": one.trust_class.value,
            "under": one.under,
            "not_after": None if one.not_after is None else one.not_after.isoformat(),
        }
        for one in store.anchors
    ]
    header = {
        "name": document.name,
        "sha256": document.sha256,
        "password": document.password,
        "repaired": document.is_repaired,
        "anchors": anchors,
        "certificates": len(store.certificates),
        "crls": len(store.crls),
    }
    carried = (*store.certificates, *store.crls, *store.responses)
    return header, (document.content, *carried)


def _validate(request: Message, *, tell: Tell) -> Message:
    # Imported here, so that a child of another role does not pay for it.
    from ttedesktop.validation.validator import validate

    told = request.header
    content, rest = _divided(request)
    count = int(told["certificates"])
    responses = count + int(told["crls"])
    anchors = tuple(
        TrustAnchor(
            name=one["name"],
            sha256=one["sha256"],
            trust_class=TrustClass(one["class"]),
            under=one["under"],
            not_after=None
            if one["not_after"] is None
            else datetime.fromisoformat(one["not_after"]),
        )
        for one in told["anchors"]
    )
    report = validate(
        _document(told, content),
        TrustStore(
            anchors,
            tuple(rest[:count]),
            tuple(rest[count:responses]),
            tuple(rest[responses:]),
        ),
        at=datetime.fromisoformat(told["at"]),
        strict=bool(told["strict"]),
        judge_changes=bool(told["judge_changes"]),
        watch=Seldom(lambda progress: tell(progress.to_json())),
    )
    return Message({"report": to_json(report)})


def _divided(request: Message) -> tuple[Content, Sequence[bytes]]:
    """Return the document, and what came with it."""
    if request.lent:
        return request.lent[0], request.parts
    return request.parts[0], request.parts[1:]


def _document(told: dict[str, Any], content: Content) -> Document:
    return Document(
        path=Path(told["name"]),
        content=content,
        sha256=told["sha256"],
        pages=(PageGeometry(PdfRect(0, 0, 1, 1)),),
        password=told["password"],
        is_repaired=bool(told["repaired"]),
    )


def main(arguments: Sequence[str]) -> None:
    """Validate until the parent ends."""
    del arguments
    # Imported before the first question, which a person waits for.
    with without_tidying():
        import_module("ttedesktop.validation.validator")
    # pyHanko logs each forbidden change with its trace; the report tells it better.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    limit_memory(MEMORY_CEILING)
    # What pyHanko makes of a document holds on to itself, and to the whole file.
    serve({}, telling={"validate": _validate}, afterwards=gc.collect)
