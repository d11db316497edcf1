"""What is known of a certificate is read once in each thread, and never mixed up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyhanko.sign.general import as_signing_certificate_v2

from tests.papers import letters as papers
from ttedesktop.signing.signing_certificate import signing_certificate_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office
    from ttedesktop.signing.request import SigningRequest


@pytest.fixture
def request_of_one(office: Office, tmp_path: Path) -> SigningRequest:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.letter())
    return office.request(office.renderer.open(path))


def test_certificate_is_read_once_for_many_documents(
    request_of_one: SigningRequest,
) -> None:
    again = replace(request_of_one, reason="lagi")

    assert signing_certificate_of(again) is signing_certificate_of(request_of_one)


def test_other_issuers_are_another_certificate_to_know(
    request_of_one: SigningRequest,
) -> None:
    der = request_of_one.certificate.der
    first = signing_certificate_of(request_of_one)
    other = signing_certificate_of(replace(request_of_one, chain=(der,)))
    back = signing_certificate_of(request_of_one)

    assert len(list(other.registry)) == len(list(first.registry)) + 1
    assert back is not other
    assert len(list(back.registry)) == len(list(first.registry))


def test_threads_share_nothing_that_is_read_lazily(
    request_of_one: SigningRequest,
) -> None:
    here = signing_certificate_of(request_of_one)
    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(signing_certificate_of, request_of_one).result()

    assert there.certificate is not here.certificate
    assert there.reference == here.reference


def test_reference_is_what_pyhanko_says_of_the_certificate(
    request_of_one: SigningRequest,
) -> None:
    known = signing_certificate_of(request_of_one)

    first, second = known.new_reference(), known.new_reference()

    assert first is not second
    assert first.dump() == as_signing_certificate_v2(known.certificate).dump()
