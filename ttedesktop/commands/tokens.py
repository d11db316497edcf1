"""``ttedesktop tokens``: the tokens of this computer and their certificates."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.passwords import PinSource
from ttedesktop.commands.speaking import (
    error_json,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.errors.token_errors import ModuleMissing, TokenMissing
from ttedesktop.language import _
from ttedesktop.module_choice import module_set, modules_to_use, require_allowed
from ttedesktop.moments import day

if TYPE_CHECKING:
    from collections.abc import Generator

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.slot import Token
    from ttedesktop.tokens.survey import ModuleSet, Survey


@contextlib.contextmanager
def modules_in_use(module: Path | None) -> Generator[ModuleSet]:
    """Yield the one module that was named, or all that are installed.

    Raises ModuleMissing if there is none, ModuleNotAllowed and PolicyUnreadable.
    """
    if module is not None:
        require_allowed(str(module))
    paths = modules_to_use() if module is None else (str(module),)
    if not paths:
        raise ModuleMissing("")
    modules = module_set(paths)
    try:
        yield modules
    finally:
        modules.close()


@click.command()
@click.option("--module", type=click.Path(path_type=Path), help="PKCS#11 module.")
@click.option("--token", "label", default="", help="Label of the token.")
@click.option("--change-pin", is_flag=True, help="Replace the PIN of the token.")
@click.option("--pin-stdin", is_flag=True, help="Read old and new PIN, a line each.")
@click.option("--pin-env", metavar="NAME", help="Variable with the old PIN.")
@click.option("--new-pin-env", metavar="NAME", help="Variable with the new PIN.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def tokens(*, module: Path | None, label: str, as_json: bool, **pins: Any) -> None:  # noqa: ANN401 - the options about PINs
    """List the tokens and the certificates on them; only a change needs the PIN."""
    is_change = pins.pop("change_pin")
    if not is_change and any(pins.values()):
        raise click.UsageError(_("PIN hanya diperlukan bersama --change-pin."))
    with modules_in_use(module) as modules:
        survey = modules.look()
        if is_change:
            token = survey.find(label).token
            source = PinSource(pins["pin_stdin"], pins["pin_env"], pins["new_pin_env"])
            _change(modules, token, source)
            say(_("PIN token “{label}” sudah diganti.").format(label=token.label))
            leave(0)
    if label:
        survey = dataclasses.replace(survey, tokens=(survey.find(label),))
    if as_json:
        print_json(_as_json(survey))
    else:
        _speak(survey)
    leave(0 if survey.tokens else 1)


def _change(modules: ModuleSet, token: Token, source: PinSource) -> None:
    """Ask for both PINs, unless they are typed on the reader, and change them."""
    old = new = None
    if not token.has_pin_pad:
        old = source.pin(_("PIN lama token “{label}”").format(label=token.label))
        new = source.new_pin()
    modules.module_of(token).change_pin(token, old, new)


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
            "must_be_changed": token.pin_state.must_be_changed,
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
