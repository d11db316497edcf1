"""What is written down of the program holds no name, no path and no PIN."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttedesktop.errors.policy_errors import PolicyUnreadable
from ttedesktop.errors.token_errors import TokenAmbiguous
from ttedesktop.policy import Policy
from ttedesktop.problem_report import ReportParts, problem_report
from ttedesktop.program_log import HOUR, ProgramLog
from ttedesktop.redaction import harmless, told_of
from ttedesktop.settings.store import StoreOutcome
from ttedesktop.settings.values import RecentDocument, Settings
from ttedesktop.specimens.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = logging.getLogger("ttedesktop.tests")
SECRETS = ("RINA KUSUMAWATI", "/home/rina", "SPPD Kepala Dinas", "198003122005012003")


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log(tmp_path: Path, clock: Clock) -> Iterator[ProgramLog]:
    made = ProgramLog(tmp_path / "log", clock=clock)
    made.start()
    yield made
    made.stop()


def test_values_of_a_sentence_lose_their_names(log: ProgramLog) -> None:
    OURS.warning("a token: %s", TokenAmbiguous("RINA KUSUMAWATI, Token 2"))
    OURS.warning("a file: %s", Path("/home/rina/SPPD Kepala Dinas.pdf"))
    OURS.warning("a person: %s, %d", "RINA KUSUMAWATI", 198003122005012003)
    OURS.warning("settings are %s after %d tries", "unavailable", 3)

    told = log.tail()

    assert "a token: token_ambiguous" in told
    assert "a file: ….pdf" in told
    assert "settings are unavailable after 3 tries" in told
    assert not any(secret in told for secret in SECRETS)


def test_an_error_is_told_by_its_kind_and_place_alone(log: ProgramLog) -> None:
    try:
        _fails("RINA KUSUMAWATI")
    except LookupError:
        OURS.exception("a defect")

    told = log.tail()

    assert "LookupError" in told
    assert "FileNotFoundError (errno 2)" in told
    assert "test_program_log.py" in told
    assert "in _fails" not in told
    assert not any(secret in told for secret in SECRETS)


def _fails(name: str) -> None:
    try:
        Path("/home/rina/SPPD Kepala Dinas.pdf").read_bytes()
    except OSError as missing:
        raise LookupError(name) from missing


def test_what_libraries_say_is_not_written_down(log: ProgramLog) -> None:
    logging.getLogger("pyhanko").error("signer RINA KUSUMAWATI")

    assert not log.tail()


def test_details_are_written_for_an_hour_and_no_longer(
    log: ProgramLog, clock: Clock
) -> None:
    OURS.debug("before")
    log.be_detailed()
    OURS.debug("during")
    clock.now += HOUR - 1
    OURS.debug("still")
    clock.now += 2
    OURS.debug("after")
    OURS.info("as ever")

    said = [line.rpartition(": ")[2] for line in log.tail().splitlines()]

    assert said == ["during", "still", "as ever"]
    assert logging.getLogger("ttedesktop").level == logging.INFO


def test_files_turn_over(log: ProgramLog) -> None:
    for _number in range(40):
        OURS.info("%s", "x" * 32 + " " * 30_000)

    OURS.info("a" * 20_000)
    for _number in range(60):
        OURS.info("b" * 20_000)

    files = sorted(log.folder.iterdir())
    assert len(files) == 3
    assert sum(one.stat().st_size for one in files) < 1 << 20


def test_a_folder_that_refuses_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("no folder")
    log = ProgramLog(tmp_path / "log")

    log.start()
    OURS.warning("nobody hears it")
    log.stop()

    assert log.tail() == ""


@pytest.mark.parametrize("value", [True, 12, 0.5, None, "unavailable"])
def test_what_is_harmless_is_kept(value: object) -> None:
    assert harmless(value) == value


def test_report_of_a_problem_holds_no_contents() -> None:
    crash = PolicyUnreadable("/home/rina/policy.toml", "not_understood")
    settings = Settings(
        profile=Profile(name="RINA KUSUMAWATI", employee_number="198003122005012003"),
        location="SPPD Kepala Dinas",
        output_folder="/home/rina/hasil",
        modules=("/home/rina/lib.so",),
        recent=(RecentDocument("/home/rina/SPPD Kepala Dinas.pdf", "", ""),),
    )

    told = problem_report(
        ReportParts(
            settings=settings,
            policy=Policy(fault=crash),
            outcome=StoreOutcome.STORED,
            crash=crash,
        )
    )

    assert "policy_unreadable" in told
    assert "signing.location = diisi" in told
    assert "signing.reason = kosong" in told
    assert "appearance.colours = Seperti sistem" in told
    assert not any(secret in told for secret in SECRETS)


def test_an_error_that_is_its_own_cause_ends() -> None:
    error = ValueError()
    error.__context__ = KeyError()
    error.__context__.__context__ = error

    assert told_of(error) == "ValueError\nKeyError"
