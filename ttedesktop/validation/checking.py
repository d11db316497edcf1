"""Many files checked one after the other, each with an answer of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.errors import TteError
from ttedesktop.validation.report import ValidationReport, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

MOST_DOCUMENTS: Final = 100_000


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file to be checked, and what it is called in a list."""

    path: Path
    name: str
    """Of a file in a folder: its path from there."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found of a file."""

    listed: ListedFile
    report: ValidationReport
    error: TteError | None = None
    """Why it could not be opened, if so."""


def documents_in(paths: Iterable[Path]) -> Iterator[ListedFile]:
    """Yield files as they are named, and the PDFs of folders and their folders."""
    count = 0
    for path in paths:
        inside = _documents_below(path) if path.is_dir() else _alone(path)
        for one in inside:
            count += 1
            if count > MOST_DOCUMENTS:
                return
            yield one


def check_file(
    listed: ListedFile,
    renderer: Renderer,
    validate: Callable[[Document], ValidationReport],
    *,
    password: str = "",
) -> CheckedFile:
    """Open and validate a file; whatever it holds, something is said of it."""
    try:
        document = renderer.open(listed.path, password=password)
    except TteError as error:
        code = error.code()
        unreadable = ValidationReport(listed.name, Verdict.UNREADABLE, error=code)
        return CheckedFile(listed, unreadable, error)
    try:
        report = validate(document)
    finally:
        renderer.forget(document)
    return CheckedFile(listed, replace(report, file=listed.name))


def _alone(path: Path) -> Iterator[ListedFile]:
    yield ListedFile(path, path.name)


def _documents_below(folder: Path) -> Iterator[ListedFile]:
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
                yield ListedFile(one, one.relative_to(folder).as_posix())
