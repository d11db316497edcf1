"""``ttedesktop register``: what was signed on this computer, and where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.speaking import print_json, say, worded
from ttedesktop.language import _, mark
from ttedesktop.moments import moment
from ttedesktop.register import (
    Register,
    RegisterEntry,
    RegisterFilter,
    Whereabouts,
    csv_of,
    whereabouts_of,
)
from ttedesktop.signing.output import write_new

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_STANDS = {
    Whereabouts.UNCHANGED: mark("Utuh di tempatnya"),
    Whereabouts.CHANGED: mark("Sudah berubah sejak ditandatangani"),
    Whereabouts.GONE: mark("Sudah dipindahkan, diganti namanya, atau dihapus"),
}


@click.command()
@click.option("--search", default="", help="Words in a name, a folder or a signer.")
@click.option("--since", type=click.DateTime(), help="Only what was signed since.")
@click.option("--until", type=click.DateTime(), help="Only what was signed until.")
@click.option("--certificate", default="", metavar="SHA256", help="Only of this one.")
@click.option("--most", default=500, show_default=True, type=click.IntRange(1))
@click.option("--check", is_flag=True, help="Say what has become of each file.")
@click.option("--csv", "target", type=click.Path(path_type=Path), help="Write a table.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def register(**options: Any) -> None:  # noqa: ANN401 - one for each option above
    """List what was signed on this computer, newest first."""
    wanted = RegisterFilter(
        words=options["search"],
        since=_local(options["since"]),
        until=_local(options["until"]),
        certificate=options["certificate"],
    )
    found = Register().find(wanted, most=options["most"])
    if options["target"] is not None:
        path = write_new(options["target"], csv_of(found))
        say(_("Disimpan: {path}").format(path=path))
    stands = [whereabouts_of(one) for one in found] if options["check"] else []
    if options["as_json"]:
        print_json(_as_json(found, stands))
    elif options["target"] is None:
        _print(found, stands)


def _local(day: datetime | None) -> datetime | None:
    return None if day is None else day.astimezone()


def _print(found: Sequence[RegisterEntry], stands: Sequence[Whereabouts]) -> None:
    if not found:
        say(_("Belum ada yang ditandatangani di komputer ini."))
    for number, one in enumerate(found):
        click.echo(f"{moment(one.at)}  {one.signer}")
        click.echo(f"    {one.path}")
        if stands:
            click.echo(f"    {_(_STANDS[stands[number]])}")


def _as_json(
    found: Sequence[RegisterEntry], stands: Sequence[Whereabouts]
) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for number, one in enumerate(found):
        entry: dict[str, Any] = {
            "at": one.at.isoformat(),
            "original": one.original,
            "sha256_before": one.before,
            "signed": one.path,
            "sha256": one.sha256,
            "size": one.size,
            "field": one.field,
            "place": one.place,
            "signer": one.signer,
            "organisation": one.organisation,
            "certificate": one.certificate,
        }
        if stands:
            entry["stands"] = stands[number].value
        told.append(entry)
    return told
