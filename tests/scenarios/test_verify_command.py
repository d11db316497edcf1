"""``ttedesktop verify`` as a contract: JSON, exit status, policies and reports."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.engine.validation.authorities import NOW, YEAR, new_authorities
from tests.papers import letters as papers
from tests.scenarios.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.validation.authorities import Authorities

KEYS = {
    "field", "page", "kind", "verdict", "notes", "etsi", "integrity", "coverage",
    "changes_after", "trust", "trust_anchor", "revocation", "level", "signer",
    "claimed_time", "trusted_time",
}  # fmt: skip
SIGNER_KEYS = {"name", "organisation", "serial", "sha256", "not_before", "not_after"}
BOX = (330, 150, 530, 220)


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return new_authorities()


@pytest.fixture
def root_file(authorities: Authorities, tmp_path: Path) -> Path:
    path = tmp_path / "induk.pem"
    path.write_bytes(authorities.root.certificate.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def signed_path(authorities: Authorities, tmp_path: Path) -> Path:
    path = tmp_path / "surat.pdf"
    path.write_bytes(authorities.sign(papers.letter(), at=NOW - YEAR / 12, box=BOX))
    return path


def test_valid_document_has_status_0_and_json_as_designed(
    authorities: Authorities, signed_path: Path, root_file: Path
) -> None:
    crl = signed_path.with_name("penerbit.crl")
    crl.write_bytes(authorities.crl())

    spoken = run("verify", signed_path, "--trust", root_file, "--crl", crl, "--json")

    (told,) = spoken.json
    (one,) = told["signatures"]
    assert spoken.status == 0
    assert "penerbit.crl" in spoken.stderr
    assert (told["file"], told["verdict"]) == ("surat.pdf", "valid")
    assert one.keys() >= KEYS
    assert one["signer"].keys() >= SIGNER_KEYS
    assert (one["field"], one["page"], one["kind"]) == ("TTE_1", 1, "signature")
    assert one["etsi"] == {"indication": "TOTAL_PASSED", "sub_indication": ""}
    assert (one["integrity"], one["coverage"]) == ("intact", "whole_file")
    assert (one["changes_after"], one["trust"]) == ("none", "trusted")
    assert (one["trust_anchor"], one["revocation"]) == ("Induk Uji", "good")
    assert one["level"] == "B-T"


def test_unknown_issuer_has_status_1(signed_path: Path) -> None:
    spoken = run("verify", signed_path, "--json")

    (one,) = spoken.json[0]["signatures"]
    assert spoken.status == 1
    assert one["verdict"] == "indeterminate"
    assert one["etsi"]["sub_indication"] == "NO_CERTIFICATE_CHAIN_FOUND"


def test_changed_document_has_status_1(signed_path: Path, root_file: Path) -> None:
    content = signed_path.read_bytes()
    signed_path.write_bytes(content.replace(b"TTE Desktop", b"TTE desktop", 1))

    spoken = run("verify", signed_path, "--trust", root_file, "--json")

    assert spoken.status == 1
    assert spoken.json[0]["verdict"] == "invalid"
    assert spoken.json[0]["signatures"][0]["etsi"] == {
        "indication": "TOTAL_FAILED",
        "sub_indication": "HASH_FAILURE",
    }


def test_unsigned_document_has_status_1(letter_path: Path) -> None:
    spoken = run("verify", letter_path, "--json")

    assert spoken.status == 1
    assert spoken.json[0]["verdict"] == "unsigned"
    assert spoken.json[0]["signatures"] == []


def test_unreadable_file_has_status_2_and_the_others_their_verdict(
    signed_path: Path, root_file: Path
) -> None:
    other = signed_path.with_name("bukan.pdf")
    other.write_text("bukan PDF")

    spoken = run("verify", other, signed_path, "--trust", root_file, "--json")

    assert spoken.status == 2
    assert [told["verdict"] for told in spoken.json] == [
        "unreadable",
        "valid_with_notes",
    ]
    assert spoken.json[0]["error"] == "not_a_pdf"


def test_policy_and_moment_are_those_of_the_call(
    signed_path: Path, root_file: Path
) -> None:
    common = ("verify", signed_path, "--trust", root_file, "--json")

    strict = run(*common, "--policy", "strict")
    later = run(*common, "--at", f"{NOW.year + 8}-01-01")

    assert strict.status == 1
    assert strict.json[0]["signatures"][0]["notes"] == ["revocation_required"]
    assert later.status == 0
    assert later.json[0]["verdict"] == "valid_with_notes"
    assert "certificate_expired_since" in later.json[0]["signatures"][0]["notes"]


def test_only_trust_leaves_the_shipped_anchors_out(signed_path: Path) -> None:
    assert run("verify", signed_path, "--only-trust").status == 1


@pytest.mark.parametrize("trusted", ["tidak-ada.pem", "surat.pdf"])
def test_trust_that_holds_no_certificate_has_status_2(
    signed_path: Path, trusted: str
) -> None:
    spoken = run("verify", signed_path, "--trust", signed_path.with_name(trusted))

    assert spoken.status == 2
    assert spoken.stderr


@pytest.mark.parametrize(("name", "begin"), [("l.html", b"<!doc"), ("l.pdf", b"%PDF-")])
def test_report_is_written_beside_the_json(
    signed_path: Path, root_file: Path, name: str, begin: bytes
) -> None:
    report = signed_path.with_name(name)

    spoken = run(
        "verify", signed_path, "--trust", root_file, "--report", report, "--json"
    )

    assert spoken.status == 0
    assert len(spoken.json) == 1
    assert str(report) in spoken.stderr
    assert report.read_bytes().startswith(begin)


def test_verdict_is_said_in_words_without_json(
    signed_path: Path, root_file: Path
) -> None:
    spoken = run("verify", signed_path, "--trust", root_file)

    assert spoken.stdout == ""
    assert "surat.pdf: SAH, DENGAN CATATAN" in spoken.stderr
    assert "SITI AMINAH" in spoken.stderr


def test_folder_is_checked_whole_and_told_in_a_table(
    authorities: Authorities, tmp_path: Path, root_file: Path
) -> None:
    # given a folder with a folder in it, and something that is no document
    inside = tmp_path / "arsip" / "2026"
    inside.mkdir(parents=True)
    (tmp_path / "arsip" / "a.pdf").write_bytes(authorities.sign(papers.letter()))
    (inside / "b.PDF").write_bytes(papers.letter())
    (inside / "catatan.txt").write_text("bukan dokumen", "ascii")
    table = tmp_path / "hasil.csv"

    spoken = run(
        "verify", tmp_path / "arsip", "--trust", root_file, "--report", table, "--json"
    )

    assert [one["file"] for one in spoken.json] == ["a.pdf", "2026/b.PDF"]
    assert spoken.status == 1
    assert table.read_text("utf-8-sig").count("\n") == 3


def test_certificates_of_a_folder_complete_a_chain_and_are_not_trusted(
    authorities: Authorities, tmp_path: Path, root_file: Path
) -> None:
    path, helpers = tmp_path / "surat.pdf", tmp_path / "perantara"
    path.write_bytes(authorities.sign(papers.letter(), embedded=()))
    helpers.mkdir()
    (helpers / "penerbit.crt").write_bytes(authorities.authority.der)

    alone = run("verify", path, "--certificates", helpers, "--json")
    together = run(
        "verify", path, "--certificates", helpers, "--trust", root_file, "--json"
    )

    assert alone.json[0]["signatures"][0]["trust"] == "unknown"
    assert together.json[0]["signatures"][0]["trust"] == "trusted"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_terminal_is_told_how_far_it_is_and_keeps_nothing_of_it(
    signed_path: Path,
) -> None:
    import pty

    ours, theirs = pty.openpty()

    spoken = run("verify", signed_path, "--json", errors_to=theirs)

    os.close(theirs)
    told = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert spoken.json[0]["file"] == "surat.pdf"
    assert "surat.pdf: Memeriksa tanda tangan" in told
    # The last thing that is written wipes the line.
    assert told.endswith(f"\r{told.rsplit(chr(13), 2)[1]}\r")
    assert not told.rsplit("\r", 2)[1].strip()


def test_who_reads_a_log_is_not_told_of_every_step(signed_path: Path) -> None:
    spoken = run("verify", signed_path)

    assert "Memeriksa" not in spoken.stdout + spoken.stderr
