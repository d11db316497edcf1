"""``ttedesktop doctor``: says why a token does not work."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any

import click

from ttedesktop import __version__
from ttedesktop.commands.speaking import error_json, leave, print_json, say, worded
from ttedesktop.language import _
from ttedesktop.tokens.diagnosis import (
    TokenDiagnosis,
    TokenState,
    Tone,
    diagnose,
)
from ttedesktop.tokens.drivers import installed_modules, known_drivers
from ttedesktop.tokens.readers import Readers, look_for_readers
from ttedesktop.tokens.survey import ModuleSet, Survey

_MARKS = {Tone.OK: "✓", Tone.WARN: "!", Tone.BAD: "✗", Tone.NONE: "·"}


@click.command()
@click.option(
    "--module", type=click.Path(path_type=Path), help="PKCS#11 module besides others."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def doctor(*, module: Path | None, as_json: bool) -> None:
    """Say why a token does not work. No PIN is needed, and no name is told."""
    added = () if module is None else (str(module),)
    modules = ModuleSet(installed_modules(added))
    try:
        survey = modules.look()
    finally:
        modules.close()
    readers = look_for_readers()
    diagnosis = diagnose(survey, readers)
    if as_json:
        print_json(_as_json(diagnosis, survey, readers))
    else:
        _speak(diagnosis, survey)
    leave(0 if diagnosis.state is TokenState.READY else 1)


def _as_json(
    diagnosis: TokenDiagnosis, survey: Survey, readers: Readers
) -> dict[str, Any]:
    return {
        "state": diagnosis.state.value,
        "program": __version__,
        "system": platform.platform(),
        "machine": platform.machine(),
        "service": {"installed": readers.is_installed, "running": readers.is_running},
        "readers": list(readers.names),
        "drivers": [
            {"vendor": one.vendor, "models": one.models, "path": one.present}
            for one in known_drivers()
        ],
        "modules": sorted({seen.token.module for seen in survey.tokens}),
        "troubles": [
            {"module": one.path, "error": error_json(one.error)}
            for one in survey.troubles
        ],
        "rungs": [
            {
                "title": rung.title,
                "verdict": rung.tone.value,
                "line": rung.line,
                "step": rung.step,
            }
            for rung in diagnosis.rungs
        ],
    }


def _speak(diagnosis: TokenDiagnosis, survey: Survey) -> None:
    say(f"TTE Desktop {__version__}, {platform.platform()}")
    for rung in diagnosis.rungs:
        say(f"{_MARKS[rung.tone]} {rung.title}: {rung.line}")
        if rung.step:
            say(f"    {rung.step}")
    for driver in known_drivers():
        if driver.present:
            say(f"  {driver.vendor} ({driver.models}): {driver.present}")
    used = sorted({seen.token.module for seen in survey.tokens})
    if used:
        say(_("Dipakai: {modules}").format(modules=", ".join(used)))
