"""Reads a file once: what is looked at, signed and verified are these bytes."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ttedesktop.document.pdf import MAX_FILE_SIZE
from ttedesktop.errors.document_errors import (
    DocumentEmpty,
    DocumentTooLarge,
    FileForbidden,
    FileMissing,
)
from ttedesktop.snapshot import SHARED_FROM, Snapshot

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from ttedesktop.snapshot import Content


def read_once(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises FileMissing, FileForbidden, DocumentEmpty or DocumentTooLarge.
    """
    with _faults_of(path):
        _require_fitting(path)
        content = path.read_bytes()
    if not content:
        raise DocumentEmpty(path.name)
    return content


def read_shared(path: Path) -> Content:
    """Return the same; of a large file a snapshot, where the system has such."""
    if sys.platform == "linux":
        with _faults_of(path):
            if _require_fitting(path) >= SHARED_FROM:
                with path.open("rb", buffering=0) as file:
                    return Snapshot.of(file, MAX_FILE_SIZE)
    return read_once(path)


@contextmanager
def _faults_of(path: Path) -> Generator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(path.name) from None
    except OSError:
        raise FileForbidden(path.name) from None
    except ValueError:
        # Cut off between two looks at it.
        raise DocumentEmpty(path.name) from None


def _require_fitting(path: Path) -> int:
    """Return the size in bytes."""
    size = path.stat().st_size
    if size > MAX_FILE_SIZE:
        raise DocumentTooLarge(path.name, "1 GB")
    return size
