"""Responders and lists that misbehave: none is believed, and it is told in words.

What authorities of time-stamps do wrong is in ``test_time_stamps``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from ttedesktop.errors.network_errors import CertificateWasRevoked, ProofMissing
from ttedesktop.messages import words_of
from ttedesktop.signing.request import PadesLevel
from ttedesktop.validation.report import Revocation

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.longterm.archive import Archive

OCSP: Final = "/ocsp/penerbit"
LIST: Final = "/penerbit.crl"
WAYS: Final = (
    "hangs",
    "drips",
    "500",
    "redirects",
    "cut_off",
    "huge",
    "garbage",
    "other",
    "wrong_signature",
    "expired",
)
"""As ``tests.services`` has them; "other" is about another certificate or issuer."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("bad", "healthy"), [(OCSP, LIST), (LIST, OCSP)])
def test_bad_answer_proves_nothing_and_the_other_service_is_asked(
    archive: Archive, letter_path: Path, bad: str, healthy: str, way: str
) -> None:
    archive.services.ways |= {bad: way, healthy: "500"}

    with pytest.raises(ProofMissing) as told:
        archive.sign(letter_path, PadesLevel.B_LT)

    words = words_of(told.value)
    assert words.heading
    assert words.steps
    assert [one.name for one in letter_path.parent.iterdir()] == [letter_path.name]

    del archive.services.ways[healthy]
    signed = archive.sign(letter_path, PadesLevel.B_LT)
    assert archive.signature(signed.path).revocation is Revocation.GOOD


@pytest.mark.parametrize("silent", [OCSP, LIST])
def test_revoked_signer_is_told_by_whichever_service_answers(
    archive: Archive, letter_path: Path, silent: str
) -> None:
    services = archive.services
    serial = services.authorities.official.certificate.serial_number
    services.revoked[serial] = services.now - timedelta(days=1)
    services.ways[silent] = "500"

    with pytest.raises(CertificateWasRevoked) as told:
        archive.sign(letter_path, PadesLevel.B_LT)

    assert "SITI AMINAH" in words_of(told.value).cause
