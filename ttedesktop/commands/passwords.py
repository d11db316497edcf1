"""Where the command line takes a PIN or a password from; never from an argument."""

from __future__ import annotations

import os
import sys

import click

from ttedesktop.errors import Cancelled
from ttedesktop.language import _
from ttedesktop.tokens.pin import Pin


def pin_from(*, label: str, from_stdin: bool, variable: str | None) -> Pin:
    """Return the PIN from standard input, an environment variable or a prompt.

    Raises ``Cancelled`` if the person gives none.
    """
    if from_stdin:
        characters = sys.stdin.readline().rstrip("\r\n")
    elif variable is not None:
        characters = os.environ.get(variable, "")
    else:
        characters = _prompt(_("PIN token “{label}”").format(label=label))
    if not characters:
        raise Cancelled
    return Pin(characters)


def password_from(variable: str | None) -> str:
    """Return the password of an encrypted document from an environment variable."""
    return os.environ.get(variable, "") if variable is not None else ""


def _prompt(question: str) -> str:
    try:
        answer: str = click.prompt(question, hide_input=True, err=True)
    except click.Abort:
        raise Cancelled from None
    return answer
