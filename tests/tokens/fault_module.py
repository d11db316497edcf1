"""A PKCS#11 module that fails on purpose, and what it is told to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.tokens.workshop import SOFTHSM

SOURCE = Path(__file__).parent / "native" / "fault_module.c"
_BEGINS = "begins"


@dataclass(frozen=True)
class FaultModule:
    """Stands before SoftHSM; obeys what ``does`` was told last."""

    path: Path
    control: Path
    log: Path

    @property
    def module(self) -> str:
        return str(self.path)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FAULT_TARGET": str(Path(SOFTHSM).resolve()),
            "FAULT_CONTROL": str(self.control),
            "FAULT_LOG": str(self.log),
        }

    def does(self, *directives: str) -> None:
        """Do this from now on, and nothing else."""
        # At once: the module reads it at every call.
        part = self.control.with_suffix(".part")
        part.write_bytes("\n".join(directives).encode("utf-8", "surrogateescape"))
        part.replace(self.control)

    def forgets(self) -> None:
        """Begin the log anew."""
        self.log.unlink(missing_ok=True)

    def calls(self, name: str) -> list[int]:
        """Return the answers of every call of a function so far."""
        return [
            int(answer, 16)
            for called, answer, *process in self._lines()
            if called == name and not process
        ]

    def begun(self, name: str) -> int:
        """Return how often a function was called, also those that never came back."""
        return sum(line[:2] == [name, _BEGINS] for line in self._lines())

    def is_inside(self, name: str) -> bool:
        """Whether the last call was one of this function, and is still under way."""
        lines = self._lines()
        return bool(lines) and lines[-1][:2] == [name, _BEGINS] and _lives(lines[-1][2])

    def _lines(self) -> list[list[str]]:
        if not self.log.exists():
            return []
        return [line.split() for line in self.log.read_text().splitlines()]


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    return True


def build(folder: Path) -> FaultModule:
    """Compile the module into ``folder``."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    assert compiler is not None, "no C compiler is installed"
    target = folder / "libfault.so"
    subprocess.run(
        [
            compiler, "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-cast-function-type",
            "-Wno-unused-parameter", "-shared", "-fPIC", "-fvisibility=hidden",
            str(SOURCE), "-o", str(target), "-ldl", "-pthread",
        ],
        check=True,
    )  # fmt: skip
    return FaultModule(target, folder / "control", folder / "calls")
