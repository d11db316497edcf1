"""From the options of ``ttedesktop sign`` to a specimen, shipped or one's own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.language import _
from ttedesktop.signing.specimen import Specimen
from ttedesktop.specimens.design import STARTING, SpecimenDesign, design_named
from ttedesktop.specimens.picture_folder import PictureFolder
from ttedesktop.specimens.profile import Profile

if TYPE_CHECKING:
    from ttedesktop.settings.values import Settings


def specimen_from(options: dict[str, Any]) -> Specimen:
    """Return the specimen that ``--stamp``, ``--profile`` and the like describe.

    Only the first two look into the keyring: a script that names neither works
    without one. Raises ``click.BadParameter`` for a name that there is not.
    """
    if not (options["stamp"] or options["profile"]):
        return Specimen(_stated(Profile(), options))
    settings = _own_settings()
    design = _design(options["stamp"], settings)
    profile = _stated(_profile(options["profile"], settings), options)
    return Specimen(profile, design, PictureFolder().read(design.picture))


def _own_settings() -> Settings:
    # The keyring takes long to load, and most calls do not need it.
    from ttedesktop.settings.store import SettingsStore

    return SettingsStore().load().settings


def _design(name: str | None, settings: Settings) -> SpecimenDesign:
    if not name:
        return settings.chosen_specimen
    found = design_named(name, settings.specimens)
    if found is None:
        there = ", ".join(one.key for one in settings.specimens or STARTING)
        msg = _("Tidak ada spesimen “{name}”. Yang ada: {there}.").format(
            name=name, there=there
        )
        raise click.BadParameter(msg, param_hint="--stamp")
    return found


def _profile(label: str | None, settings: Settings) -> Profile:
    if not label:
        return settings.signing_profile
    wanted = label.casefold()
    for one in settings.more_profiles:
        if one.label.casefold() == wanted:
            return one
    msg = _("Tidak ada peran “{label}” di Setelan.").format(label=label)
    raise click.BadParameter(msg, param_hint="--profile")


def _stated(profile: Profile, options: dict[str, Any]) -> Profile:
    """Return a profile with what the call itself states about the person."""
    stated = {
        "name": options["name"],
        "position": options["position"],
        "employee_number": options["nip"],
    }
    given = {field: words for field, words in stated.items() if words}
    return dataclasses.replace(profile, **given)
