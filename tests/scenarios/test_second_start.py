"""Two starts of the real program: the second hands its files to the first."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from tests.papers.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A session of its own, without a keyring and without tokens."""
    # A socket's path is at most 107 bytes long (unix(7)), and pytest's folders are.
    with tempfile.TemporaryDirectory(prefix="tte-") as private:
        yield _session(tmp_path, private)


def _session(tmp_path: Path, private: str) -> dict[str, str]:
    return {
        **os.environ,
        "XDG_RUNTIME_DIR": private,
        "HOME": str(tmp_path),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none",
        "TTE_PKCS11_MODULES": "",
        "QT_QPA_PLATFORM": "offscreen",
    }


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{name}.pdf" for name in ("satu", "dua", "tiga")]
    for file in made:
        file.write_bytes(letter(1))
    return made


class Running:
    """A window that tells what it shows."""

    def __init__(self, environment: dict[str, str], *files: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.window_program", *map(str, files)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def shows(self, *expected: str) -> bool:
        """Wait until the window shows this; False if the program ends before."""
        assert self.process.stdout is not None
        return any(json.loads(line) == [*expected] for line in self.process.stdout)

    def ends(self, number: signal.Signals) -> None:
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def first(environment: dict[str, str], files: list[Path]) -> Iterator[Running]:
    made = Running(environment, files[0])
    yield made
    if made.process.poll() is None:
        made.ends(signal.SIGKILL)


def second_start(environment: dict[str, str], *files: Path) -> int:
    return subprocess.run(
        [sys.executable, "-P", "-m", "ui", *map(str, files)],
        env=environment,
        timeout=PATIENCE,
        check=False,
    ).returncode


def test_a_second_start_opens_its_files_in_the_first_window_and_ends(
    first: Running, environment: dict[str, str], files: list[Path]
) -> None:
    assert first.shows("satu.pdf – TTE Desktop", "satu.pdf")

    assert second_start(environment, files[1], files[2]) == 0
    assert first.shows("dua.pdf – TTE Desktop", "satu.pdf", "dua.pdf", "tiga.pdf")
    assert second_start(environment) == 0
    assert first.process.poll() is None

    # A program that was killed is in nobody's way.
    first.ends(signal.SIGKILL)
    third = Running(environment, files[1])
    assert third.shows("dua.pdf – TTE Desktop", "dua.pdf")
    assert second_start(environment, files[2]) == 0
    assert third.shows("tiga.pdf – TTE Desktop", "dua.pdf", "tiga.pdf")
    third.ends(signal.SIGKILL)
