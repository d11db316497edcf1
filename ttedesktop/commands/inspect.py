"""``ttedesktop inspect``: what a signer should know before signing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.passwords import open_document
from ttedesktop.commands.speaking import (
    error_json,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.document.findings.finding import Weight
from ttedesktop.document.findings.words import words_for
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.errors import TteError
from ttedesktop.language import _
from ttedesktop.validation.trust.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from ttedesktop.ceremony import Ceremony
    from ttedesktop.document.findings.finding import Finding
    from ttedesktop.document.pdf import Document


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def inspect(*, file: Path, password_env: str | None, as_json: bool) -> None:
    """Tell what a signer should know about FILE before signing it.

    Exit status: 0 it may be signed, 1 it must not be, 2 it cannot be read.
    """
    with Renderer() as renderer, Validator() as validator:
        validator.start()
        renderer.start()
        # Loaded while they load what they need.
        from ttedesktop.ceremony import Ceremony

        document = open_document(renderer, file, password_variable=password_env)
        ceremony = Ceremony(
            renderer=renderer, validator=validator, trust_store=TrustStore.pinned()
        )
        hindrance = _hindrance(ceremony, document)
        found = renderer.inspect(document) if hindrance is None else ()
    if as_json:
        print_json(_as_json(file, hindrance, found))
    if hindrance is not None:
        tell(hindrance)
    elif not as_json:
        _speak(found)
    leave(0 if hindrance is None else 1)


def _hindrance(ceremony: Ceremony, document: Document) -> TteError | None:
    try:
        ceremony.require_signable(document)
    except TteError as error:
        return error
    return None


def _speak(found: tuple[Finding, ...]) -> None:
    heads = {
        Weight.WARN: _("Periksa dahulu sebelum menandatangani:"),
        Weight.INFO: _("Untuk diketahui:"),
    }
    if not found:
        say(_("Tidak ada yang perlu diwaspadai."))
    for weight, head in heads.items():
        of_weight = [one for one in found if one.weight is weight]
        if of_weight:
            say(head)
        for one in of_weight:
            say(f"  • {words_for(one)}")


def _as_json(
    file: Path, hindrance: TteError | None, found: tuple[Finding, ...]
) -> dict[str, Any]:
    return {
        "file": str(file),
        "may_be_signed": hindrance is None,
        "error": None if hindrance is None else error_json(hindrance),
        "findings": [
            {
                "weight": one.weight.value,
                "code": one.code,
                "page": None if one.page is None else one.page + 1,
                "detail": one.detail,
                "words": words_for(one),
            }
            for one in found
        ],
    }
