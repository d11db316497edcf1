"""Where the results of a batch go, and what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from ttedesktop.errors.batch_errors import PatternUnknown
from ttedesktop.signing.output import Destination, clean_name

if TYPE_CHECKING:
    from datetime import date

    from ttedesktop.batch.job import Job

SIGNED_FOLDER: Final = "sudah ditandatangani"
ARCHIVE_FOLDER: Final = "arsip"
WORDS: Final[tuple[str, ...]] = ("{nama}", "{nomor}", "{tanggal}")
"""Name of the original, number in the batch, day of the signature."""
USUAL_PATTERN: Final = "{nama}_TTE"
_BRACED: Final = re.compile(r"\{[^{}]*\}")
_NUMBERED: Final = re.compile(r" \(\d+\)$")
_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class OutputRule:
    """Where the results of a batch go."""

    folder: Path | None = None
    """None: beside each original."""
    pattern: str = USUAL_PATTERN
    """Of the name, without ``.pdf``."""
    keeps_folders: bool = True
    """Whether the folders that were added are made again in ``folder``."""
    archive: Path | None = None
    """Where originals are moved to once their result is there; None: they stay."""

    def __post_init__(self) -> None:
        """Raise PatternUnknown for a word that stands for nothing."""
        for word in _BRACED.findall(self.pattern):
            if word not in WORDS:
                raise PatternUnknown(word)

    def destination_for(
        self, job: Job, *, day: date, mark: str = "", digits: int = _DIGITS
    ) -> Destination:
        """Return where the result of one document goes."""
        folder = self._under(self.folder, job) or job.original.parent
        path = folder / clean_name(f"{self._stem(job, day, digits)}.pdf")
        return Destination(path=path, makes_folder=self.folder is not None, mark=mark)

    def archive_for(self, job: Job) -> Path | None:
        """Return where the original goes afterwards; None if it stays."""
        folder = self._under(self.archive, job)
        return folder / job.original.name if folder is not None else None

    def to_json(self) -> dict[str, Any]:
        """Return it for a journal."""
        return {
            "folder": None if self.folder is None else str(self.folder),
            "pattern": self.pattern,
            "keeps_folders": self.keeps_folders,
            "archive": None if self.archive is None else str(self.archive),
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """Read it from a journal. Raises KeyError, TypeError or PatternUnknown."""
        folder, archive = told["folder"], told["archive"]
        return cls(
            folder=None if folder is None else Path(folder),
            pattern=str(told["pattern"]),
            keeps_folders=bool(told["keeps_folders"]),
            archive=None if archive is None else Path(archive),
        )

    def _under(self, folder: Path | None, job: Job) -> Path | None:
        if folder is None:
            return None
        return folder / job.below if self.keeps_folders else folder

    def _stem(self, job: Job, day: date, digits: int) -> str:
        stem = _NUMBERED.sub("", job.original.stem)
        before, word, after = self.pattern.partition("{nama}")
        if word and not _BRACED.search(before + after):
            # A second signature gets a number, not the ending a second time.
            stem = stem.removeprefix(before).removesuffix(after)
        # One pass: a name may hold such words itself.
        known = (stem, f"{job.number:0{digits}}", day.isoformat())
        words: dict[str, str] = dict(zip(WORDS, known, strict=True))
        return _BRACED.sub(lambda found: words[found.group()], self.pattern)


def moved_aside(folder: Path, pattern: str = "{nama}") -> OutputRule:
    """Return the rule for results in one folder below and originals in another."""
    return OutputRule(
        folder=folder / SIGNED_FOLDER, pattern=pattern, archive=folder / ARCHIVE_FOLDER
    )
