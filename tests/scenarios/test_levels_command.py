"""``ttedesktop sign --level`` and ``augment``, with services on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.key_files import PASSWORD
from tests.scenarios.command_line import Spoken, run
from tests.services import Services, running_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"
NO_PROXY = {"http_proxy": "", "no_proxy": "*"}


@pytest.fixture
def services() -> Iterator[Services]:
    with running_services() as running:
        yield running


@pytest.fixture
def office(services: Services, tmp_path: Path) -> Path:
    """Return a folder with the official's key file and the root."""
    folder = tmp_path / "kantor"
    folder.mkdir()
    (folder / "siti.p12").write_bytes(services.key_file())
    root = services.authorities.root.certificate.public_bytes(Encoding.PEM)
    (folder / "induk.pem").write_bytes(root)
    return folder


def sign(office: Path, *arguments: str | Path) -> Spoken:
    return run(
        "sign", *arguments, "--pkcs12", office / "siti.p12",
        "--pin-env", "TTE_TEST_PASSWORD", "--trust", office / "induk.pem", "--json",
        environment={"TTE_TEST_PASSWORD": PASSWORD, **NO_PROXY},
    )  # fmt: skip


def test_signed_at_a_level_with_services_that_are_named(
    services: Services, office: Path, letter_path: Path
) -> None:
    signed = sign(
        office, letter_path, "--level", "B-LTA", "--tsa", services.tsa,
        "--allow-local", HOST,
    )  # fmt: skip

    assert signed.status == 0, signed.stderr
    (told,) = signed.json
    assert told["level"] == "B-LTA"
    verified = run("verify", told["signed"], "--trust", office / "induk.pem", "--json")
    assert verified.status == 0
    first, stamp = verified.json[0]["signatures"]
    assert (first["verdict"], first["level"]) == ("valid", "B-LTA")
    assert stamp["kind"] == "timestamp"


def test_services_of_the_own_network_need_to_be_allowed(
    services: Services, office: Path, letter_path: Path
) -> None:
    signed = sign(office, letter_path, "--level", "B-T", "--tsa", services.tsa)

    assert signed.status == 1
    assert signed.json[0]["error"]["code"] == "address_forbidden"
    assert services.asked == []


def test_level_without_any_authority_is_refused_before_a_password_is_asked_for(
    office: Path, letter_path: Path
) -> None:
    signed = sign(office, letter_path, "--level", "B-T")

    assert signed.status == 2
    assert signed.json[0]["error"]["code"] == "no_time_stamp_authority"
    assert "Setelan > Cap waktu" in signed.stderr


def test_signed_now_and_completed_later_without_the_key(
    services: Services, office: Path, letter_path: Path
) -> None:
    services.ways["/tsa"] = "500"

    signed = sign(
        office, letter_path, "--level", "B-T", "--tsa", services.tsa,
        "--allow-local", HOST, "--complete-later",
    )  # fmt: skip

    assert signed.status == 0, signed.stderr
    (told,) = signed.json
    assert (told["level"], told["lacking"]) == ("B-B", "answer_refused")
    assert "Belum ada cap waktu" in signed.stderr
