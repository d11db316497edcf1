"""What a child that reads hostile files has given up."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttedesktop.document.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has something behind this door"
)

TRIES = """
import os, socket, subprocess, sys, threading
from ttedesktop.confinement import confine

def tried(act):
    try:
        act()
    except PermissionError:
        return "refused"
    return "done"

assert confine()
folder = sys.argv[1]
for name, act in {
    "socket": lambda: socket.socket(),
    "program": lambda: subprocess.run(["true"]),
    "fork": os.fork,
    "write": lambda: open(f"{folder}/new", "w"),
    "append": lambda: open(f"{folder}/old", "a"),
    "remove": lambda: os.unlink(f"{folder}/old"),
    "rename": lambda: os.rename(f"{folder}/old", f"{folder}/other"),
    "mode": lambda: os.chmod(f"{folder}/old", 0o777),
    "folder": lambda: os.mkdir(f"{folder}/sub"),
    "signal": lambda: os.kill(os.getppid(), 0),
    "read": lambda: open(f"{folder}/old").read(),
    "thread": lambda: threading.Thread(target=print).start(),
}.items():
    print(name, tried(act), flush=True)
"""


def test_it_can_read_and_reckon_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("kept")

    tried = subprocess.run(
        [sys.executable, "-c", TRIES, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
    )

    told = dict(line.split() for line in tried.stdout.split("\n") if line)
    assert [name for name, what in told.items() if what == "done"] == ["read", "thread"]
    assert len(told) == 12
    assert [one.name for one in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text() == "kept"


def test_the_renderer_is_confined(letter_path: Path) -> None:
    with Renderer() as renderer:
        renderer.open(letter_path)
        told = [
            status
            for status, command in _processes()
            if f"PPid:\t{os.getpid()}\n" in status and b"--worker\0renderer" in command
        ]

    assert told
    for status in told:
        assert "Seccomp:\t2" in status
        assert "NoNewPrivs:\t1" in status


def _processes() -> Iterator[tuple[str, bytes]]:
    """Yield status and command line of each process that is there."""
    for one in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            yield (one / "status").read_text(), (one / "cmdline").read_bytes()
