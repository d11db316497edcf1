"""Keeps a job that was given up from being printed after all.

``QPrinter.abort`` ends a job on Windows and macOS. Qt's engine for CUPS does not know
how: ending its painter sends what was drawn so far (qtbase, qprintengine_pdf_p.h and
qcupsprintengine.cpp, to 6.11). That is drawn into a temporary file, which libcups puts
where TMPDIR says; without the file there is nothing to be sent.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import TracebackType
    from typing import Self

_ENVIRONMENT: Final = threading.Lock()


class Spool:
    """A folder for the temporary file of one job; it goes with the job."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="tte-print-")

    def __enter__(self) -> Self:
        """Use the folder."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the folder with whatever is in it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def receives(self) -> Generator[None]:
        """Let what begins to be drawn meanwhile go into the folder."""
        if sys.platform in {"win32", "darwin"}:
            yield
            return
        with _ENVIRONMENT:
            before = os.environ.get("TMPDIR")
            os.environ["TMPDIR"] = self._folder
            try:
                yield
            finally:
                if before is None:
                    del os.environ["TMPDIR"]
                else:
                    os.environ["TMPDIR"] = before

    def discard(self) -> None:
        """Throw away what was drawn; to be done before the painter is ended."""
        for file in Path(self._folder).iterdir():
            file.unlink(missing_ok=True)
