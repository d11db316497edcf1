"""What becomes a row when files and folders are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.queue.scan import AT_ONCE, gather

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from ui.queue.document import QueuedDocument


def gathered(*paths: Path, known: frozenset[Path] = frozenset()) -> list[str]:
    return [one.path.name for some in gather(paths, known) for one in some]


def only(path: Path) -> QueuedDocument:
    (some,) = gather([path], set())
    (one,) = some
    return one


def write(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"%PDF")


def test_a_folder_comes_before_those_in_it_and_numbers_count_as_numbers(
    tmp_path: Path,
) -> None:
    write(tmp_path, "SPM-10.pdf", "SPM-9.pdf")
    write(tmp_path / "B", "akhir.pdf")
    write(tmp_path / "A", "tengah.PDF")
    write(tmp_path / "A" / "Lampiran", "rincian.pdf")
    assert gathered(tmp_path) == [
        "SPM-9.pdf", "SPM-10.pdf", "tengah.PDF", "rincian.pdf", "akhir.pdf",
    ]  # fmt: skip


def test_only_documents_of_people_become_rows(tmp_path: Path) -> None:
    write(tmp_path, "surat.pdf", ".surat.pdf", "surat.docx")
    (tmp_path / "folder.pdf").mkdir()
    assert gathered(tmp_path) == ["surat.pdf"]


def test_a_folder_that_leads_back_to_itself_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "SPM", "satu.pdf")
    (tmp_path / "SPM" / "lagi").symlink_to(tmp_path / "SPM", target_is_directory=True)
    (tmp_path / "SPM" / "dua.pdf").symlink_to(tmp_path / "SPM" / "satu.pdf")
    assert gathered(tmp_path) == ["dua.pdf", "satu.pdf"]


def test_what_cannot_be_looked_into_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, "satu.pdf", "dua.pdf")
    (tmp_path / "ke diri sendiri").symlink_to(tmp_path / "ke diri sendiri")
    (tmp_path / "ke mana pun.pdf").symlink_to(tmp_path / "hilang")
    assert gathered(tmp_path) == ["dua.pdf", "satu.pdf"]


def test_no_more_is_read_than_may_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.queue.scan.MOST", 2)
    write(tmp_path, "satu.pdf", "dua.pdf")
    write(tmp_path / "A", "tiga.pdf")
    assert gathered(tmp_path) == ["dua.pdf", "satu.pdf"]


def test_nothing_is_a_row_twice(tmp_path: Path) -> None:
    write(tmp_path, "satu.pdf", "dua.pdf", "tiga.pdf")
    known = frozenset({tmp_path / "satu.pdf"})
    assert gathered(tmp_path, tmp_path / "dua.pdf", known=known) == [
        "dua.pdf", "tiga.pdf",
    ]  # fmt: skip


def test_a_row_knows_its_folders(tmp_path: Path) -> None:
    write(tmp_path / "Keuangan")
    write(tmp_path / "Keuangan" / "SPM", "satu.pdf")
    one = only(tmp_path / "Keuangan")
    assert (one.folder_words, one.size) == ("Keuangan › SPM", 4)
    alone = only(tmp_path / "Keuangan" / "SPM" / "satu.pdf")
    assert (alone.folder_words, alone.size) == ("SPM", 4)


def test_a_file_that_is_gone_is_a_row_that_tells_so_later(tmp_path: Path) -> None:
    assert only(tmp_path / "hilang.pdf").size == 0


def test_rows_come_a_few_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, *(f"SPM-{number}.pdf" for number in range(2 * AT_ONCE + 1)))
    assert [len(some) for some in gather([tmp_path], set())] == [AT_ONCE, AT_ONCE, 1]
