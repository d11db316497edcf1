"""Bad input of every kind: its own words, its exit status, nothing half-written."""

from __future__ import annotations

import ctypes
import dataclasses
import hashlib
import resource
import sys
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from tests.scenarios.command_line import Spoken, sign
from tests.tokens.fault_module import FaultModule, build
from ttedesktop.errors.document_errors import DocumentChangedOnDisk
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import Certification

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.office import Office
    from ttedesktop.ceremony import Ceremony

COULD_NOT_BE_SIGNED = 1
UNREADABLE = 2
_DROP_FROM_BOUNDING_SET, _OVERRIDE, _READ_SEARCH = 24, 1, 2
"""Numbers of Linux (prctl, capabilities)."""


@pytest.fixture(scope="session")
def fault(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


def require_refusal(spoken: Spoken, *, status: int, words: str, file: Path) -> None:
    """Check what holds for every refusal."""
    assert spoken.status == status, spoken.stderr
    assert words in spoken.stderr
    assert "  • " in spoken.stderr, "nothing that can be done is named"
    for forbidden in ("Traceback", "CKR_", "rror"):
        assert forbidden not in spoken.stderr.replace("ERROR 6", "")
    (outcome,) = spoken.json
    assert outcome["signed"] is None
    assert outcome["error"]["heading"]
    left = sorted(one.name for one in file.parent.iterdir())
    assert left == [file.name]


def refused(office: Office, file: Path, *more: str, **options: object) -> Spoken:
    return sign(office.workshop, file, "--json", *more, **options)  # type: ignore[arg-type]  # options of each case


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"Ini surat biasa, bukan PDF.", "bukan PDF"),
        (b"PK\x03\x04 surat.docx", "bukan PDF"),
        (papers.letter()[:200], "rusak"),
    ],
    ids=["empty", "text", "docx", "truncated"],
)
def test_file_that_is_no_document(
    office: Office, letter_path: Path, content: bytes, words: str
) -> None:
    letter_path.write_bytes(content)

    spoken = refused(office, letter_path)

    require_refusal(spoken, status=UNREADABLE, words=words, file=letter_path)


def test_missing_file(office: Office, tmp_path: Path) -> None:
    spoken = refused(office, tmp_path / "tidak-ada.pdf")

    assert spoken.status == UNREADABLE
    assert "tidak ditemukan" in spoken.stderr
    assert list(tmp_path.iterdir()) == []


def test_encrypted_document_asks_for_its_password(
    office: Office, letter_path: Path
) -> None:
    letter_path.write_bytes(papers.encrypted())

    spoken = refused(office, letter_path)

    require_refusal(
        spoken, status=UNREADABLE, words="terkunci kata sandi", file=letter_path
    )


def test_wrong_password(office: Office, letter_path: Path) -> None:
    letter_path.write_bytes(papers.encrypted())

    spoken = refused(
        office,
        letter_path,
        "--password-env",
        "KATA_SANDI",
        environment={"KATA_SANDI": "keliru"},
    )

    require_refusal(spoken, status=UNREADABLE, words="tidak cocok", file=letter_path)


def test_right_password_signs(office: Office, letter_path: Path) -> None:
    letter_path.write_bytes(papers.encrypted())

    spoken = refused(
        office,
        letter_path,
        "--password-env",
        "KATA_SANDI",
        environment={"KATA_SANDI": papers.PASSWORD},
    )

    assert spoken.status == 0, spoken.stderr


def test_document_certified_against_changes(office: Office, letter_path: Path) -> None:
    request = office.request(
        office.renderer.open(letter_path), certification=Certification.NO_CHANGES
    )
    certified = office.sign(request, Destination(suffix="_disahkan")).path
    folder = letter_path.parent / "masuk"
    folder.mkdir()
    file = certified.rename(folder / "surat.pdf")

    spoken = refused(office, file)

    require_refusal(
        spoken, status=COULD_NOT_BE_SIGNED, words="dikunci oleh pembuatnya", file=file
    )


