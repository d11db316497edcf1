"""The documents that were signed here and still lack something of their level.

Each has a small file of its own in a folder, so that programs running side by side
never write the same one. Nothing in it is secret but that the document exists.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING: Final = ".json"
_LARGEST: Final = 64 << 10
_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class UnfinishedDocument:
    """A signed document that is to be completed."""

    path: Path
    sha256: str
    """Of the file as it was signed."""
    wanted: str
    """The level it should have."""
    reached: str
    reason: str
    """Code of what was missing."""
    signed_at: str
    """Moment in ISO 8601."""
    expires_at: str
    """End of the signer's certificate, in ISO 8601: until then it can be completed."""


@dataclass(frozen=True, slots=True)
class UnfinishedDocuments:
    """The list, in a folder that is made when something is first put on it."""

    folder: Path

    def add(self, document: UnfinishedDocument) -> None:
        """Put a document on the list, or what is known of it anew. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path_of(document.path)
        new = path.with_name(f".{path.name}.{os.getpid()}")
        told = {name: str(getattr(document, name)) for name in _FIELDS}
        new.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        new.replace(path)

    def remove(self, path: Path) -> None:
        """Take a document off the list; nothing if it is not on it."""
        with suppress(OSError):
            self._path_of(path).unlink(missing_ok=True)

    def __bool__(self) -> bool:
        """Whether anything may be on it; asks only for names."""
        return bool(self._files())

    def __iter__(self) -> Iterator[UnfinishedDocument]:
        """Yield what is on the list, oldest first; damaged entries are passed over."""
        found = [one for one in map(_read, self._files()) if one is not None]
        yield from sorted(found, key=lambda one: (one.signed_at, str(one.path)))

    def _files(self) -> list[Path]:
        try:
            return [
                one
                for one in self.folder.iterdir()
                if one.suffix == _ENDING and not one.name.startswith(".")
            ][:_MOST]
        except OSError:
            return []

    def _path_of(self, document: Path) -> Path:
        name = hashlib.sha256(str(document.absolute()).encode()).hexdigest()[:32]
        return self.folder / f"{name}{_ENDING}"


_FIELDS: Final = tuple(UnfinishedDocument.__dataclass_fields__)


def _read(path: Path) -> UnfinishedDocument | None:
    try:
        with path.open("rb") as file:
            told: Any = json.loads(file.read(_LARGEST))
        texts = {name: str(told[name]) for name in _FIELDS if name != "path"}
        return UnfinishedDocument(path=Path(told["path"]), **texts)
    except (OSError, ValueError, KeyError, TypeError):
        return None
