"""From options, settings and policy to whoever gives time-stamps and proof."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ttedesktop.anchor_choice import anchors_of
from ttedesktop.data_folder import unfinished_folder
from ttedesktop.language import _
from ttedesktop.longterm.unfinished import UnfinishedDocuments
from ttedesktop.policy import machine_policy
from ttedesktop.service_choice import wishes_from
from ttedesktop.settings.values import Settings
from ttedesktop.validation.trust.trust_store import TrustStore, read_certificates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ttedesktop.longterm.levels import LongTerm
    from ttedesktop.policy import Policy

C = TypeVar("C", bound="Callable[..., Any]")

UNFINISHED = UnfinishedDocuments(unfinished_folder())


def service_options(command: C) -> C:
    """Add the options that say whom to ask for time-stamps and proof."""
    options = (
        click.option(
            "--tsa",
            multiple=True,
            metavar="URL",
            help="Time-stamp authority; further ones stand by.",
        ),
        click.option("--tsa-account", default="", metavar="NAME"),
        click.option(
            "--tsa-password-env", metavar="NAME", help="Variable with its password."
        ),
        click.option(
            "--allow-local",
            multiple=True,
            metavar="HOST",
            help="A host of the own network that may be asked.",
        ),
        click.option(
            "--trust",
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            help="Certificates to trust as anchors for this call.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def trusted(paths: Sequence[Path]) -> TrustStore:
    """Return the pinned anchors, the administrator's, and those in files."""
    ders = [der for path in paths for der in read_certificates(path)]
    fixed = anchors_of(machine_policy())
    return TrustStore.pinned().with_certificates([*fixed, *ders])


def long_term_from(
    options: dict[str, Any],
    store: TrustStore,
    *,
    clock: Callable[[], datetime] | None = None,
) -> LongTerm:
    """Return what makes levels above B-B.

    The settings of the person serve where no ``--tsa`` is given. Raises
    ``click.UsageError`` and PolicyUnreadable.
    """
    # Only who wants time-stamps waits until the libraries for them are there.
    from ttedesktop.longterm.levels import LongTerm

    policy = machine_policy()
    settings, passwords = _said(options, policy)
    wishes = wishes_from(
        settings,
        policy,
        time_stamp_password=passwords[0],
        proxy_password=passwords[1],
        local_hosts=options["allow_local"],
    )
    later = bool(options.get("complete_later"))
    wishes = replace(wishes, completes_later=later)
    return LongTerm.of(wishes, store, **({} if clock is None else {"clock": clock}))


def _said(options: dict[str, Any], policy: Policy) -> tuple[Settings, tuple[str, str]]:
    variable = options["tsa_password_env"]
    if variable is not None and variable not in os.environ:
        told = _("Variabel {name} tidak ada.").format(name=variable)
        raise click.UsageError(told)
    password = "" if variable is None else os.environ[variable]
    if not options["tsa"]:
        return _kept(policy)
    first, *others = options["tsa"]
    said = replace(
        Settings(),
        time_stamp_address=first,
        time_stamp_fallbacks=" ".join(others),
        time_stamp_account=options["tsa_account"],
    )
    return policy.impose(said), (password, "")


def archive_folders() -> tuple[Path, ...]:
    """Return the folders that the person, or an administrator, has watched.

    Raises PolicyUnreadable.
    """
    # The keyring takes long to load, and most calls do not need it.
    from ttedesktop.settings.store import SettingsStore

    settings = machine_policy().impose(SettingsStore().load().settings)
    return tuple(Path(one) for one in settings.archive_folders)


def _kept(policy: Policy) -> tuple[Settings, tuple[str, str]]:
    # The keyring takes long to load, and most calls do not need it.
    from ttedesktop.errors.output_errors import SettingsUnavailable
    from ttedesktop.settings.store import Secret, SettingsStore

    store = SettingsStore()
    settings = policy.impose(store.load().settings)
    try:
        passwords = (
            store.secret(Secret.TIME_STAMP) if settings.time_stamp_account else "",
            store.secret(Secret.PROXY) if settings.proxy_account else "",
        )
    except SettingsUnavailable:
        passwords = ("", "")
    return settings, passwords
