"""``ttedesktop policy``: what an administrator has fixed on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.speaking import print_json, worded
from ttedesktop.language import _
from ttedesktop.policy import machine_policy, policy_place, read_policy
from ttedesktop.settings.catalogue import CATALOGUE, default_of
from ttedesktop.settings.controls import words_for

if TYPE_CHECKING:
    from ttedesktop.policy import FixedSetting, Policy
    from ttedesktop.settings.declaration import Declared


@click.command()
@click.option(
    "--explain", is_flag=True, help="Every setting that can be fixed, not only these."
)
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read this file of yours instead, to try it before it is installed.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@worded
def policy(*, explain: bool, file: Path | None, as_json: bool) -> None:
    """Tell what an administrator fixed or proposed here, and where it is written."""
    place = str(file) if file else policy_place()
    found = _own(file) if file else machine_policy()
    if as_json:
        print_json(_as_json(found, place))
        return
    click.echo(_("Aturan administrator: {place}").format(place=place))
    if not found.said:
        click.echo(_("Tidak ada yang diatur; semua diserahkan kepada pengguna."))
    said = {one.key: one for one in found.said}
    for one in CATALOGUE:
        if explain or one.key in said:
            click.echo("")
            click.echo("\n".join(_lines(one, said.get(one.key))))


def _own(file: Path) -> Policy:
    """Read a file that belongs to whoever tries it. Raises PolicyUnreadable."""
    owner = file.stat().st_uid if file.exists() else 0
    return read_policy(file, owner=owner)


def _lines(one: Declared, said: FixedSetting | None) -> list[str]:
    lines = [f"{one.key}: {_(one.name)}", f"    {_(one.sentence)}"]
    lines.append("    " + _("Boleh: {allowed}").format(allowed=one.control.allowed))
    if one.field:
        usual = words_for(one.control, default_of(one))
        lines.append("    " + _("Bawaan: {value}").format(value=usual))
    if said is not None:
        lines.append("    " + _said_in_words(said))
    return lines


def _said_in_words(said: FixedSetting) -> str:
    value = words_for(said.setting.control, said.value)
    if said.is_locked:
        return _("Dikunci administrator: {value}").format(value=value)
    return _("Diusulkan administrator: {value}").format(value=value)


def _as_json(found: Policy, place: str) -> dict[str, Any]:
    return {
        "place": place,
        "settings": [
            {
                "key": one.key,
                "value": one.setting.control.tell(one.value),
                "locked": one.is_locked,
            }
            for one in found.said
        ],
    }
