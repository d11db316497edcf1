"""``ttedesktop tokens``: the tokens of this computer and their certificates."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.speaking import (
    error_json,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.language import _
from ttedesktop.moments import day
from ttedesktop.token_errors import ModuleMissing, TokenMissing
from ttedesktop.tokens.drivers import installed_modules
from ttedesktop.tokens.survey import ModuleSet, Survey

if TYPE_CHECKING:
    from collections.abc import Generator

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.contents import TokenContents


@contextlib.contextmanager
def modules_in_use(module: Path | None) -> Generator[ModuleSet]:
    """Yield the one module that was named, or all that are installed.

    Raises ModuleMissing if there is none.
    """
    paths = [str(module)] if module is not None else list(installed_modules())
    if not paths:
        raise ModuleMissing("")
    modules = ModuleSet(paths)
    try:
        yield modules
    finally:
        modules.close()


@click.command()
@click.option("--module", type=click.Path(path_type=Path), help="PKCS#11 module.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def tokens(*, module: Path | None, as_json: bool) -> None:
    """List the tokens and the certificates on them. No PIN is needed."""
    with modules_in_use(module) as modules:
        survey = modules.look()
    if as_json:
        print_json(_as_json(survey))
    else:
        _speak(survey)
    leave(0 if survey.tokens else 1)


def _as_json(survey: Survey) -> dict[str, Any]:
    return {
        "tokens": [_token_json(seen) for seen in survey.tokens],
        "troubles": [
            {"module": one.path, "error": error_json(one.error)}
            for one in survey.troubles
        ],
    }


def _token_json(seen: TokenContents) -> dict[str, Any]:
    token = seen.token
    return {
        "module": token.module,
        "slot": token.slot,
        "label": token.label,
        "serial": token.serial,
        "manufacturer": token.manufacturer,
        "model": token.model,
        "pin_pad": token.has_pin_pad,
        "pin": {
            "shortest": token.shortest_pin,
            "longest": token.longest_pin,
            "count_low": token.pin_state.is_count_low,
            "last_try": token.pin_state.is_last_try,
            "locked": token.pin_state.is_locked,
        },
        "certificates": [_certificate_json(one) for one in seen.certificates],
    }


def _certificate_json(one: TokenCertificate) -> dict[str, Any]:
    return {
        "name": one.name,
        "organisation": one.organisation,
        "issuer": one.issuer,
        "serial": one.serial,
        "sha256": one.sha256,
        "not_before": one.not_before.isoformat(),
        "not_after": one.not_after.isoformat(),
        "can_sign": one.can_sign,
        "hindrances": sorted(hindrance.value for hindrance in one.hindrances),
        "always_asks_pin": one.always_asks_pin,
    }


def _speak(survey: Survey) -> None:
    for trouble in survey.troubles:
        tell(trouble.error)
    if not survey.tokens and not survey.troubles:
        tell(TokenMissing(""))
    for seen in survey.tokens:
        say(f"{seen.token.label} ({seen.token.manufacturer} {seen.token.model})")
        for one in seen.certificates:
            until = _("berlaku sampai {day}").format(day=day(one.not_after))
            say(f"  {one.name}, {one.organisation}; {until}; {one.sha256[:16]}")
