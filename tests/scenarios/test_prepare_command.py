"""``ttedesktop prepare`` as a contract: who signs, where, and in which order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from tests.scenarios.command_line import run, sign
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from tests.office import Office


def test_the_secretariat_prepares_and_the_official_signs_in_their_own_place(
    office: Office, letter_path: Path
) -> None:
    official = office.contents().certificates[0].name

    made = run(
        "prepare", letter_path, "--for", "Hadi Pranoto", "--at", "1:60,100,200,66",
        "--for", official, "--at", f"anchor={papers.ANCHOR}", "--json",
    )  # fmt: skip
    prepared = made.json["prepared"]
    spoken = sign(office.workshop, prepared, "--own-field", "--json")

    assert made.status == 0
    # To cover the anchor is what was asked for.
    assert papers.ANCHOR not in made.stderr
    assert [one["for"] for one in made.json["fields"]] == ["Hadi Pranoto", official]
    assert [one["page"] for one in made.json["fields"]] == [1, 2]
    assert spoken.json[0]["field"] == made.json["fields"][1]["field"] == "TTE_2"
    (report,) = office.verify(Path(spoken.json[0]["signed"])).signatures
    assert report.verdict in {Verdict.VALID, Verdict.VALID_WITH_NOTES}
    assert report.page == 1


def test_one_signer_needs_no_place(letter_path: Path) -> None:
    target = letter_path.with_name("hasil.pdf")

    made = run("prepare", letter_path, "--for", "Kepala Dinas", "-o", target)

    assert made.status == 0
    assert target.is_file()


@pytest.mark.parametrize(
    "wish",
    [
        (),
        ("--for", "A", "--for", "B"),
        ("--for", "A", "--at", "1:60,100"),
        ("--for", "A", "--at", '{"place":"field"}'),
    ],
)
def test_what_makes_no_pairs_is_wrong_usage(
    letter_path: Path, wish: tuple[str, ...]
) -> None:
    assert run("prepare", letter_path, *wish).status == 2


def test_a_signed_document_is_not_prepared(office: Office, letter_path: Path) -> None:
    signed = office.sign(office.request(office.renderer.open(letter_path))).path

    made = run("prepare", signed, "--for", "A", "--json")

    assert made.status == 1
    assert made.json["error"]["code"] == "already_signed"
