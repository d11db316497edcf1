"""Many files checked one after the other, each with an answer of its own."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Self

from ttedesktop.document.renderer import Renderer
from ttedesktop.errors import TteError
from ttedesktop.validation.report import ValidationReport, Verdict
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from ttedesktop.validation.trust_store import TrustStore

MOST_DOCUMENTS: Final = 100_000


def documents_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files as they are named, and the PDFs of folders and their folders."""
    count = 0
    for path in paths:
        inside = _documents_below(path) if path.is_dir() else (path,)
        for one in inside:
            count += 1
            if count > MOST_DOCUMENTS:
                return
            yield one


def _documents_below(folder: Path) -> Iterator[Path]:
    # Links are not followed: they may lead round in a circle.
    waiting = [folder]
    while waiting:
        try:
            inside = sorted(waiting.pop().iterdir())
        except OSError:
            continue
        for one in inside:
            if one.is_dir() and not one.is_symlink():
                waiting.append(one)
            elif one.suffix.lower() == ".pdf" and one.is_file():
                yield one


class Checking:
    """Opens and validates files with children of its own, for as long as it is used."""

    def __init__(
        self,
        store: TrustStore,
        *,
        at: datetime | None = None,
        strict: bool = False,
        password: str = "",
    ) -> None:
        self._store, self._at, self._strict = store, at, strict
        self._password = password
        self._renderer = Renderer()
        self._validator = Validator()
        self._children = ExitStack()

    def __enter__(self) -> Self:
        """Use the children."""
        self._children.enter_context(self._renderer)
        self._children.enter_context(self._validator)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the children."""
        self._children.close()

    def check(self, path: Path) -> tuple[ValidationReport, TteError | None]:
        """Return the report on a file, and why it could not be opened, if so."""
        try:
            document = self._renderer.open(path, password=self._password)
        except TteError as error:
            code = error.code()
            return ValidationReport(path.name, Verdict.UNREADABLE, error=code), error
        try:
            report = self._validator.validate(
                document, self._store, at=self._at, strict=self._strict
            )
        finally:
            self._renderer.forget(document)
        return report, None
