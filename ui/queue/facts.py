"""Fills in, behind the window, what is to be known of each document of the queue."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.document.findings.finding import Weight
from ttedesktop.document.inspection import what_prevents_signing
from ttedesktop.document.letter_number import number_in
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.document.rendering.renderer_child import renderer_child
from ttedesktop.errors.document_errors import (
    AnchorMissing,
    DocumentDamaged,
    DocumentTakesTooLong,
    ExistingSignatureBroken,
    PasswordNeeded,
    PasswordWrong,
)
from ttedesktop.errors.errors import TteError
from ttedesktop.signing.page_range import NOWHERE, PageRange
from ttedesktop.signing.place_rule import LETTER_ANCHOR, SavedPlace
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.validator_process import Validator
from ui.pages.paper_names import paper_name
from ui.queue.document import DocumentFacts, PlaceOnPage, RowState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.place_finding import PlacesFound
    from ttedesktop.signing.place_rule import PlaceRule
    from ttedesktop.signing.request import Placement
    from ttedesktop.validation.trust.trust_store import TrustStore

log = logging.getLogger(__name__)

_GRACE: Final = 0.25
"""Seconds without a new row, until the first document is looked at."""
_PATIENCE: Final = 2.0
"""Seconds after which it is, however many rows are still coming."""


@dataclass(frozen=True, slots=True)
class FactsWish:
    """A document that is to be looked at."""

    number: int
    path: Path
    rule: PlaceRule | None
    """None: at the letter's own anchor, else at the usual place."""
    password: str = ""
    keeps: DocumentFacts | None = None
    """Known already, but for the place."""
    signer: tuple[str, ...] = ()
    """By what the signer may be called, for fields that were prepared for somebody."""
    also_on: PageRange = NOWHERE
    """Pages that show the stamp as a picture, unless the rule names some."""


