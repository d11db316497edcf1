"""How the command line speaks: results on standard output, words on standard error."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, TypeVar

import click

from ttedesktop.errors.errors import Cancelled, TteError
from ttedesktop.language import _
from ttedesktop.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.untyped import JsonValue

P = ParamSpec("P")
R = TypeVar("R")


def say(sentence: str) -> None:
    """Tell the person something, beside the result."""
    click.echo(sentence, err=True)


class ProgressLine:
    """One line on a terminal's standard error that says what is being done now.

    Where standard error is no terminal, nothing is said: a log is not to be filled.
    """

    def __init__(self) -> None:
        self._width = 0
        """Columns that are written on."""

    def show(self, words: str) -> None:
        """Say this in the place of what was said before."""
        if not sys.stderr.isatty():
            return
        columns = max(1, shutil.get_terminal_size().columns - 1)
        line = words[:columns]
        click.echo(f"\r{line.ljust(self._width)}", err=True, nl=False)
        self._width = len(line)

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._width:
            blank = " " * self._width
            click.echo(f"\r{blank}\r", err=True, nl=False)
            self._width = 0


def print_json(document: JsonValue) -> None:
    """Print the one JSON document of this call."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def tell(error: TteError) -> None:
    """Say what went wrong, what became of it and what to do."""
    words = words_of(error)
    say(f"{words.heading}. {words.outcome}".rstrip())
    say(words.cause)
    for step in words.steps:
        say(f"  • {step}")


def error_json(error: TteError) -> dict[str, Any]:
    """Return an error for ``--json``: its code, its facts and its words."""
    words = words_of(error)
    return {
        "code": error.code(),
        "facts": error.facts(),
        "heading": words.heading,
        "cause": words.cause,
        "steps": list(words.steps),
    }


def leave(status: int) -> NoReturn:
    """End the command with an exit status."""
    sys.exit(status)


def worded(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a ``TteError`` that leaves ``command`` into words and an exit status."""

    @functools.wraps(command)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except TteError as error:
            if kwargs.get("as_json"):
                print_json({"error": error_json(error)})
            tell(error)
            leave(error.exit_status)
        except Cancelled:
            say(_("Dibatalkan."))
            leave(1)

    return spoken
