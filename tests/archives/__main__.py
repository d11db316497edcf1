"""``make archives``: an archive is kept by runs that are killed at random moments.

Ends with status 1 if a promise was broken: every signature stays valid, originals stay
as they are, what cannot be kept is told, and nothing is half made.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.serialization import Encoding

from tests.archives.listed import (
    killed_while_writing,
    list_documents,
    listed_broken,
)
from tests.engine.validation.authorities import NOW, YEAR
from tests.papers.letters import letter
from tests.services import running_services
from ttedesktop.data_folder import unfinished_folder
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.longterm.unfinished import UnfinishedDocuments
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from tests.services import Services

KINDS: Final = ("B-B", "B-T", "two", "late", "unsigned")
KEPT: Final = ("B-B", "B-T", "two")
FATES: Final = {
    "late": "too_late",
    "unsigned": "unsigned",
    **dict.fromkeys(KEPT, "kept"),
}


@dataclass(frozen=True)
class Kept:
    """A document of the archive, and what it is."""

    path: Path
    kind: str
    sha256: str


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = Random(options.seed)  # noqa: S311 - moments and kinds, no secrets
    with tempfile.TemporaryDirectory() as private, running_services() as services:
        folder = Path(private)
        os.environ |= {"XDG_DATA_HOME": str(folder / "data"), "no_proxy": "*"}
        archive = make_archive(services, folder / "arsip", options.documents, chance)
        say(f"{len(archive)} documents, seed {options.seed}")
        call = call_for(services, folder)
        for turn in range(options.kills):
            if turn % 2:
                killed_after(call, folder, chance)
            else:
                killed_between_increments(call, services, chance)
            say(f"killed {turn + 1}: {len(list(results_of(folder)))} are there")
        broken = [*promises_broken(services, folder, archive, call)]
        broken += listed_kept(services, folder, chance, options)
    for words in broken:
        say(f"BROKEN {words}")
    say(f"{len(broken)} promises broken")
    sys.exit(1 if broken else 0)


def make_archive(
    services: Services, folder: Path, count: int, chance: Random
) -> list[Kept]:
    """Fill a folder with documents of every kind."""
    late = services.official_of(NOW - 3 * YEAR, NOW - YEAR)
    made: list[Kept] = []
    for number in range(count):
        kind = chance.choice(KINDS)
        content = letter(1) + b"%% %d\n" % number
        signed_at = NOW - timedelta(days=chance.randint(1, 300))
        if kind != "unsigned":
            content = services.authorities.sign(
                content,
                by=late if kind == "late" else None,
                at=None if kind in {"B-B", "late"} else signed_at,
            )
        if kind == "two":
            content = services.authorities.sign(content, at=NOW)
        path = folder / str(2020 + number % 5) / f"naskah-{number:04}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        made.append(Kept(path, kind, hashlib.sha256(content).hexdigest()))
    return made


def call_for(services: Services, folder: Path) -> list[str]:
    """Return the call that keeps the archive."""
    root = folder / "induk.pem"
    root.write_bytes(services.authorities.root.certificate.public_bytes(Encoding.PEM))
    return [
        sys.executable, "-P", "-m", "ttedesktop", "augment", str(folder / "arsip"),
        "--out-dir", str(folder / "hasil"), "--tsa", services.tsa,
        "--allow-local", "127.0.0.1", "--trust", str(root), "--json",
    ]  # fmt: skip


def killed_after(call: list[str], folder: Path, chance: Random) -> None:
    """Begin to keep the archive, and kill that once some more results are there."""
    enough = len(results_of(folder)) + chance.randint(1, 20)
    pause = threading.Event()
    running = subprocess.Popen(
        call,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while running.poll() is None and len(results_of(folder)) < enough:
        pause.wait(0.02)
    pause.wait(chance.uniform(0.0, 0.4))
    running.kill()
    running.wait()


def killed_between_increments(
    call: list[str], services: Services, chance: Random
) -> None:
    """Begin to keep documents, and kill that while a time-stamp is asked for.

    By then the proof lies in the copy, and the time-stamp over it does not.
    """
    left = chance.randint(1, 12)
    asked, is_there, is_over = itertools.count(1), threading.Event(), threading.Event()

    def wait() -> None:
        if next(asked) >= left:
            is_there.set()
            is_over.wait(30)

    services.before_stamp = wait
    with subprocess.Popen(
        call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        while running.poll() is None and not is_there.wait(0.02):
            pass
        running.kill()
    services.before_stamp = lambda: None
    is_over.set()


def listed_kept(
    services: Services, folder: Path, chance: Random, options: argparse.Namespace
) -> list[str]:
    """Keep documents of the list in their places, by runs that are killed."""
    listed = list_documents(services, folder / "daftar", options.documents // 10)
    broken = killed_while_writing(chance, options.kills)
    say(f"{options.kills} killed while the list was written")
    call = [
        sys.executable, "-P", "-m", "ttedesktop", "augment", "--unfinished",
        "--tsa", services.tsa, "--allow-local", "127.0.0.1",
        "--trust", str(folder / "induk.pem"),
    ]  # fmt: skip
    known = UnfinishedDocuments(unfinished_folder())
    for turn in range(options.kills // 2):
        killed_between_increments(call, services, chance)
        say(f"killed {turn + 1}: {len(list(known))} are on the list")

    def run() -> None:
        subprocess.run(call, capture_output=True, check=False)

    return broken + listed_broken(services, listed, run)


def results_of(folder: Path) -> list[Path]:
    return sorted((folder / "hasil").rglob("*.pdf"))


def promises_broken(
    services: Services, folder: Path, archive: list[Kept], call: list[str]
) -> list[str]:
    """Keep the rest, and return what is not as it was promised."""
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    told = {one["file"]: one for one in json.loads(done.stdout)}
    broken: list[str] = []
    with Renderer() as renderer, Validator() as validator:
        for one in archive:
            if hashlib.sha256(one.path.read_bytes()).hexdigest() != one.sha256:
                broken.append(f"{one.path.name}: the original was changed")
            said = told[str(one.path)]
            result = folder / "hasil" / one.path.relative_to(folder / "arsip")
            if said["care"] not in {FATES[one.kind], "enough"}:
                broken.append(f"{one.path.name}: {one.kind} was told {said}")
            if result.exists() is not (one.kind in KEPT):
                broken.append(f"{one.path.name}: {one.kind}, result {result.exists()}")
            if one.kind not in KEPT or not result.exists():
                continue
            document = renderer.open(result)
            report = validator.validate(document, services.authorities.store)
            renderer.forget(document)
            levels = {x.level for x in report.signatures if x.kind.value != "timestamp"}
            if report.verdict is not Verdict.VALID or levels != {"B-LTA"}:
                broken.append(f"{one.path.name}: {report.verdict}, {levels}")
    expected = {one.path.name for one in archive if one.kind in KEPT}
    if {path.name for path in results_of(folder)} != expected:
        broken.append("there are other results than those that were wanted")
    return broken


if __name__ == "__main__":
    main()