class QueueFacts(QObject):
    """One thread and two children of its own: what is read never waits for it."""

    found = Signal(int, object)
    """The number of a document, and its ``DocumentFacts``."""

    def __init__(self, trust: Callable[[], TrustStore]) -> None:
        super().__init__()
        self._trust = trust
        # They look through hundreds of documents; a person scrolls meanwhile.
        self.renderer = Renderer(child=renderer_child(gives_way=True))
        self.validator = Validator(gives_way=True)
        self._wishes: dict[int, FactsWish] = {}
        self._changed = threading.Condition()
        self._is_stopped = self._is_resting = False
        self._thread: threading.Thread | None = None

    def want(self, wishes: Sequence[FactsWish]) -> None:
        """Look at these, after what is wanted already; a newer wish replaces one."""
        with self._changed:
            for one in wishes:
                self._wishes[one.number] = one
            self._changed.notify_all()
        if self._thread is None and wishes:
            self._thread = threading.Thread(
                target=self._work, name="queue-facts", daemon=True
            )
            self._thread.start()

    def hurry(self, number: int) -> None:
        """Look at this one next."""
        with self._changed:
            wish = self._wishes.pop(number, None)
            if wish is not None:
                self._wishes = {number: wish, **self._wishes}

    def forget(self, numbers: Sequence[int]) -> None:
        """Look at these no more."""
        with self._changed:
            for one in numbers:
                self._wishes.pop(one, None)

    def rest(self, *, resting: bool) -> None:
        """Leave the processors to a batch that is signed."""
        with self._changed:
            self._is_resting = resting
            self._changed.notify_all()

    def stop(self) -> None:
        """End it, also in the middle of a document."""
        with self._changed:
            self._is_stopped = True
            self._wishes.clear()
            self._changed.notify_all()
        self.renderer.close()
        self.validator.close()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _work(self) -> None:
        with self._changed:
            self._wait_for_rows()
        while (wish := self._next()) is not None:
            try:
                facts = self._look(wish)
            except TteError as error:
                facts = _unreadable(error)
            except Exception:
                # Those that come after it are looked at all the same.
                log.exception("a document of the queue cannot be looked at")
                facts = _unreadable(DocumentDamaged(wish.path.name))
            if self._is_stopped:
                return
            try:
                self.found.emit(wish.number, facts)
            except RuntimeError:
                log.debug("nobody waits for these facts any more")

    def _next(self) -> FactsWish | None:
        with self._changed:
            if not self._wishes:
                self._wait_for_rows()
            self._changed.wait_for(
                lambda: self._is_stopped or (self._wishes and not self._is_resting)
            )
            if self._is_stopped:
                return None
            number = next(iter(self._wishes))
            return self._wishes.pop(number)

    def _wait_for_rows(self) -> None:
        """Wait until there are some; of many, until the window took all of them."""
        self._changed.wait_for(lambda: self._is_stopped or self._wishes)
        until = time.monotonic() + _PATIENCE
        while (
            len(self._wishes) > 1 and not self._is_stopped and time.monotonic() < until
        ):
            if not self._changed.wait(_GRACE):
                return

    def _look(self, wish: FactsWish) -> DocumentFacts:
        document = self.renderer.open(wish.path, password=wish.password)
        try:
            known = wish.keeps
            if known is None or known.sha256 != document.sha256:
                known = self._known(document)
            if known.state is RowState.UNREADABLE:
                return known
            return placed(known, document, self._places(wish, document))
        finally:
            self.renderer.forget(document)

    def _known(self, document: Document) -> DocumentFacts:
        facts = DocumentFacts(
            sha256=document.sha256,
            pages=len(document.pages),
            paper=paper_name(document.pages[-1]),
        )
        hindrance = what_prevents_signing(document)
        if hindrance is not None:
            return replace(facts, error=hindrance, state=RowState.UNREADABLE)
        signers, broken = self._signers(document)
        if broken is not None:
            return replace(
                facts, signers=signers, error=broken, state=RowState.UNREADABLE
            )
        warnings, notes = self._findings(document)
        return replace(
            facts,
            number=number_in(document, self.renderer),
            signers=signers,
            warnings=warnings,
            notes=notes,
        )

    def _signers(self, document: Document) -> tuple[tuple[str, ...], TteError | None]:
        if not document.carries_signature:
            return (), None
        report = self.validator.validate(document, self._trust())
        if report.verdict is Verdict.UNREADABLE:
            return (), DocumentTakesTooLong(document.name)
        names = tuple(
            one.signer.name for one in report.signatures if one.signer is not None
        )
        for one in report.signatures:
            if one.verdict is Verdict.INVALID:
                return names, ExistingSignatureBroken(document.name, one.field)
        return names, None

    def _findings(self, document: Document) -> tuple[int, tuple[str, ...]]:
        from ttedesktop.document.findings.words import words_for

        try:
            findings = self.renderer.inspect(document)
        except TteError:
            return 1, ()
        warned = [one for one in findings if one.weight is Weight.WARN]
        return len(warned), tuple(map(words_for, warned))

    def _places(self, wish: FactsWish, document: Document) -> PlacesFound:
        # It reads fields with what signs, which is loaded with the first document.
        from ttedesktop.signing.place_finding import find_places, with_pictures

        rule = wish.rule or LETTER_ANCHOR
        found = find_places(rule, document, self.renderer, signer=wish.signer)
        if wish.rule is None and isinstance(found.difficulty, AnchorMissing):
            found = find_places(SavedPlace(""), document, self.renderer)
        if wish.rule is not None and wish.rule.also_on:
            return found
        return with_pictures(found, wish.also_on, document)


def placed(
    facts: DocumentFacts, document: Document, found: PlacesFound
) -> DocumentFacts:
    """Return the facts with the one place that was found, or why it is not one."""
    only = found.only
    if only is None:
        return replace(
            facts, placement=None, field_name="", anchor=None, place=None,
            places=len(found.places), error=found.difficulty,
            state=RowState.NEEDS_PLACE,
        )  # fmt: skip
    return replace(
        facts, placement=only.placement, field_name=only.field_name,
        anchor=only.anchor, picture_pages=only.picture_pages, places=1, error=None,
        state=RowState.READY,
        place=place_on_page(only.placement, document),
    )  # fmt: skip


def place_on_page(
    placement: Placement | None, document: Document
) -> PlaceOnPage | None:
    """Return a place as a small picture of its page shows it."""
    if placement is None:
        return None
    page = document.pages[placement.page]
    seen = page.to_view(placement.rect, scale=1)
    return PlaceOnPage(
        page=placement.page,
        is_last=placement.page == len(document.pages) - 1,
        shape=page.height / page.width,
        box=(
            seen.x / page.width,
            seen.y / page.height,
            seen.width / page.width,
            seen.height / page.height,
        ),
    )


def _unreadable(error: TteError) -> DocumentFacts:
    is_locked = isinstance(error, PasswordNeeded | PasswordWrong)
    state = RowState.LOCKED if is_locked else RowState.UNREADABLE
    return DocumentFacts(error=error, state=state)
