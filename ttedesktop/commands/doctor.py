"""``ttedesktop doctor``: says why a token does not work."""

from __future__ import annotations

import dataclasses
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop import __version__
from ttedesktop.commands.passwords import PinSource
from ttedesktop.commands.speaking import leave, print_json, say, worded
from ttedesktop.language import _
from ttedesktop.module_choice import module_set, modules_to_use, require_allowed
from ttedesktop.tokens.diagnosis.anonymity import without_names
from ttedesktop.tokens.diagnosis.facts import TokenFacts, TokenState
from ttedesktop.tokens.diagnosis.findings import examine
from ttedesktop.tokens.diagnosis.ladder import diagnose
from ttedesktop.tokens.diagnosis.mechanism_names import mechanisms_in_words
from ttedesktop.tokens.diagnosis.readers import look_for_readers
from ttedesktop.tokens.diagnosis.text import as_text, system_name, write_text
from ttedesktop.tokens.diagnosis.trial import try_signature

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.diagnosis.findings import DriverFile, Findings, ModuleFinding
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.tokens.survey import ModuleSet


@click.command()
@click.option(
    "--module", type=click.Path(path_type=Path), help="PKCS#11 module besides others."
)
@click.option("--sign", "signs", is_flag=True, help="Make a test signature, with PIN.")
@click.option("--token", "label", default="", help="Label of the token to sign with.")
@click.option("--pin-stdin", is_flag=True, help="Read the PIN from standard input.")
@click.option("--pin-env", metavar="NAME", help="Variable with the PIN.")
@click.option("--save", type=click.Path(path_type=Path), help="Write the report there.")
@click.option("--with-names", is_flag=True, help="Tell names and serial numbers, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def doctor(*, module: Path | None, signs: bool, label: str, **options: Any) -> None:  # noqa: ANN401 - the other options above
    """Say why a token does not work.

    No name and no serial number is told unless you ask for it, and no PIN is needed
    but for a test signature, which is thrown away.
    """
    source = PinSource(options["pin_stdin"], options["pin_env"])
    if not signs and (label or source != PinSource()):
        raise click.UsageError(_("Token dan PIN hanya diperlukan bersama --sign."))
    if module is not None:
        require_allowed(str(module))
    modules = module_set(modules_to_use(() if module is None else (str(module),)))
    try:
        facts = TokenFacts(modules.look(), look_for_readers(), examine(modules))
        if signs and facts.state is TokenState.READY:
            certificate = _certificate(facts, label)
            facts = _tried(facts, modules, certificate, source)
    finally:
        modules.close()
    _report(facts, options)


def _certificate(facts: TokenFacts, label: str) -> TokenCertificate:
    """Return the certificate to try; one is as good as another of the same token."""
    fitting = [seen for seen in facts.signing_tokens if label in {"", seen.token.label}]
    if not fitting:
        words = _("Token berlabel “{label}” tidak terpasang di komputer ini.")
        raise click.UsageError(words.format(label=label))
    if len(fitting) > 1:
        labels = ", ".join(f"“{seen.token.label}”" for seen in fitting)
        words = _("Pilih salah satu dengan --token: {labels}.")
        raise click.UsageError(words.format(labels=labels))
    return next(one for one in fitting[0].certificates if one.can_sign)


def _tried(
    facts: TokenFacts,
    modules: ModuleSet,
    certificate: TokenCertificate,
    source: PinSource,
) -> TokenFacts:
    """Return the facts after a test signature; the PIN is asked for and sent once."""
    token = certificate.token

    def ask() -> Pin:
        return source.pin(_("PIN token “{label}”").format(label=token.label))

    pin = None if token.has_pin_pad else ask()
    # Asked once more only by keys that want it for each signature.
    trial = try_signature(
        lambda: modules.module_of(token).open_session(token, pin, ask_again=ask),
        certificate,
    )
    # A wrong PIN has changed what the token says of its PIN.
    return dataclasses.replace(facts, survey=modules.look(), trial=trial)


def _report(facts: TokenFacts, options: dict[str, Any]) -> None:
    with_names: bool = options["with_names"]
    text = as_text(facts, with_names=with_names)
    save: Path | None = options["save"]
    if save is not None:
        write_text(save, text)
        say(_("Laporan disimpan: {path}").format(path=save))
    if options["as_json"]:
        print_json(_as_json(facts if with_names else without_names(facts)))
    else:
        say(text.rstrip("\n"))
    leave(0 if facts.state is TokenState.READY else 1)


def _as_json(facts: TokenFacts) -> dict[str, Any]:
    diagnosis = diagnose(facts)
    readers, findings, trial = facts.readers, facts.findings, facts.trial
    return {
        "state": diagnosis.state.value,
        "verdict": diagnosis.tone.value,
        "program": __version__,
        "system": system_name(),
        "machine": platform.machine(),
        "service": readers
        and {"installed": readers.is_installed, "running": readers.is_running},
        "readers": list(readers.names) if readers else [],
        "rungs": [
            {
                "question": rung.question.value,
                "title": rung.title,
                "verdict": rung.tone.value,
                "line": rung.line,
                "details": list(rung.details),
                "step": rung.step,
            }
            for rung in diagnosis.rungs
        ],
        "drivers": [_file_json(one) for one in findings.files] if findings else [],
        "modules": [_module_json(one) for one in findings.modules] if findings else [],
        "tokens": [_token_json(seen, findings) for seen in facts.survey.tokens],
        "trial": trial
        and {
            "token": trial.token.label,
            "fits": trial.fits,
            "error": trial.error and _error_json(trial.error),
        },
    }


def _file_json(file: DriverFile) -> dict[str, Any]:
    return {
        "vendor": file.driver.vendor,
        "models": file.driver.models,
        "source": file.driver.source,
        "tried": file.driver.was_tried,
        "path": file.path,
        "architecture": file.architecture,
        "error": file.error and _error_json(file.error),
    }


def _module_json(finding: ModuleFinding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "architecture": finding.architecture,
        "driven": "direct" if finding.is_direct else "python-pkcs11",
        "error": finding.error and _error_json(finding.error),
    }


def _token_json(seen: TokenContents, findings: Findings | None) -> dict[str, Any]:
    token = seen.token
    numbers = findings.mechanisms_of(token) if findings else ()
    return {
        "label": token.label,
        "serial": token.serial,
        "manufacturer": token.manufacturer,
        "model": token.model,
        "module": token.module,
        "pin_pad": token.has_pin_pad,
        "pin": dataclasses.asdict(token.pin_state),
        "mechanisms": list(mechanisms_in_words(numbers)),
        "mechanism_numbers": list(numbers),
        "certificates": [
            {
                "name": one.name,
                "organisation": one.organisation,
                "issuer": one.issuer,
                "serial": one.serial,
                "sha256": one.sha256,
                "not_before": one.not_before.isoformat(),
                "not_after": one.not_after.isoformat(),
                "can_sign": one.can_sign,
                "hindrances": sorted(each.value for each in one.hindrances),
                "always_asks_pin": one.always_asks_pin,
            }
            for one in seen.certificates
        ],
    }


def _error_json(error: TteError) -> dict[str, Any]:
    return {"code": error.code(), "facts": error.facts()}
