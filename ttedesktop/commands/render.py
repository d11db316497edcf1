"""``ttedesktop render``: a page of a document as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from ttedesktop.commands.passwords import password_from
from ttedesktop.commands.speaking import say, worded
from ttedesktop.document.renderer import Renderer
from ttedesktop.errors import ReportNotWritten


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
        document = renderer.open(file, password=password_from(password_env))
        picture = renderer.png(document, page - 1, scale=dpi / 72)
    try:
        output.write_bytes(picture)
    except OSError:
        raise ReportNotWritten(output.name) from None
    say(str(output))
