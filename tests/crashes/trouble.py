"""Batches on the command line, and what happens to them at a moment of chance."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.papers import letters as papers
from tests.tokens.workshop import PIN
from ttedesktop.batch.claims import LOCK_NAME
from ttedesktop.signing.output import TEMPORARY
from ttedesktop.validation.report import Coverage, Integrity

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.office import Office
    from tests.tokens.fault_module import FaultModule

PATIENCE: Final = 300.0
"""Seconds for one batch; only a bound."""
_MOST_STARTS: Final = 60
_SLOW: Final = "slow 200"
"""What the token does: it signs as slowly as those of the field, in milliseconds, so
that a batch lasts until something happens to it."""


@dataclass(frozen=True)
class Batch:
    """A folder of documents, and the command that signs them."""

    office: Office
    fault: FaultModule
    folder: Path
    originals: dict[Path, bytes]

    @property
    def results(self) -> Path:
        return self.folder / "hasil"

    def starts(
        self, *, journal: str = "catatan.jsonl", file_limit: int = 0
    ) -> subprocess.Popen[bytes]:
        """Begin or go on; with a limit no file grows beyond so many bytes."""
        before = partial(_limited, file_limit) if file_limit else None
        return subprocess.Popen(
            [
                sys.executable, "-P", "-m", "ttedesktop", "sign",
                str(self.folder / "SPM"), "--module", self.fault.module,
                "--token", "Token Uji", "--pin-env", "TTE_TEST_PIN",
                "--out-dir", str(self.results), "--json",
                "--journal", str(self.folder / journal), "--resume",
            ],
            env={
                **os.environ, **self.office.workshop.environment,
                **self.fault.environment, "TTE_TEST_PIN": PIN,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=before,  # noqa: PLW1509 - it only sets a limit
        )  # fmt: skip

    def ends(self) -> tuple[int, str]:
        """Go on once more, undisturbed; return the status and what was said."""
        process = self.starts()
        _out, told = process.communicate(timeout=PATIENCE)
        return process.returncode, told.decode()

    def require_promises(self) -> None:
        """At any moment: originals untouched, and what has a name is whole."""
        for path, content in self.originals.items():
            assert path.read_bytes() == content, f"changed: {path}"
        for path in self.named():
            content = path.read_bytes()
            signed = [one for one in self.originals.values() if content.startswith(one)]
            assert len(signed) == 1, f"of no original: {path}"
            assert content.rstrip().endswith(b"%%EOF"), f"half-written: {path}"

    def require_complete(self) -> None:
        """At the end: each document signed once, and nothing left behind."""
        self.require_promises()
        names = sorted(path.name for path in self.results.iterdir())
        wanted = sorted(f"{path.stem}_TTE.pdf" for path in self.originals)
        assert names == wanted, f"{set(names) ^ set(wanted)}"
        for path in self.results.iterdir():
            (one,) = self.office.verify(path).signatures
            assert one.integrity is Integrity.INTACT
            assert one.coverage is Coverage.WHOLE_FILE

    def noted(self) -> int:
        """Return how many bytes the journal has."""
        path = self.folder / "catatan.jsonl"
        return path.stat().st_size if path.exists() else 0

    def named(self) -> list[Path]:
        if not self.results.is_dir():
            return []
        return [
            path for path in self.results.iterdir()
            if not path.name.startswith(TEMPORARY)
        ]  # fmt: skip


def _limited(size: int) -> None:
    # The signal would end the process; the error is what a full disk tells.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def make_batch(office: Office, fault: FaultModule, folder: Path, count: int) -> Batch:
    fault.does(_SLOW)
    shutil.rmtree(folder, ignore_errors=True)
    incoming = folder / "SPM"
    incoming.mkdir(parents=True)
    originals = {
        incoming / f"SPM-{number:03}.pdf": papers.letter(1) + b"%% %03d\n" % number
        for number in range(count)
    }
    for path, content in originals.items():
        path.write_bytes(content)
    return Batch(office, fault, folder, originals)


def killed(batch: Batch, chance: Random, *, most: int = _MOST_STARTS) -> int:
    """Kill it again and again until it gets through; return how often.

    Now and then while it starts; else at a moment after its first new step.
    """
    kills = 0
    longest = min(1.5, 0.15 * len(batch.originals))
    for _start in range(most):
        before = batch.noted()
        process = batch.starts()
        if chance.random() < 0.9:
            while process.poll() is None and batch.noted() == before:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=0.002)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0.0, longest))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        _out, told = process.communicate(timeout=PATIENCE)
        batch.require_promises()
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL, told.decode()
    status, told_last = batch.ends()
    assert status == 0, told_last
    batch.require_complete()
    return kills


def disk_full(batch: Batch) -> None:
    """The disk is full at the first result, at a journal; then there is room."""
    size = max(map(len, batch.originals.values()))
    for limit in (size // 2, size + 2000):
        process = batch.starts(file_limit=limit)
        _out, told = process.communicate(timeout=PATIENCE)
        assert process.returncode != 0, told.decode()
        assert "Traceback" not in told.decode()
        assert not batch.named()
        batch.require_promises()
    status, told_last = batch.ends()
    assert status == 0, told_last
    batch.require_complete()


def share_gone(batch: Batch, chance: Random) -> None:
    """The folder of the results goes in the middle, and comes back."""
    process = batch.starts()
    _after(batch, process, chance.randint(1, len(batch.originals) // 2))
    away = batch.results.with_name("tidak terhubung")
    batch.results.rename(away)
    # Nobody can make it anew: something else has its name.
    batch.results.write_bytes(b"")
    _out, told = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    assert "Traceback" not in told.decode()
    batch.results.unlink()
    away.rename(batch.results)
    (batch.results / LOCK_NAME).unlink(missing_ok=True)
    batch.require_promises()
    status, told_last = batch.ends()
    assert status == 0, told_last
    batch.require_complete()


def token_pulled(batch: Batch, chance: Random) -> None:
    """The token goes in the middle: the rest is untouched, and signed later."""
    process = batch.starts()
    wanted = chance.randint(1, len(batch.originals) // 2)
    _after(batch, process, wanted)
    batch.fault.does("removed")
    out, told = process.communicate(timeout=PATIENCE)
    batch.fault.does()
    assert process.returncode == 1, told.decode()
    fates = [one.get("fate", "signed") for one in json.loads(out)]
    assert fates.count("failed") <= 1, fates
    assert fates.count("signed") == len(batch.named()), fates
    batch.require_promises()
    status, told_last = batch.ends()
    assert status == 0, told_last
    batch.require_complete()


def asked_to_end(batch: Batch) -> None:
    """It is asked to end while the token signs: that is finished, and all is tidy."""
    process = batch.starts()
    _after(batch, process, 1)
    process.terminate()
    _out, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + signal.SIGTERM, told.decode()
    left = [one.name for one in batch.results.iterdir() if one.suffix != ".pdf"]
    assert not left
    assert len(batch.named()) < len(batch.originals)
    batch.require_promises()
    status, told_last = batch.ends()
    assert status == 0, told_last
    batch.require_complete()


def two_at_once(batch: Batch) -> None:
    """Two programs are set on one folder; each document is signed by one of them."""
    both = [batch.starts(journal=f"catatan-{name}.jsonl") for name in "ab"]
    said = [one.communicate(timeout=PATIENCE) for one in both]
    assert not any(b"Traceback" in told for _out, told in said), said
    batch.require_promises()
    process = batch.starts(journal="catatan-c.jsonl")
    _out, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, told.decode()
    batch.require_complete()


def _after(batch: Batch, process: subprocess.Popen[bytes], count: int) -> None:
    """Wait until so many are signed, or it has ended."""
    while process.poll() is None and len(batch.named()) < count:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.005)
