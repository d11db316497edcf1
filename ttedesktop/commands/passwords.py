"""Where the command line takes a PIN or a password from; never from an argument."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from ttedesktop.document_errors import PasswordNeeded
from ttedesktop.errors import Cancelled
from ttedesktop.language import _
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.renderer import Renderer


def pin_from(*, label: str, from_stdin: bool, variable: str | None) -> Pin:
    """Return the PIN from standard input, an environment variable or a prompt.

    Raises ``Cancelled`` if the person gives none, ``click.UsageError`` if there is
    nobody to ask.
    """
    if from_stdin:
        characters = sys.stdin.readline().rstrip("\r\n")
    elif variable is not None:
        characters = _variable(variable)
    elif sys.stdin.isatty():
        characters = _prompt(_("PIN token “{label}”").format(label=label))
    else:
        # Without a terminal a prompt would read, and show, whatever comes in.
        raise click.UsageError(_("Berikan PIN dengan --pin-stdin atau --pin-env."))
    if not characters:
        raise Cancelled
    return Pin(characters)


def open_document(
    renderer: Renderer, file: Path, *, password_variable: str | None
) -> Document:
    """Open a document; its password comes from a variable or, at a terminal, a prompt.

    Raises what ``Renderer.open`` raises; ``PasswordNeeded`` if there is nobody to ask.
    """
    try:
        return renderer.open(file, password=password_from(password_variable))
    except PasswordNeeded:
        if password_variable is not None or not sys.stdin.isatty():
            raise
    question = _("Kata sandi “{name}”").format(name=file.name)
    return renderer.open(file, password=_prompt(question))


def password_from(variable: str | None) -> str:
    """Return the password of an encrypted document from an environment variable."""
    return _variable(variable) if variable is not None else ""


def _variable(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        told = _("Variabel {name} tidak ada.").format(name=name)
        raise click.UsageError(told) from None


def _prompt(question: str) -> str:
    try:
        answer: str = click.prompt(question, hide_input=True, err=True)
    except click.Abort:
        raise Cancelled from None
    return answer
