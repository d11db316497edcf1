"""The command line: every capability of the window, for scripts, tests and support.

Exit status: 0 all well; 1 a document is not valid or could not be signed; 2 wrong
usage or unreadable input. ``--json`` prints one JSON document on standard output
and nothing else there; messages go to standard error.
"""

from __future__ import annotations

import click

from ttedesktop import __version__
from ttedesktop.commands.demo import demo
from ttedesktop.commands.render import render
from ttedesktop.commands.sign import sign
from ttedesktop.commands.tokens import tokens
from ttedesktop.commands.verify import verify
from ttedesktop.language import Language, choose_language


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ttedesktop")
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    default=Language.INDONESIAN.value,
    envvar="TTE_LANGUAGE",
    show_default=True,
    help="Language of the messages.",
)
def main(language: str) -> None:
    """Read PDFs, sign them with a PKCS#11 token and verify them offline."""
    choose_language(Language(language))


main.add_command(demo)
main.add_command(render)
main.add_command(sign)
main.add_command(tokens)
main.add_command(verify)
