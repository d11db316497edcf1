"""A signed document has a name of its own and is there whole, or not at all."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from ttedesktop.errors.output_errors import (
    DiskFull,
    FolderMissing,
    FolderReadOnly,
    OutputNotVerified,
    OutputNotWritten,
    ReportNotWritten,
)
from ttedesktop.signing.output import (
    TEMPORARY,
    Destination,
    clean_name,
    write_new,
    write_signed,
)

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer


@pytest.fixture
def document(renderer: Renderer, letter_path: Path) -> Document:
    return renderer.open(letter_path)


def written(
    document: Document, destination: Destination, mark: bytes = b"tanda"
) -> Path:
    def produce(copy: Path) -> None:
        with copy.open("ab") as file:
            file.write(mark)

    return write_signed(
        document, destination, produce=produce, verify=lambda _content: None
    )


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_names_never_collide_and_the_suffix_is_not_said_twice(
    document: Document, renderer: Renderer
) -> None:
    first = written(document, Destination())
    second = written(document, Destination())
    third = written(renderer.open_bytes(first, papers.letter()), Destination())

    assert [first.name, second.name, third.name] == [
        "surat_TTE.pdf",
        "surat_TTE (2).pdf",
        "surat_TTE (3).pdf",
    ]


def test_many_at_once_get_a_name_each(document: Document) -> None:
    marks = [b"%d" % number for number in range(24)]

    with ThreadPoolExecutor(6) as pool:
        paths = list(
            pool.map(lambda mark: written(document, Destination(), mark), marks)
        )

    assert len(set(paths)) == 24
    for path, mark in zip(paths, marks, strict=True):
        assert path.read_bytes() == document.whole + mark


def test_link_at_the_name_is_not_followed(document: Document, tmp_path: Path) -> None:
    other = tmp_path / "milik-orang.txt"
    other.write_bytes(b"isi")
    (tmp_path / "surat_TTE.pdf").symlink_to(other)

    path = written(document, Destination())

    assert path.name == "surat_TTE (2).pdf"
    assert other.read_bytes() == b"isi"


def test_nothing_is_left_if_the_signature_does_not_come_about(
    document: Document, tmp_path: Path
) -> None:
    def fail(copy: Path) -> None:
        copy.write_bytes(b"setengah")
        raise OutputNotVerified("uji")

    with pytest.raises(OutputNotVerified):
        write_signed(
            document, Destination(), produce=fail, verify=lambda _content: None
        )

    assert names_in(tmp_path) == {"surat.pdf"}


def test_nothing_is_published_that_was_not_found_sound_on_the_disk(
    document: Document, tmp_path: Path
) -> None:
    seen: list[bytes] = []

    def refuse(content: bytes) -> None:
        seen.append(content)
        raise OutputNotVerified("uji")

    with pytest.raises(OutputNotVerified):
        write_signed(document, Destination(), produce=lambda _copy: None, verify=refuse)

    assert seen == [document.whole]
    assert names_in(tmp_path) == {"surat.pdf"}


@pytest.mark.parametrize(
    ("number", "fact"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, FolderReadOnly),
        (errno.EACCES, FolderReadOnly),
        (errno.EIO, OutputNotWritten),
    ],
)
def test_refusals_of_the_system_become_facts(
    document: Document, tmp_path: Path, number: int, fact: type[Exception]
) -> None:
    def fail(_copy: Path) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(fact):
        write_signed(
            document, Destination(), produce=fail, verify=lambda _content: None
        )

    assert names_in(tmp_path) == {"surat.pdf"}


@pytest.mark.parametrize("folder", ["tidak-ada", "surat.pdf"])
def test_folder_that_is_none(document: Document, tmp_path: Path, folder: str) -> None:
    with pytest.raises(FolderMissing):
        written(document, Destination(folder=tmp_path / folder))

    assert names_in(tmp_path) == {"surat.pdf"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_folder_of_the_system_is_refused(document: Document) -> None:
    with pytest.raises((FolderReadOnly, FolderMissing)):
        written(document, Destination(folder=Path("/proc")))


def test_what_a_killed_process_left_is_swept_after_an_hour(
    document: Document, tmp_path: Path
) -> None:
    old, fresh = (tmp_path / f"{TEMPORARY}{name}.tmp" for name in ("tua", "baru"))
    for path in (old, fresh):
        path.write_bytes(b"setengah")
    os.utime(old, (1, 1))

    written(document, Destination())

    assert names_in(tmp_path) == {"surat.pdf", "surat_TTE.pdf", fresh.name}


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("surat.pdf", "surat.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("com7.surat.pdf", "_com7.surat.pdf"),
        ("a\nb.pdf", "ab.pdf"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("a/b:c?.pdf", "a_b_c_.pdf"),
        ("surat. .pdf", "surat.pdf"),
        ("...", "dokumen"),
        ("e\u0301disi.pdf", "\u00e9disi.pdf"),
    ],
    ids=ascii,
)
def test_names_are_those_every_system_accepts(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_long_names_leave_room_for_a_number() -> None:
    name = clean_name(f"{'é' * 300}.pdf")

    assert len(name.encode()) <= 240
    assert name.endswith(".pdf")


def test_a_new_file_takes_a_free_name_and_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lampiran.csv"

    first, second = write_new(path, b"satu"), write_new(path, b"dua")

    assert (first.name, second.name) == ("lampiran.csv", "lampiran (2).csv")
    assert (first.read_bytes(), second.read_bytes()) == (b"satu", b"dua")
    assert names_in(tmp_path) == {first.name, second.name}


def test_a_new_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ReportNotWritten):
        write_new(tmp_path / "tidak ada" / "lampiran.csv", b"satu")

    assert names_in(tmp_path) == set()
