"""The log of the program: a few small files that turn over, and hold no names.

Debugging can be switched on for an hour; after it, and with the next start, it is off
by itself.
"""

from __future__ import annotations

import logging
import time
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from ttedesktop.data_folder import data_folder
from ttedesktop.redaction import harmless, told_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OURS: Final = ("ttedesktop", "ui")
"""The loggers that are written down; what libraries say may hold anything."""
HOUR: Final = 3_600.0
"""Seconds."""
_LARGEST: Final = 256 << 10
"""Bytes of one file."""
_OLDER: Final = 2
"""Files that are kept beside the present one."""
_FILE: Final = "program.log"


class ProgramLog:
    """The log of this process; one is enough, and it may be switched off."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take a folder, else that of this person; ``clock`` tells seconds."""
        self.folder = folder or data_folder() / "log"
        self._clock = clock
        self._until = 0.0
        self._handler: logging.Handler | None = None

    @property
    def path(self) -> Path:
        """The file that is written to."""
        return self.folder / _FILE

    @property
    def is_detailed(self) -> bool:
        """Whether everything is written down at this moment."""
        return self._clock() < self._until

    def start(self) -> None:
        """Begin to write; where the folder refuses, nothing is written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handler = RotatingFileHandler(
                self.path, maxBytes=_LARGEST, backupCount=_OLDER, encoding="utf-8"
            )
        except OSError:
            return
        handler.setFormatter(_Nameless())
        handler.addFilter(self._lets_through)
        self._handler = handler
        for name in OURS:
            logger = logging.getLogger(name)
            logger.addHandler(handler)
            logger.setLevel(logging.INFO)

    def stop(self) -> None:
        """Write nothing more, and let go of the file."""
        self.be_detailed(seconds=0)
        handler, self._handler = self._handler, None
        if handler is not None:
            for name in OURS:
                logging.getLogger(name).removeHandler(handler)
            handler.close()

    def be_detailed(self, *, seconds: float = HOUR) -> None:
        """Write everything down for a while; 0 seconds end it."""
        self._until = self._clock() + seconds
        level = logging.DEBUG if seconds else logging.INFO
        for name in OURS:
            logging.getLogger(name).setLevel(level)

    def tail(self, lines: int = 200) -> str:
        """Return the last lines that were written."""
        try:
            text = self.path.read_text("utf-8", errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])

    def _lets_through(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.INFO:
            return True
        if self.is_detailed:
            return True
        self.be_detailed(seconds=0)
        return False


class _Nameless(logging.Formatter):
    """Writes sentences of the program, and of their values what is harmless."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.converter = time.gmtime

    @override
    def format(self, record: logging.LogRecord) -> str:
        shown = logging.makeLogRecord(record.__dict__)
        given = record.args
        if isinstance(given, tuple):
            shown.args = tuple(harmless(one) for one in given)
        elif given:
            shown.args = {name: harmless(one) for name, one in given.items()}
        shown.exc_info = shown.exc_text = shown.stack_info = None
        text = super().format(shown)
        error = record.exc_info[1] if record.exc_info else None
        return text if error is None else f"{text}\n{told_of(error)}"


PROGRAM_LOG: Final = ProgramLog()
"""That of this process; it writes nothing before it is started."""
