"""A document signed by every kind of key is valid here and in poppler."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.engine.signing.reading import signatures
from tests.scenarios.command_line import sign
from tests.tokens.workshop import issue
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office

KINDS = ["rsa:2048", "rsa:3072", "rsa:4096", "EC:prime256v1", "EC:secp384r1"]
RSA = [kind for kind in KINDS if kind.startswith("rsa")]


def label_of(office: Office, kind: str) -> str:
    """Return the label of a token with a key of that kind, made once."""
    label = f"Token {kind.replace(':', ' ')}"
    if label not in [seen.token.label for seen in office.modules.look().tokens]:
        office.workshop.make_token(label)
        key = office.workshop.make_key(label, kind=kind)
        chain = (office.authority.der, office.root.der)
        office.workshop.write_certificate(issue(office.authority, key), label)
        for number, der in enumerate(chain):
            office.workshop.write_certificate(der, label, identifier=f"a{number}")
    return label


def poppler_says(path: Path) -> str:
    program = shutil.which("pdfsig")
    assert program is not None
    return subprocess.run(
        [program, "-nocert", str(path)], capture_output=True, text=True, check=True
    ).stdout


def mechanism_in(path: Path) -> str:
    (one,) = signatures(path.read_bytes())
    return str(one.signer["signature_algorithm"]["algorithm"].native)


@pytest.mark.parametrize(
    ("kind", "scheme"),
    [(kind, Scheme.PKCS1) for kind in KINDS] + [(kind, Scheme.PSS) for kind in RSA],
)
def test_document_is_valid(
    office: Office, letter_path: Path, kind: str, scheme: Scheme
) -> None:
    with office.with_new_tokens() as there:
        label = label_of(there, kind)
    with office.with_new_tokens() as there:
        document = there.renderer.open(letter_path)
        request = there.visible(document, label=label, scheme=scheme)

        signed = there.sign(request)

        assert there.verify(signed.path).verdict is Verdict.VALID_WITH_NOTES
    assert "Signature is Valid" in poppler_says(signed.path)
    assert (mechanism_in(signed.path) == "rsassa_pss") is (scheme is Scheme.PSS)


def test_scheme_may_be_wished_for_on_the_command_line(
    office: Office, letter_path: Path
) -> None:
    spoken = sign(office.workshop, letter_path, "--scheme", "pss")

    assert spoken.status == 0, spoken.stderr
    assert mechanism_in(letter_path.with_name("surat_TTE.pdf")) == "rsassa_pss"
