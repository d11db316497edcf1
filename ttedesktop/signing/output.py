"""Names the signed file and writes it whole, verified after writing, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import sys
import threading
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.output_errors import (
    DiskFull,
    FolderMissing,
    FolderReadOnly,
    OutputNotWritten,
    ReportNotWritten,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import RawIOBase
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.snapshot import Content

TEMPORARY: Final = ".~tte-"
_LONGEST_NAME: Final = 240
"""Bytes of a file name, so that " (2)" still fits into the usual 255."""
_RESERVED: Final = re.compile(
    r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", re.IGNORECASE
)
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_NUMBERED: Final = re.compile(r" \(\d+\)$")
_MOST_NAMES: Final = 10_000
_ABANDONED_AFTER: Final = 3600.0
"""Seconds after which a temporary file belongs to a process that was killed."""
_PAUSES: Final = (0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds between tries while a virus scanner holds a new file (Windows)."""
_HELD: Final = {5, 32, 33}
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a signed document goes."""

    folder: Path | None = None
    """None: beside the original."""
    suffix: str = "_TTE"
    """Between the name of the original and ``.pdf``."""
    path: Path | None = None
    """A wish for the whole path; a number is added if it is taken."""
    makes_folder: bool = False
    """Whether the folder is made, with those above it, where there is none."""
    mark: str = ""
    """In the names of temporary files, for whoever must find them after a crash."""

    def first_choice(self, original: Path) -> Path:
        """Return the path of the signed document if nothing is in its way."""
        if self.path is not None:
            return self.path.parent / clean_name(self.path.name)
        folder = self.folder if self.folder is not None else original.parent
        # A second signature gets a number, not the suffix a second time.
        stem = _NUMBERED.sub("", original.stem).removesuffix(self.suffix)
        return folder / clean_name(f"{stem}{self.suffix}.pdf")


def write_signed(
    document: Document,
    destination: Destination,
    *,
    produce: Callable[[Path], None],
    verify: Callable[[bytes], None],
) -> Path:
    """Write a signed copy of ``document`` and return its path.

    ``produce`` changes the copy it is given in place; ``verify`` gets the bytes as
    they lie on the disk afterwards and raises if they will not do. Only then does
    the file get its name, by a step that overwrites nothing. Raises FolderReadOnly,
    FolderMissing, DiskFull, OutputNotWritten and what the two raise; nothing is left
    behind then.
    """
    choice = destination.first_choice(document.path)
    folder = choice.parent
    try:
        if destination.makes_folder:
            folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        temporary = _new_copy(document.content, folder, destination.mark)
        try:
            produce(temporary)
            _settle(temporary)
            verify(temporary.read_bytes())
            return _published(temporary, choice)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as refusal:
        raise _fact_of(refusal, folder) from None


def write_over(
    document: Document,
    *,
    produce: Callable[[Path], None],
    verify: Callable[[bytes], None],
) -> Path:
    """Put a document with something added in its own place, and return its path.

    Only for increments: what was there is the beginning of what is there then. At every
    moment the old or the new file lies there whole. Raises as ``write_signed`` does.
    """
    folder = document.path.parent
    try:
        _sweep(folder)
        temporary = _new_copy(document.content, folder)
        try:
            produce(temporary)
            _settle(temporary)
            content = temporary.read_bytes()
            verify(content)
            if not content.startswith(document.path.read_bytes()):
                raise OutputNotWritten(str(folder), "ESTALE")
            with contextlib.suppress(OSError):
                shutil.copymode(document.path, temporary)
            temporary.replace(document.path)
            _settle_folder(folder)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as refusal:
        raise _fact_of(refusal, folder) from None
    return document.path


def write_new(path: Path, content: bytes) -> Path:
    """Write bytes to a file that is not there yet and return its path.

    The file is written whole or not at all, and overwrites nothing: a number is
    added where the name is taken. Raises ReportNotWritten.
    """
    choice = path.with_name(clean_name(path.name))
    try:
        temporary = _new_copy(content, choice.parent)
        try:
            _settle(temporary)
            return _published(temporary, choice)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError:
        raise ReportNotWritten(choice.name) from None


def sweep_marked(folder: Path, mark: str) -> None:
    """Remove what a killed process left of the documents with this mark."""
    for left in folder.glob(f"{TEMPORARY}{mark}*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def move_new(source: Path, target: Path) -> Path:
    """Move a file to where nothing lies yet, and return its path there.

    A number is added where the name is taken. Between file systems it is copied
    whole, read back, and only then taken away. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for candidate in _candidates(target):
        with contextlib.suppress(FileExistsError):
            _move_without_overwriting(source, candidate)
            return candidate
    raise FileExistsError(errno.EEXIST, "no free name", str(target))


