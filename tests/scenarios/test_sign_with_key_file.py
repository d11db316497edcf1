"""``ttedesktop sign --pkcs12``: the key is in a file, all else is as with a token."""

from __future__ import annotations

import hashlib
import os
import pty
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.papers import letters as papers
from tests.scenarios.command_line import Spoken, run
from tests.scenarios.test_bad_input import obey_permissions
from tests.tokens.key_files import PASSWORD, helpers_for, official

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tokens.key_files import Official

IN_A_FILE = "Kunci ada di berkas, bukan di token perangkat keras."
WRONG = "sandi-keliru"
COULD_NOT_BE_SIGNED = 1
UNREADABLE = 2


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    folder = tmp_path / "kunci"
    folder.mkdir()
    path = folder / "siti.p12"
    path.write_bytes(official().file())
    return path


def sign(
    key_file: Path,
    *arguments: str | Path,
    password: str | None = PASSWORD,
    **environment: str,
) -> Spoken:
    """Sign with a key file; None for a password lets nobody give one."""
    given = () if password is None else ("--pin-env", "TTE_TEST_PASSWORD")
    return run(
        "sign",
        *arguments,
        "--pkcs12",
        key_file,
        *given,
        environment={"TTE_TEST_PASSWORD": password or "", **environment},
    )


def verified(signed: Path, person: Official) -> dict[str, object]:
    """Return what ``ttedesktop verify`` says of the only, or last, signature."""
    root = signed.with_name("induk.pem")
    authority = x509.load_der_x509_certificate(person.chain[-1])
    root.write_bytes(authority.public_bytes(Encoding.PEM))
    spoken = run("verify", signed, "--trust", root, "--only-trust", "--json")
    root.unlink()
    (told,) = spoken.json
    one: dict[str, object] = told["signatures"][-1]
    return one


def pdfsig(path: Path) -> str:
    return subprocess.run(
        [shutil.which("pdfsig") or "pdfsig", path],
        capture_output=True,
        text=True,
        check=False,
    ).stdout


@pytest.mark.parametrize("kind", ["rsa:2048", "ec:p256", "ec:p384"])
def test_letter_is_signed_with_a_key_from_a_file(
    key_file: Path, letter_path: Path, kind: str
) -> None:
    person = official(kind)
    key_file.write_bytes(person.file())
    before = letter_path.read_bytes()

    spoken = sign(key_file, letter_path, "--json")

    (told,) = spoken.json
    signed = letter_path.with_name("surat_TTE.pdf")
    one = verified(signed, person)
    assert spoken.status == 0
    assert spoken.stderr.count(IN_A_FILE) == 1
    assert told["signed"] == str(signed)
    assert letter_path.read_bytes() == before
    assert (one["integrity"], one["coverage"]) == ("intact", "whole_file")
    assert (one["trust"], one["level"]) == ("trusted", "B-B")
    assert one["signer"]["name"] == "SITI AMINAH"  # type: ignore[index]  # JSON
    assert "Signature is Valid" in pdfsig(signed)
    assert "Total document signed" in pdfsig(signed)


def test_file_as_old_programs_wrote_it_signs_too(
    key_file: Path, letter_path: Path
) -> None:
    person = official()
    key_file.write_bytes(person.file_by_openssl(key_file.parent, "-legacy"))

    spoken = sign(key_file, letter_path)

    assert spoken.status == 0
    assert "Signature is Valid" in pdfsig(letter_path.with_name("surat_TTE.pdf"))


def test_key_in_a_file_signs_with_pss_if_asked(
    key_file: Path, letter_path: Path
) -> None:
    spoken = sign(key_file, letter_path, "--scheme", "pss")

    signed = letter_path.with_name("surat_TTE.pdf")
    assert spoken.status == 0
    assert verified(signed, official())["integrity"] == "intact"
    assert "Signature is Valid" in pdfsig(signed)


def test_several_documents_need_the_password_once(
    key_file: Path, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.pdf" for name in ("satu", "dua", "tiga")]
    for file in files:
        file.write_bytes(papers.letter())
    files[1].write_bytes(b"bukan pdf")

    spoken = run(
        "sign", *files, "--pkcs12", key_file, "--pin-stdin", "--json",
        stdin=f"{PASSWORD}\n",
    )  # fmt: skip

    assert spoken.status == UNREADABLE
    assert [bool(one["signed"]) for one in spoken.json] == [True, False, True]
    assert spoken.stderr.count(IN_A_FILE) == 1
    assert helpers_for(key_file) == set(), "the key is gone with its process"


def test_password_is_in_no_output_even_when_everything_is_told(
    key_file: Path, letter_path: Path
) -> None:
    good = sign(key_file, letter_path, "--json", TTE_DEBUG="1")
    bad = sign(key_file, letter_path, "--json", password=WRONG, TTE_DEBUG="1")

    assert (good.status, bad.status) == (0, COULD_NOT_BE_SIGNED)
    assert "DEBUG" in good.stderr
    for spoken in (good, bad):
        for secret in (PASSWORD, WRONG):
            assert secret not in spoken.stdout + spoken.stderr


def test_password_is_asked_for_at_a_terminal_and_not_shown(
    key_file: Path, letter_path: Path
) -> None:
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "ttedesktop", "sign", str(letter_path),
         "--pkcs12", str(key_file)],
        stdin=its, stdout=its, stderr=its, start_new_session=True,
    )  # fmt: skip
    os.close(its)
    said = b""
    while b": " not in said:
        said += os.read(ours, 1000)
    os.write(ours, f"{PASSWORD}\n".encode())
    status = process.wait()
    os.set_blocking(ours, False)
    said += os.read(ours, 10_000)
    os.close(ours)

    shown = said.decode()
    assert status == 0, shown
    assert "Kata sandi berkas sertifikat “siti.p12”" in shown
    assert "PIN" not in shown
    assert PASSWORD not in shown


