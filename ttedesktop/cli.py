"""The command line: every capability of the window, for scripts, tests and support.

Exit status: 0 all well; 1 a document is not valid or could not be signed; 2 wrong
usage or unreadable input. ``--json`` prints one JSON document on standard output
and nothing else there; messages go to standard error.
"""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
from importlib import import_module
from typing import Final

import click

from ttedesktop import __version__
from ttedesktop.commands.speaking import leave, say
from ttedesktop.language import Language, _, choose_language
from ttedesktop.loading import without_tidying
from ttedesktop.memory import forbid_core_dumps

COMMANDS: Final = (
    "augment", "demo", "doctor", "inspect", "policy", "prepare", "register", "render",
    "revocation", "settings", "sign", "tokens", "verify",
)  # fmt: skip
"""Each is the function of that name in the module of that name."""


class _Commands(click.Group):
    """Imports a command only when it is called: ``tokens`` needs no PDF library."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        with without_tidying():
            module = import_module(f"ttedesktop.commands.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ttedesktop")
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    default=Language.INDONESIAN.value,
    envvar="TTE_LANGUAGE",
    show_default=True,
    help="Language of the messages.",
)
def program(language: str) -> None:
    """Read PDFs, sign them with a PKCS#11 token and verify them offline."""
    choose_language(Language(language))


def main() -> None:
    """Run the command that the arguments name, and end with its exit status."""
    forbid_core_dumps()
    _prepare_streams()
    level = logging.DEBUG if "TTE_DEBUG" in os.environ else logging.CRITICAL
    logging.basicConfig(level=level)
    # Ended from outside, it still takes away what is half-written.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        status = program.main(prog_name="ttedesktop", standalone_mode=False)
    except click.ClickException as refusal:
        if isinstance(refusal, click.UsageError) and refusal.ctx is not None:
            say(refusal.ctx.get_usage())
        say(refusal.format_message())
        leave(refusal.exit_code)
    except click.Abort:
        say(_("Dibatalkan."))
        leave(1)
    leave(status if isinstance(status, int) else 0)


def _prepare_streams() -> None:
    """Speak UTF-8 into files and pipes too, and survive names that are no text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