def _move_without_overwriting(source: Path, target: Path) -> None:
    try:
        _rename_without_overwriting(source, target)
    except FileExistsError:
        raise
    except OSError as refusal:
        if refusal.errno != errno.EXDEV:
            raise
        content = source.read_bytes()
        temporary = _new_copy(content, target.parent)
        try:
            _settle(temporary)
            if temporary.read_bytes() != content:
                raise OSError(errno.EIO, "copied wrongly", str(target)) from None
            _open_to_readers(temporary)
            _rename_without_overwriting(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
        source.unlink()


def candidates_of(choice: Path) -> Iterator[Path]:
    """Yield what may lie in the folder under this name, or under it and a number."""
    yield choice
    pattern = re.compile(rf"{re.escape(choice.stem)} \(\d+\){re.escape(choice.suffix)}")
    with contextlib.suppress(OSError):
        for path in choice.parent.iterdir():
            if pattern.fullmatch(path.name):
                yield path


def clean_name(name: str) -> str:
    """Return a file name that Windows, macOS and Linux all accept."""
    shown = "".join(
        character
        for character in unicodedata.normalize("NFC", name)
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
    shown = _FORBIDDEN.sub("_", shown).strip(". ")
    if _RESERVED.match(shown):
        shown = f"_{shown}"
    stem, dot, ending = shown.rpartition(".")
    if not dot:
        stem, ending = shown, ""
    room = _LONGEST_NAME - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(". ") or "dokumen"
    return f"{stem}{dot}{ending}"


def _sweep(folder: Path) -> None:
    """Remove what a killed process left in the folder."""
    for left in folder.glob(f"{TEMPORARY}*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _ABANDONED_AFTER:
                left.unlink()


def _new_copy(content: Content, folder: Path, mark: str = "") -> Path:
    temporary = folder / f"{TEMPORARY}{mark}{secrets.token_hex(8)}.tmp"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        # A buffered file would try to write what is left once more when it is closed.
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            _write_all(file, content)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write_all(file: RawIOBase, content: Content) -> None:
    left = memoryview(content)
    while left:
        left = left[file.write(left) or 0 :]


def _settle(path: Path) -> None:
    """Bring the bytes to the disk before they are read back."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _published(temporary: Path, choice: Path) -> Path:
    _open_to_readers(temporary)
    for candidate in _candidates(choice):
        with contextlib.suppress(FileExistsError):
            _rename_without_overwriting(temporary, candidate)
            _settle_folder(candidate.parent)
            return candidate
    raise FileExistsError(errno.EEXIST, "no free name", str(choice))


def _candidates(choice: Path) -> Iterator[Path]:
    yield choice
    for number in range(2, _MOST_NAMES):
        yield choice.with_name(f"{choice.stem} ({number}){choice.suffix}")


def _rename_without_overwriting(source: Path, target: Path) -> None:
    if sys.platform == "win32":
        _rename_patiently(source, target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: take the name first, then fill it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            source.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
    else:
        source.unlink()


def _rename_patiently(source: Path, target: Path) -> None:
    """Rename as Windows does, which refuses a name that is taken."""
    for pause in _PAUSES:
        try:
            source.rename(target)
        except FileExistsError:
            raise
        except OSError as refusal:
            if getattr(refusal, "winerror", None) not in _HELD:
                raise
            threading.Event().wait(pause)
        else:
            return
    source.rename(target)


def _open_to_readers(path: Path) -> None:
    if sys.platform != "win32":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)


def _settle_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _fact_of(refusal: OSError, folder: Path) -> Exception:
    if refusal.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFull(str(folder))
    if refusal.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return FolderReadOnly(str(folder))
    if refusal.errno in {errno.ENOENT, errno.ENOTDIR}:
        return FolderMissing(str(folder))
    name = errno.errorcode.get(refusal.errno or 0, "EIO")
    return OutputNotWritten(str(folder), name)
