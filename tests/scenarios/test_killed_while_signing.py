"""A process that is killed while it signs leaves whole documents or none."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from tests.tokens.workshop import PIN
from ttedesktop.signing.output import TEMPORARY
from ttedesktop.validation.report import Coverage, Integrity

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office

DOCUMENTS = 8


pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such signals"
)


def stopped_while_signing(
    office: Office, folder: Path, moment: float, with_signal: signal.Signals
) -> dict[Path, bytes]:
    """Sign letters into a new folder ``hasil``, and stop that; return the originals.

    The signal comes so many seconds after the first file was begun.
    """
    originals = {folder / f"surat-{n}.pdf": papers.letter() for n in range(DOCUMENTS)}
    for path, content in originals.items():
        path.write_bytes(content)
    results = folder / "hasil"
    results.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "ttedesktop", "sign", *map(str, originals),
         "--module", office.workshop.module, "--token", "Token Uji",
         "--pin-env", "TTE_TEST_PIN", "--out-dir", str(results)],
        env={**os.environ, **office.workshop.environment, "TTE_TEST_PIN": PIN},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not any(results.iterdir()) and process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.005)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=moment)
    process.send_signal(with_signal)
    process.wait()
    return originals


@pytest.mark.parametrize("seed", range(8))
def test_killed_process_leaves_nothing_half_written(
    office: Office, tmp_path: Path, seed: int
) -> None:
    moment = random.Random(seed).uniform(0, 0.4)  # noqa: S311 - any moment will do

    originals = stopped_while_signing(office, tmp_path, moment, signal.SIGKILL)

    for path, content in originals.items():
        assert path.read_bytes() == content
    for path in (tmp_path / "hasil").iterdir():
        if path.name.startswith(TEMPORARY):
            continue
        (one,) = office.verify(path).signatures
        assert (one.integrity, one.coverage) == (
            Integrity.INTACT,
            Coverage.WHOLE_FILE,
        )


def test_process_that_is_asked_to_end_takes_its_temporary_file_away(
    office: Office, tmp_path: Path
) -> None:
    stopped_while_signing(office, tmp_path, 0.1, signal.SIGTERM)

    for path in (tmp_path / "hasil").iterdir():
        assert path.suffix == ".pdf"
