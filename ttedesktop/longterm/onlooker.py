"""Looks where documents stand; asks nobody, changes nothing, and loads little."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ttedesktop.errors.errors import TteError
from ttedesktop.errors.network_errors import TooLateToKeep
from ttedesktop.errors.output_errors import OutputNotVerified
from ttedesktop.longterm.care import Care, KeptDocument
from ttedesktop.longterm.standing import standing_of
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.validation.report import ValidationReport
    from ttedesktop.validation.trust.trust_store import TrustStore
    from ttedesktop.validation.validator_process import Validator


class Onlooker:
    """Looks with the parts it is given; safe to use from several threads."""

    def __init__(
        self,
        *,
        renderer: Renderer,
        validator: Validator,
        trust_store: TrustStore,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._renderer = renderer
        self._validator = validator
        self._store = trust_store
        self._clock = clock

    def look(self, path: Path, *, password: str = "") -> KeptDocument:
        """Say where a document stands; asks nobody and changes nothing."""
        return self._with_document(path, password, self._seen)

    def _with_document(
        self, path: Path, password: str, act: Callable[[Document], KeptDocument]
    ) -> KeptDocument:
        try:
            document = self._renderer.open(path, password=password)
        except TteError as error:
            return KeptDocument(path, Care.FAILED, error=error)
        try:
            return act(document)
        except TteError as error:
            return KeptDocument(path, Care.FAILED, error=error)
        finally:
            self._renderer.forget(document)

    def _seen(self, document: Document) -> KeptDocument:
        report = self._validated(document)
        standing = standing_of(report)
        seen = KeptDocument(
            document.path,
            Care.ENOUGH,
            before=standing.level,
            after=standing.level,
            keeps_until=standing.keeps_until,
            gathers_until=standing.gathers_until,
            is_legacy=standing.is_legacy,
        )
        if standing.level is None:
            return replace(seen, care=Care.UNSIGNED)
        if standing.too_late:
            late = TooLateToKeep(document.name, standing.too_late)
            return replace(seen, care=Care.TOO_LATE, error=late)
        return seen

    def _validated(self, document: Document) -> ValidationReport:
        report = self._validator.validate(document, self._store, at=self._clock())
        if report.verdict is Verdict.UNREADABLE:
            raise OutputNotVerified(report.error)
        return report
