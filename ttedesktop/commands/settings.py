"""``ttedesktop settings``: taken along as a file, brought back, and forgotten."""

from __future__ import annotations

from pathlib import Path

import click

from ttedesktop.commands.speaking import say, worded
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.output_errors import SettingsUnavailable
from ttedesktop.forgetting import forget_everything
from ttedesktop.language import _
from ttedesktop.settings.file import SettingsFile, read_settings, write_settings
from ttedesktop.settings.store import SettingsStore, StoreOutcome
from ttedesktop.specimens.picture_folder import PictureFolder, pictures_of

_READABLE = (StoreOutcome.STORED, StoreOutcome.ABSENT, StoreOutcome.NEWER)


@click.group()
def settings() -> None:
    """Take the settings of the window along, bring them back, or forget everything."""


@settings.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@worded
def export(*, file: Path) -> None:
    """Write the settings to FILE, without secrets, drivers and trusted certificates."""
    loaded = SettingsStore().load()
    if loaded.outcome not in _READABLE:
        raise SettingsUnavailable
    pictures = pictures_of(loaded.settings.specimens, PictureFolder())
    write_settings(file, SettingsFile(loaded.settings, pictures))
    say(_("Setelan disimpan: {path}").format(path=file))


@settings.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@worded
def import_(*, file: Path) -> None:
    """Take the settings in FILE over those of this computer."""
    told, store = read_settings(file), SettingsStore()
    loaded = store.load()
    if loaded.outcome is StoreOutcome.UNAVAILABLE:
        raise SettingsUnavailable
    with Renderer() as renderer:
        taken = told.taken_over(
            loaded.settings, renderer.prepare_picture, PictureFolder()
        )
    store.save(taken)
    say(_("Setelan dari {path} dipakai.").format(path=file))


@settings.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@worded
def forget(*, yes: bool) -> None:
    """Remove settings, pictures, lists and logs of this program; documents stay."""
    if not yes:
        click.confirm(_("Hapus semua data program di komputer ini?"), abort=True)
    forget_everything(SettingsStore())
    say(_("Semua data program sudah dihapus. Dokumen Anda tidak disentuh."))
