"""Printing over CUPS, as on an office's Linux: Qt's own engine, libcups, a server."""

from __future__ import annotations

import os
import subprocess
import sys
from ctypes.util import find_library
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from tests.window.print_server import NAME, PrintServer, SentJob

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or find_library("cups") is None,
    reason="CUPS prints here, with libcups2",
)

# libcups reads the name of its server once in the life of a process.
_PROGRAM = f"""
import sys
from pathlib import Path
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from tests.papers import letters as papers
from ttedesktop.document.rendering.renderer import Renderer
from ui.printing.job import PrintJob, PrintOrder, PrintWishes
from ui.printing.printers import Printers

qt = QApplication([])
printers = Printers()
assert printers.found().names == ({NAME!r},), printers.found()
abilities = printers.abilities({NAME!r})
print(len(abilities.sides), abilities.has_colour)
with Renderer() as renderer:
    letter = renderer.open_bytes(Path("surat.pdf"), papers.letter(3))
    wishes = PrintWishes((0, 2), copies=3, sides=QPrinter.DuplexMode.DuplexLongSide)
    order = PrintOrder(letter, {NAME!r}, abilities.papers[0], wishes)
    cancelled_at = int(sys.argv[1])
    def begun(page, pages):
        if page == cancelled_at:
            job.cancel()
    job = PrintJob(order, renderer=renderer, printers=printers, on_page=begun)
    print(job.run().value)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    with PrintServer() as running:
        yield running


def prints(server: PrintServer, folder: Path, *, cancelled_at: int = 0) -> list[str]:
    """Print pages 1 and 3 of a letter, and return what the program said."""
    server.jobs.clear()
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(cancelled_at)],
        env={
            **os.environ,
            "CUPS_SERVER": server.address,
            "QT_QPA_PLATFORM": "offscreen",
            "TMPDIR": str(folder),
        },
        check=False,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.split()


def sheets_of(job: SentJob) -> list[Any]:
    pdf: Any = pymupdf.open(stream=job.document)
    return list(pdf)


def test_a_job_arrives_whole_with_what_was_chosen(
    server: PrintServer, tmp_path: Path
) -> None:
    told = prints(server, tmp_path)

    assert told == ["3", "True", "sent"]
    (job,) = server.printed
    assert len(sheets_of(job)) == 2
    assert job.options["job-name"] == "surat.pdf"
    assert job.options["copies"] == "3"
    assert job.options["sides"] == "two-sided-long-edge"
    assert job.options["media"] == "FanFoldGermanLegal"
    assert list(tmp_path.iterdir()) == []


def test_of_a_job_that_is_cancelled_no_paper_comes_out(
    server: PrintServer, tmp_path: Path
) -> None:
    told = prints(server, tmp_path, cancelled_at=2)

    assert told[-1] == "cancelled"
    assert server.printed == []
    assert list(tmp_path.iterdir()) == []
