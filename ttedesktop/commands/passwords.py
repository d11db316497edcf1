"""Where the command line takes a PIN or a password from; never from an argument."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ttedesktop.errors.document_errors import PasswordNeeded
from ttedesktop.errors.errors import Cancelled
from ttedesktop.language import _
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer


@dataclass(frozen=True, slots=True)
class PinSource:
    """Standard input, an environment variable, or else a prompt at a terminal.

    Its methods raise ``Cancelled`` if the person gives nothing, ``click.UsageError``
    if there is nobody to ask.
    """

    from_stdin: bool = False
    variable: str | None = None
    new_variable: str | None = None

    def pin(self, question: str) -> Pin:
        """Return the PIN."""
        nobody = _("Berikan PIN dengan --pin-stdin atau --pin-env.")
        return _given(self._characters(question, nobody))

    def password(self, question: str) -> Pin:
        """Return the password of a key file; an empty one is a password too."""
        nobody = _("Berikan kata sandi berkas dengan --pin-stdin atau --pin-env.")
        return _pin(self._characters(question, nobody, may_be_empty=True))

    def new_pin(self) -> Pin:
        """Return a PIN that is to be, which a person at a terminal types twice."""
        if self.from_stdin:
            return _given(_line())
        if self.new_variable is not None:
            return _given(_variable(self.new_variable))
        if self.variable is not None or not sys.stdin.isatty():
            raise click.UsageError(_("Berikan PIN baru dengan --new-pin-env."))
        characters = _prompt(_("PIN baru"))
        if characters != _prompt(_("PIN baru sekali lagi")):
            raise click.UsageError(_("Kedua PIN baru tidak sama."))
        return _given(characters)

    def _characters(
        self, question: str, nobody: str, *, may_be_empty: bool = False
    ) -> str:
        if self.from_stdin:
            return _line()
        if self.variable is not None:
            return _variable(self.variable)
        if not sys.stdin.isatty():
            # Without a terminal a prompt would read, and show, whatever comes in.
            raise click.UsageError(nobody)
        return _prompt(question, may_be_empty=may_be_empty)


def _given(characters: str) -> Pin:
    if not characters:
        raise Cancelled
    return _pin(characters)


def _pin(characters: str) -> Pin:
    try:
        return Pin(characters)
    except UnicodeEncodeError:
        # Bytes that are no text reach Python as lone surrogates.
        raise _not_text() from None


def _line() -> str:
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise _not_text() from None


def _not_text() -> click.UsageError:
    return click.UsageError(_("PIN atau kata sandi itu bukan teks UTF-8."))


class Passwords:
    """Opens documents; what a person typed for one of them is asked for once."""

    def __init__(self, variable: str | None) -> None:
        self._variable = variable
        self._typed: dict[Path, str] = {}
        self._turn = threading.Lock()

    def open(self, renderer: Renderer, file: Path) -> Document:
        """Open a document; its password comes from a variable or, else, a prompt.

        Raises what ``Renderer.open`` raises; ``PasswordNeeded`` if there is nobody to
        ask.
        """
        known = self._typed.get(file) or password_from(self._variable)
        try:
            return renderer.open(file, password=known)
        except PasswordNeeded:
            if self._variable is not None or not sys.stdin.isatty():
                raise
        question = _("Kata sandi “{name}”").format(name=file.name)
        with self._turn:
            typed = _prompt(question)
        document = renderer.open(file, password=typed)
        self._typed[file] = typed
        return document


def open_document(
    renderer: Renderer, file: Path, *, password_variable: str | None
) -> Document:
    """Open one document, as ``Passwords`` does."""
    return Passwords(password_variable).open(renderer, file)


def password_from(variable: str | None) -> str:
    """Return the password of an encrypted document from an environment variable."""
    return _variable(variable) if variable is not None else ""


def _variable(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        told = _("Variabel {name} tidak ada.").format(name=name)
        raise click.UsageError(told) from None


def _prompt(question: str, *, may_be_empty: bool = False) -> str:
    try:
        answer: str = click.prompt(
            question,
            hide_input=True,
            err=True,
            default="" if may_be_empty else None,
            show_default=False,
        )
    except click.Abort:
        raise Cancelled from None
    return answer
