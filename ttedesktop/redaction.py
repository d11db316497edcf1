"""What may be written down of what happened: nothing that tells whose document it was.

A log and a report of a defect hold no text of a document, no name, no PIN, and of a
path only the ending. What is not known to be harmless is left out.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.errors import TteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_PLAIN: Final = re.compile(r"[a-z0-9_.+-]{1,32}")
"""Words of the program, such as ``unavailable``; names of people have capitals."""
_LONG_NUMBER: Final = re.compile(r"\d{6,}")
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}")
_LARGE: Final = 1_000_000
"""From here on a number may be somebody's."""
_LEFT_OUT: Final = "…"
_ROOMS: Final = ("ttedesktop", "ui", "resources")
_DEEPEST: Final = 40
"""Frames that are told of one error."""


def harmless(value: object) -> object:
    """Return a value as it may be written down."""
    if isinstance(value, bool | float | None):
        return value
    if isinstance(value, int):
        return value if abs(value) < _LARGE else _LEFT_OUT
    return _in_words(value)


def path_without_names(path: str) -> str:
    """Return the ending of a path; nothing else of it."""
    ending = Path(path.replace("\\", "/")).suffix
    return f"{_LEFT_OUT}{ending}" if _ENDING.fullmatch(ending) else _LEFT_OUT


def told_of(error: BaseException) -> str:
    """Return what an error was and where it was met, without what it says."""
    return "\n".join(_lines_of(error))


def source_place(filename: str) -> str:
    """Return where a source file lies, from its package on."""
    parts = Path(filename.replace("\\", "/")).parts
    for number in range(len(parts) - 1, -1, -1):
        if parts[number] in _ROOMS:
            return "/".join(parts[number:])
        if parts[number] == "site-packages":
            return "/".join(parts[number + 1 :])
    return parts[-1] if parts else ""


def _in_words(value: object) -> str:
    match value:
        case TteError():
            return value.code()
        case PurePath():
            return path_without_names(str(value))
        case str():
            return _word(value)
        case _:
            return type(value).__name__


def _word(value: str) -> str:
    if _PLAIN.fullmatch(value) and not _LONG_NUMBER.search(value):
        return value
    return path_without_names(value)


def _lines_of(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    told: BaseException | None = error
    while told is not None and id(told) not in seen:
        seen.add(id(told))
        yield _headline(told)
        yield from _frames(told.__traceback__)
        told = told.__cause__ or told.__context__


def _headline(error: BaseException) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    if isinstance(error, TteError):
        return f"{name} ({error.code()})"
    if isinstance(error, OSError):
        return f"{name} (errno {error.errno})"
    return name


def _frames(trace: TracebackType | None) -> Iterator[str]:
    frames: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        place = source_place(code.co_filename)
        frames.append(f"    {place}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    yield from frames[-_DEEPEST:]