# --- refusals ---------------------------------------------------------------------


def require_refusal(spoken: Spoken, status: int, code: str, words: str) -> None:
    (told,) = spoken.json
    assert spoken.status == status
    assert told["error"]["code"] == code
    assert told["signed"] is None
    assert words in spoken.stderr
    assert "  • " in spoken.stderr, "nothing that can be done is named"
    assert "Traceback" not in spoken.stderr


def test_wrong_password_signs_nothing_and_is_not_tried_again(
    key_file: Path, letter_path: Path
) -> None:
    spoken = sign(key_file, letter_path, "--json", password=WRONG)

    require_refusal(
        spoken, COULD_NOT_BE_SIGNED, "key_file_password_wrong", "tidak membuka"
    )
    assert [one.name for one in letter_path.parent.glob("*.pdf")] == ["surat.pdf"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "bukan berkas .p12"),
        (b"%PDF-1.7", "bukan berkas .p12"),
        (b"-----BEGIN CERTIFICATE-----", "bukan berkas .p12"),
    ],
    ids=["empty", "PDF", "PEM"],
)
def test_file_of_another_kind_needs_no_password(
    key_file: Path, letter_path: Path, content: bytes, words: str
) -> None:
    key_file.write_bytes(content)

    spoken = sign(key_file, letter_path, "--json", password=None)

    require_refusal(spoken, UNREADABLE, "key_file_unreadable", words)
    assert IN_A_FILE not in spoken.stderr


def test_missing_file_is_named(letter_path: Path) -> None:
    missing = letter_path.with_name("tidak-ada.p12")

    spoken = sign(missing, letter_path, "--json")

    require_refusal(spoken, UNREADABLE, "key_file_unreadable", str(missing))


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_file_that_may_not_be_read(key_file: Path, letter_path: Path) -> None:
    key_file.chmod(0)

    spoken = run(
        "sign", letter_path, "--pkcs12", key_file, "--pin-stdin", "--json",
        stdin=f"{PASSWORD}\n", before=obey_permissions,
    )  # fmt: skip

    require_refusal(
        spoken, UNREADABLE, "key_file_unreadable", "tidak memberi Anda izin"
    )


def test_weak_key_signs_nothing(key_file: Path, letter_path: Path) -> None:
    key_file.write_bytes(official("rsa:1024").file())

    spoken = sign(key_file, letter_path, "--json")

    require_refusal(
        spoken, COULD_NOT_BE_SIGNED, "key_file_cannot_sign", "terlalu lemah"
    )


def test_certificate_is_chosen_by_its_fingerprint(
    key_file: Path, letter_path: Path
) -> None:
    other = sign(key_file, letter_path, "--certificate", "ffff", "--json")
    require_refusal(other, COULD_NOT_BE_SIGNED, "key_file_certificate_missing", "ffff")
    digest = hashlib.sha256(official().der).hexdigest()

    spoken = sign(key_file, letter_path, "--certificate", digest[:16])

    assert spoken.status == 0


@pytest.mark.parametrize("more", [("--token", "Token Uji"), ("--module", "/x.so")])
def test_token_and_file_exclude_one_another(
    key_file: Path, letter_path: Path, more: tuple[str, str]
) -> None:
    spoken = sign(key_file, letter_path, *more)

    assert spoken.status == 2
    assert "--pkcs12" in spoken.stderr
    assert "Traceback" not in spoken.stderr


def test_password_is_not_read_from_where_nobody_can_be_asked(
    key_file: Path, letter_path: Path
) -> None:
    spoken = sign(key_file, letter_path, password=None)

    assert spoken.status == 2
    assert "kata sandi berkas dengan --pin-stdin" in spoken.stderr


def test_password_that_is_no_text_is_told(key_file: Path, letter_path: Path) -> None:
    spoken = sign(key_file, letter_path, password=os.fsdecode(b"\xff\xfe"))

    assert spoken.status == 2
    assert "bukan teks" in spoken.stderr
    assert "Traceback" not in spoken.stderr


def test_english_is_spoken_too(key_file: Path, letter_path: Path) -> None:
    spoken = sign(key_file, letter_path, password=WRONG, TTE_LANGUAGE="en")

    assert "not on a hardware token" in spoken.stderr
    assert "does not open" in spoken.stderr
