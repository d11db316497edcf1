"""Documents on the list of what is to be completed, kept in place by killed runs.

The list is written and crossed off by programs that are killed in the middle of it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from tests.papers.letters import letter
from ttedesktop.data_folder import unfinished_folder
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.longterm.unfinished import UnfinishedDocument, UnfinishedDocuments
from ttedesktop.signing.output import TEMPORARY
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from tests.services import Services

_WRITER: Final = """
import itertools, sys
from dataclasses import replace
from ttedesktop.data_folder import unfinished_folder
from ttedesktop.longterm.unfinished import UnfinishedDocuments
known = UnfinishedDocuments(unfinished_folder())
entries = list(known)
print(flush=True)
for turn in itertools.count():
    for one in entries:
        known.add(replace(one, reason=f"host_unreachable_{turn}" + "x" * (turn % 4000)))
"""
"""A program that writes the entries again and again, each time longer."""


def list_documents(services: Services, folder: Path, count: int) -> dict[Path, bytes]:
    """Make documents that lack time and proof, and put them on the list."""
    folder.mkdir()
    known = UnfinishedDocuments(unfinished_folder())
    made: dict[Path, bytes] = {}
    now = datetime.now(UTC)
    for number in range(count):
        path = folder / f"daftar-{number:03}.pdf"
        content = services.authorities.sign(letter(1) + b"%% %d\n" % number)
        path.write_bytes(content)
        made[path] = content
        known.add(
            UnfinishedDocument(
                path, hashlib.sha256(content).hexdigest(), "B-LTA", "B-B",
                "host_unreachable", now.isoformat(),
                (now + timedelta(days=300)).isoformat(),
            )
        )  # fmt: skip
    return made


def killed_while_writing(chance: Random, kills: int) -> list[str]:
    """Kill programs in the middle of writing the list; say what is lost of it."""
    known = UnfinishedDocuments(unfinished_folder())
    before = {one.path for one in known}
    broken: list[str] = []
    pause = threading.Event()
    for turn in range(kills):
        with subprocess.Popen(
            [sys.executable, "-P", "-c", _WRITER], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            pause.wait(chance.uniform(0.0, 0.05))
            writer.kill()
        if {one.path for one in known} != before:
            broken.append(f"killed while writing {turn + 1}: entries are lost")
    return broken


def listed_broken(
    services: Services, listed: dict[Path, bytes], run: Callable[[], None]
) -> list[str]:
    """Complete the rest of the list, and return what is not as it was promised."""
    known = UnfinishedDocuments(unfinished_folder())
    broken = [
        f"{path.name}: crossed off and not completed"
        for path in listed.keys() - {one.path for one in known}
        if not _is_whole(services, path)
    ]
    run()
    broken += [f"{one.path.name}: still on the list" for one in known]
    for path, content in listed.items():
        if not path.read_bytes().startswith(content):
            broken.append(f"{path.name}: does not begin with the original")
        elif not _is_whole(services, path):
            broken.append(f"{path.name}: not of the archive level")
    # What a killed run leaves is hidden, and swept away by another on another day.
    strays = [
        one
        for one in next(iter(listed)).parent.iterdir()
        if one not in listed and not one.name.startswith(TEMPORARY)
    ]
    return broken + [f"{one.name}: left behind" for one in strays]


def _is_whole(services: Services, path: Path) -> bool:
    with Renderer() as renderer, Validator() as validator:
        document = renderer.open(path)
        report = validator.validate(document, services.authorities.store)
    people = [x for x in report.signatures if x.kind.value != "timestamp"]
    levels = {one.level for one in people}
    return report.verdict is Verdict.VALID and levels == {"B-LTA"}