def test_encryption_that_permits_no_signature(
    office: Office, letter_path: Path
) -> None:
    only_printing = -1 & ~0x8 & ~0x20
    letter_path.write_bytes(papers.encrypted(user="", permissions=only_printing))

    spoken = refused(office, letter_path)

    require_refusal(
        spoken,
        status=COULD_NOT_BE_SIGNED,
        words="tidak mengizinkan tanda tangan",
        file=letter_path,
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (papers.with_xfa, "tidak dapat ditandatangani"),
        (papers.without_table, "rusak"),
        (lambda: papers.letter()[:5000], "rusak"),
    ],
)
def test_document_that_is_not_what_it_shows(
    office: Office, letter_path: Path, make: Callable[[], bytes], words: str
) -> None:
    letter_path.write_bytes(make())

    spoken = refused(office, letter_path)

    require_refusal(spoken, status=COULD_NOT_BE_SIGNED, words=words, file=letter_path)


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--page", "9"), UNREADABLE, "Halaman itu tidak ada"),
        (("--rect", "500,10,200,70"), COULD_NOT_BE_SIGNED, "keluar dari halaman"),
        (("--rect", "50,50,60,20"), UNREADABLE, "terlalu kecil"),
        (("--anchor", "#tidak ada#"), COULD_NOT_BE_SIGNED, "tidak ditemukan"),
        (("--anchor", "surat"), COULD_NOT_BE_SIGNED, "beberapa tempat"),
        (("--field", "Bupati"), UNREADABLE, "tidak ditemukan"),
    ],
)
def test_place_that_is_none(
    office: Office,
    letter_path: Path,
    options: tuple[str, ...],
    status: int,
    words: str,
) -> None:
    spoken = refused(office, letter_path, *options)

    require_refusal(spoken, status=status, words=words, file=letter_path)


def test_wrong_pin(office: Office, letter_path: Path) -> None:
    spoken = refused(office, letter_path, pin="000000")

    require_refusal(
        spoken, status=COULD_NOT_BE_SIGNED, words="PIN salah", file=letter_path
    )


def with_fault(office: Office, fault: FaultModule) -> Office:
    """Return the office with the fault module before its token."""
    workshop = dataclasses.replace(office.workshop, module=fault.module)
    return dataclasses.replace(office, workshop=workshop)


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        ("fail C_Login 0xa4", "terkunci"),
        ("fail C_SignInit 0x32", "dilepas"),
        ("crash C_Sign", "berhenti menjawab"),
        ("removed", "Token belum dipasang"),
    ],
    ids=["locked", "pulled", "crashed", "absent"],
)
def test_token_in_trouble(
    office: Office,
    fault: FaultModule,
    letter_path: Path,
    directive: str,
    words: str,
) -> None:
    fault.does(directive)

    spoken = refused(
        with_fault(office, fault), letter_path, environment=fault.environment
    )
    require_refusal(spoken, status=COULD_NOT_BE_SIGNED, words=words, file=letter_path)


def test_locked_token_is_not_asked_for_a_pin(
    office: Office, fault: FaultModule, letter_path: Path
) -> None:
    fault.log.unlink(missing_ok=True)
    fault.does("locked")

    spoken = refused(
        with_fault(office, fault), letter_path, environment=fault.environment
    )

    assert spoken.status == COULD_NOT_BE_SIGNED
    assert fault.calls("C_Login") == []


def obey_permissions() -> None:
    """Let the administrator be refused what others are refused."""
    library = ctypes.CDLL(None)
    for capability in _OVERRIDE, _READ_SEARCH:
        library.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_folder_that_may_not_be_written(office: Office, letter_path: Path) -> None:
    closed = letter_path.parent / "arsip"
    closed.mkdir(mode=0o555)

    spoken = sign(
        office.workshop, letter_path, "--out-dir", closed, before=obey_permissions
    )

    assert spoken.status == COULD_NOT_BE_SIGNED
    assert "tidak boleh ditulisi" in spoken.stderr
    assert "Traceback" not in spoken.stderr
    assert list(closed.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX processes")
def test_full_disk(office: Office, letter_path: Path) -> None:
    size = letter_path.stat().st_size

    def allow_little_more() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, size - 1))

    spoken = sign(office.workshop, letter_path, "--invisible", before=allow_little_more)

    assert spoken.status == COULD_NOT_BE_SIGNED
    assert "penuh" in spoken.stderr
    assert [one.name for one in letter_path.parent.iterdir()] == ["surat.pdf"]


@pytest.mark.parametrize("is_deleted", [False, True])
def test_file_that_changed_since_it_was_opened(
    office: Office, letter_path: Path, *, is_deleted: bool
) -> None:
    request = office.request(office.renderer.open(letter_path))
    ceremony: Ceremony = office.ceremony
    if is_deleted:
        letter_path.unlink()
    else:
        letter_path.write_bytes(papers.letter(1))

    with pytest.raises(DocumentChangedOnDisk):
        ceremony.prepare(request)

    assert not list(letter_path.parent.glob("*_TTE*"))


def test_original_is_untouched_whatever_happens(
    office: Office, letter_path: Path
) -> None:
    before = hashlib.sha256(letter_path.read_bytes()).hexdigest()
    modified = letter_path.stat().st_mtime_ns

    refused(office, letter_path, pin="000000")
    refused(office, letter_path)

    assert hashlib.sha256(letter_path.read_bytes()).hexdigest() == before
    assert letter_path.stat().st_mtime_ns == modified
