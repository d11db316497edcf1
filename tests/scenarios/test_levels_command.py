"""``ttedesktop sign --level`` and ``augment``, with services on loopback."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.engine.validation.authorities import NOW, YEAR
from tests.keyrings.secret_service import running_secret_service
from tests.papers import letters as papers
from tests.papers.letters import letter
from tests.scenarios.command_line import Spoken, run
from tests.services import Services, running_services
from tests.tokens.key_files import PASSWORD
from ttedesktop.settings.document import pack
from ttedesktop.settings.values import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    services.ways.clear()
    completed = augment(services, office, "--unfinished", "--json")
    assert completed.status == 0, completed.stderr
    (one,) = completed.json
    assert (one["file"], one["after"]) == (told["signed"], "B-T")
    verified = run("verify", told["signed"], "--trust", office / "induk.pem", "--json")
    assert verified.json[0]["signatures"][0]["level"] == "B-T"
    # it is off the list
    again = augment(services, office, "--unfinished")
    assert "Tidak ada dokumen yang perlu dilengkapi." in again.stderr


def augment(services: Services, office: Path, *arguments: str | Path) -> Spoken:
    return run(
        "augment", *arguments, "--tsa", services.tsa, "--allow-local", HOST,
        "--trust", office / "induk.pem", environment=NO_PROXY,
    )  # fmt: skip


def archive_of(services: Services, folder: Path, count: int) -> dict[Path, str]:
    """Fill a folder with signed letters, and return their digests."""
    folder.mkdir()
    content = letter(1)
    digests: dict[Path, str] = {}
    for number in range(count):
        below = folder / str(2021 + number % 2)
        below.mkdir(exist_ok=True)
        path = below / f"surat-{number}.pdf"
        signed = services.authorities.sign(content + b"%% %d\n" % number, at=NOW)
        path.write_bytes(signed)
        digests[path] = hashlib.sha256(signed).hexdigest()
    return digests


def test_folder_is_kept_and_told_of_in_a_table(
    services: Services, office: Path, tmp_path: Path
) -> None:
    folder, results = tmp_path / "arsip", tmp_path / "hasil"
    digests = archive_of(services, folder, 3)
    late = services.authorities.sign(
        letter(1), by=services.official_of(NOW - 3 * YEAR, NOW - YEAR)
    )
    (folder / "lama.pdf").write_bytes(late)
    (folder / "polos.pdf").write_bytes(letter(1))

    kept = augment(
        services, office, folder, "--out-dir", results, "--json",
        "--report", tmp_path / "laporan.csv",
    )  # fmt: skip

    assert kept.status == 1
    by_name = {Path(one["file"]).name: one for one in kept.json}
    assert by_name["lama.pdf"]["care"] == "too_late"
    assert by_name["lama.pdf"]["error"]["facts"]["reason"] == "expired_no_proof"
    assert by_name["polos.pdf"]["care"] == "unsigned"
    for path, digest in digests.items():
        one = by_name[path.name]
        assert (one["before"], one["after"]) == ("B-T", "B-LTA")
        assert Path(one["result"]) == results / path.relative_to(folder)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    table = (tmp_path / "laporan.csv").read_text("utf-8-sig")
    assert "Perbarui sebelum" in table
    assert table.count("B-LTA") == 3
    listed = tmp_path / "daftar.csv"
    watched = augment(
        services, office, results, folder, "--watch", "--json", "--report", listed
    )
    assert all(one["keeps_until"] for one in watched.json[:3])
    assert "B-LTA. Cap waktu arsip yang baru. Sebelum " in watched.stderr
    assert "polos.pdf: Tanpa tanda tangan." in watched.stderr
    rows = listed.read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + 7
    assert "Sudah terlambat." in rows[-1]


def test_watching_without_a_name_looks_at_the_archive_folders_of_the_settings(
    tmp_path: Path,
) -> None:
    archive = tmp_path / "arsip"
    archive.mkdir()
    (archive / "polos.pdf").write_bytes(letter(1))
    (tmp_path / "kunci").mkdir()
    with running_secret_service(tmp_path / "kunci") as service:
        unnamed = run("augment", "--watch", environment=service.environment)
        kept = pack(Settings(archive_folders=(str(archive),)))
        service.run("-m", "tests.keyrings.settings_program", "save-packed", kept)
        watched = run("augment", "--watch", environment=service.environment)

    assert unnamed.status == 2
    assert "tidak ada folder arsip di Setelan" in unnamed.stderr
    assert watched.status == 0
    assert f"{archive / 'polos.pdf'}: Tanpa tanda tangan." in watched.stderr


def test_document_with_a_password_is_kept_once_its_variable_is_named(
    services: Services, office: Path, tmp_path: Path
) -> None:
    path, secret = tmp_path / "terkunci.pdf", {"TTE_TEST_WORD": papers.PASSWORD}
    path.write_bytes(papers.encrypted())
    signed = run(
        "sign", path, "--pkcs12", office / "siti.p12",
        "--pin-env", "TTE_TEST_PASSWORD", "--trust", office / "induk.pem", "--json",
        "--password-env", "TTE_TEST_WORD",
        environment={"TTE_TEST_PASSWORD": PASSWORD, **NO_PROXY, **secret},
    )  # fmt: skip
    assert signed.status == 0, signed.stderr
    result = path.with_name("terkunci_TTE.pdf")

    refused = augment(services, office, result, "--replace", "--json")
    kept = run(
        "augment", result, "--replace", "--json", "--tsa", services.tsa,
        "--allow-local", HOST, "--trust", office / "induk.pem",
        "--password-env", "TTE_TEST_WORD", environment={**NO_PROXY, **secret},
    )  # fmt: skip

    assert refused.status == 1
    assert refused.json[0]["error"]["code"] == "password_needed"
    assert kept.status == 0, kept.stderr
    assert kept.json[0]["after"] == "B-LTA"
    assert papers.PASSWORD not in kept.stdout + kept.stderr


def test_run_that_was_killed_is_gone_on_with_by_the_same_call(
    services: Services, office: Path, tmp_path: Path
) -> None:
    folder, results = tmp_path / "arsip", tmp_path / "hasil"
    digests = archive_of(services, folder, 8)
    services.delay = 0.2
    call = (folder, "--out-dir", results, "--tsa", services.tsa, "--allow-local", HOST,
            "--trust", office / "induk.pem")  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "ttedesktop", "augment", *map(str, call)],
        env={**os.environ, **NO_PROXY},
        stderr=subprocess.DEVNULL,
    ) as running:
        while not list(results.rglob("*.pdf")) and running.poll() is None:
            services.over.wait(0.05)
        running.kill()
    services.delay = 0.0
    whole = {path: path.read_bytes() for path in results.rglob("*.pdf")}

    kept = augment(services, office, folder, "--out-dir", results, "--json")

    assert kept.status == 0, kept.stderr
    assert {one["after"] for one in kept.json} == {"B-LTA"}
    assert sorted(results.rglob("*.pdf")) == sorted(
        results / path.relative_to(folder) for path in digests
    )
    # what was whole is as it was
    assert all(path.read_bytes() == content for path, content in whole.items())
    assert all(
        hashlib.sha256(path.read_bytes()).hexdigest() == digest
        for path, digest in digests.items()
    )


def test_revocation_data_is_fetched_taken_along_and_imported(
    services: Services, office: Path, tmp_path: Path
) -> None:
    letters = archive_of(services, tmp_path / "arsip", 1)
    (path,) = letters
    call = ("--trust", office / "induk.pem", "--allow-local", HOST,
            "--tsa", services.tsa)  # fmt: skip

    fetched = run(
        "revocation", "fetch", path, "--out-dir", tmp_path / "bukti", *call,
        environment=NO_PROXY,
    )  # fmt: skip
    # the lists of the authorities come along by hand
    known = services.authorities
    for name, issuer in (("penerbit", known.authority), ("induk", known.root)):
        (tmp_path / "bukti" / f"{name}.crl").write_bytes(services.crl(issuer))

    assert fetched.status == 0, fetched.stderr
    responses = list((tmp_path / "bukti").glob("*.ocsp"))
    assert len(responses) >= 2
    elsewhere = {"XDG_DATA_HOME": str(tmp_path / "rumah")}
    strictly = ("--trust", office / "induk.pem", "--policy", "strict", "--json")
    before = run("verify", path, *strictly, environment=elsewhere)
    assert before.json[0]["verdict"] == "indeterminate"
    for response in responses:
        imported = run("revocation", "import", response, environment=elsewhere)
        assert imported.status == 0, imported.stderr
    after = run("verify", path, *strictly, environment=elsewhere)
    assert after.json[0]["verdict"] == "valid", after.stdout
    assert after.json[0]["signatures"][0]["revocation"] == "good"
    lists = run("revocation", "import", tmp_path / "bukti", environment=elsewhere)
    assert lists.status == 0, lists.stderr
    told = run("revocation", "list", "--json", environment=elsewhere).json
    assert {one["issuer"] for one in told} == {"Penerbit Layanan", "Induk Layanan"}
    assert all(one["is_current"] for one in told)
