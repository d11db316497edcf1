"""``ttedesktop render``: a page of a document as a picture."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from ttedesktop.commands.passwords import open_document
from ttedesktop.commands.speaking import say, worded
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.output_errors import ReportNotWritten


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True)
@click.option(
    "--dpi", type=click.IntRange(min=8, max=1200), default=150, show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="PNG file."
)
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@worded
def render(
    file: Path, page: int, dpi: int, output: Path, password_env: str | None
) -> None:
    """Draw a page of FILE as a PNG."""
    with Renderer() as renderer:
        document = open_document(renderer, file, password_variable=password_env)
        picture = renderer.png(document, page - 1, scale=dpi / 72)
    _write_whole(output, picture)
    say(str(output))


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file that replaces another of its name only once it is complete."""
    temporary = path.with_name(f".~tte-{secrets.token_hex(8)}.tmp")
    try:
        try:
            temporary.write_bytes(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError:
        raise ReportNotWritten(path.name) from None
