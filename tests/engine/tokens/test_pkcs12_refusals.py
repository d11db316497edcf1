"""A key file that gives no key ends in a fact with words; none hangs the program."""

from __future__ import annotations

import contextlib
import os
import random
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    serialize_key_and_certificates,
)

from tests.tokens.key_files import (
    PASSWORD,
    helpers_for,
    official,
    that_checks_without_end,
    that_decrypts_without_end,
)
from tests.tokens.workshop import issue
from ttedesktop.channel import Message
from ttedesktop.errors.errors import TteError
from ttedesktop.errors.token_errors import (
    CertificateExpired,
    CertificateNotForSigning,
    KeyFileCannotSign,
    KeyFileCertificateMissing,
    KeyFilePasswordWrong,
    KeyFileUnreadable,
)
from ttedesktop.messages import words_of
from ttedesktop.tokens.certificate import choose
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.key_files.pkcs12 import LARGEST_FILE, KeyFile
from ttedesktop.tokens.key_files.process import KeyHolder
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttedesktop.tokens.certificate import TokenCertificate

QUICK = Deadlines(listing=5.0, login=1.0, signing=1.0, logout=2.0)
ENCRYPTION = BestAvailableEncryption(PASSWORD.encode())


def opened(path: Path, password: str = PASSWORD) -> tuple[TokenCertificate, ...]:
    """Open a file as a caller does, and close it whatever happens."""
    with contextlib.closing(KeyFile(str(path), deadlines=QUICK)) as file:
        (token,) = file.tokens()
        with file.open_session(token, Pin(password)):
            return file.certificates(token)


def refusal_of(path: Path, password: str = PASSWORD) -> TteError:
    with pytest.raises(TteError) as refused:
        opened(path, password)
    words = words_of(refused.value)
    assert path.name in words.cause, "the words name the file"
    assert words.steps
    return refused.value


def reason_of(path: Path, password: str = PASSWORD) -> str:
    refusal = refusal_of(path, password)
    assert isinstance(refusal, KeyFileUnreadable), refusal
    return refusal.reason


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kunci.p12"


# --- what is no key file ----------------------------------------------------------

NO_KEY_FILE: dict[str, Callable[[], bytes]] = {
    "no bytes": lambda: b"",
    "PDF": lambda: b"%PDF-1.7\n1 0 obj",
    "PEM": lambda: official().certificate.public_bytes(Encoding.PEM),
    "certificate": lambda: official().der,
    "text": lambda: b"kunci saya",
    "empty sequence": lambda: b"\x30\x00",
    "open sequence": lambda: b"\x30\x80",
    "version alone": lambda: b"\x30\x03\x02\x01\x03",
    "another version": lambda: official().file().replace(b"\2\1\3", b"\2\1\7", 1),
    "half of one": lambda: official().file()[:1000],
    "all but its last byte": lambda: official().file()[:-1],
}


@pytest.mark.parametrize("content", NO_KEY_FILE.values(), ids=NO_KEY_FILE)
def test_what_is_no_key_file_is_told_before_a_password_is_asked_for(
    path: Path, content: Callable[[], bytes]
) -> None:
    path.write_bytes(content())

    with (
        pytest.raises(KeyFileUnreadable) as refused,
        contextlib.closing(KeyFile(str(path))) as file,
    ):
        file.tokens()

    assert refused.value.reason == "not_pkcs12"


def test_path_that_leads_to_no_file(path: Path) -> None:
    assert reason_of(path) == "missing"
    assert reason_of(path / "kunci.p12") == "missing"
    assert reason_of(path.with_name("kunci\0.p12")) == "missing"
    assert reason_of(path.parent) == "not_pkcs12"


def test_pipe_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)

    assert reason_of(path) == "not_pkcs12"


def test_file_of_any_size_is_read_to_a_bound(path: Path) -> None:
    path.write_bytes(b"\x30" * (LARGEST_FILE + 1))

    assert reason_of(path) == "too_large"


# --- passwords --------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    ["salah", "", PASSWORD.upper(), PASSWORD + " ", "ñ", PASSWORD + "\0x", "x" * 5000],
    ids=["other", "empty", "Caps Lock", "space", "no ASCII", "NUL", "endless"],
)
@pytest.mark.parametrize("options", [(), ("-legacy",), ("-nomac",)], ids=str)
def test_wrong_password_is_told_as_such(
    path: Path, password: str, options: tuple[str, ...]
) -> None:
    path.write_bytes(official().file_by_openssl(path.parent, *options))

    assert isinstance(refusal_of(path, password), KeyFilePasswordWrong)


def test_cipher_that_is_missing_is_not_called_a_wrong_password(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(official().file_by_openssl(path.parent, "-legacy"))
    # As on a computer whose OpenSSL has no RC2 any more.
    monkeypatch.setenv("CRYPTOGRAPHY_OPENSSL_NO_LEGACY", "1")

    assert reason_of(path) == "unsupported"
    assert isinstance(refusal_of(path, "salah"), KeyFilePasswordWrong)


# --- what is in the file ----------------------------------------------------------


def test_file_without_key(path: Path) -> None:
    siti = official()
    path.write_bytes(
        serialize_key_and_certificates(
            None, None, None, [siti.certificate, siti.authority.certificate], ENCRYPTION
        )
    )

    assert reason_of(path) == "no_key"


@pytest.mark.parametrize("others", [False, True], ids=["none", "of another key"])
def test_file_without_certificate_of_its_key(path: Path, *, others: bool) -> None:
    authorities = [official("ec:p256").certificate] if others else None
    path.write_bytes(
        serialize_key_and_certificates(
            None, official().key, None, authorities, ENCRYPTION
        )
    )

    assert reason_of(path) == "no_certificate"


def test_key_of_an_authority_signs_no_letters(path: Path) -> None:
    authority = official().authority
    path.write_bytes(
        serialize_key_and_certificates(
            None, authority.key, authority.certificate, None, ENCRYPTION
        )
    )

    assert reason_of(path) == "no_certificate"


@pytest.mark.parametrize("kind", ["rsa:1024", "ed25519"])
def test_key_that_is_not_signed_with(path: Path, kind: str) -> None:
    path.write_bytes(official(kind).file())

    with pytest.raises(KeyFileCannotSign):
        choose(opened(path))


def test_certificate_that_hinders_is_told_as_on_a_token(path: Path) -> None:
    siti = official()
    past = datetime.now(UTC) - timedelta(days=1)
    cases: dict[type[TteError], dict[str, Any]] = {
        CertificateExpired: {"not_after": past},
        CertificateNotForSigning: {"for_signing": False},
    }
    for error, wishes in cases.items():
        der = issue(siti.authority, siti.key.public_key(), **wishes)
        path.write_bytes(
            serialize_key_and_certificates(
                None, siti.key, x509.load_der_x509_certificate(der), None, ENCRYPTION
            )
        )
        with pytest.raises(error):
            choose(opened(path))


def test_fingerprint_of_another_certificate(path: Path) -> None:
    path.write_bytes(official().file())

    with pytest.raises(KeyFileCertificateMissing) as refused:
        choose(opened(path), fingerprint="ffff0000")

    assert "ffff0000" in words_of(refused.value).cause


# --- hostile files ----------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile", [that_checks_without_end, that_decrypts_without_end]
)
def test_file_that_computes_for_hours_is_ended_at_the_deadline(
    path: Path, hostile: Callable[[bytes], bytes]
) -> None:
    path.write_bytes(hostile(official().file()))

    with contextlib.closing(KeyFile(str(path), deadlines=QUICK)) as file:
        (token,) = file.tokens()
        (helper,) = helpers_for(path)
        begun = time.monotonic()
        with pytest.raises(KeyFileUnreadable) as refused:
            file.open_session(token, Pin(PASSWORD))
        taken = time.monotonic() - begun

    assert refused.value.reason == "takes_too_long"
    assert taken < QUICK.login + 1
    assert helper not in helpers_for(path)
    assert not file.is_in_use


def test_certificate_of_an_unknown_key_beside_the_others_spoils_nothing(
    path: Path,
) -> None:
    siti = official()
    rsa, unknown = (bytes.fromhex(f"2a864886f70d0101{last}") for last in ("01", "7f"))
    path.write_bytes(siti.file(PASSWORD, siti.authority.der.replace(rsa, unknown)))

    (certificate,) = opened(path)

    assert certificate.can_sign


def test_certificate_whose_name_is_no_text_spoils_the_file_and_is_told(
    path: Path,
) -> None:
    siti = official()
    odd = siti.authority.der.replace(b"CA Pengujian", b"CA \xff\xfe\xffgujian")
    path.write_bytes(siti.file(PASSWORD, odd))

    assert reason_of(path) == "unsupported"


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_no_change_of_the_bytes_ends_in_anything_but_a_fact(path: Path) -> None:
    chance = random.Random(12)  # noqa: S311 - the same changes in every run
    sources = [
        official("ec:p256").file_by_openssl(path.parent, *options)
        for options in ((), ("-nomac", "-keypbe", "NONE", "-certpbe", "NONE"))
    ]
    verbs = KeyHolder(path.name).handlers()
    ends: set[str] = set()

    for _ in range(500):
        content = bytearray(chance.choice(sources))
        for _ in range(chance.randint(1, 3)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        password = bytearray(PASSWORD.encode())
        try:
            verbs["tokens"](Message({}, (bytes(content),)))
            verbs["login"](Message({}, (bytes(content),), password))
        except TteError as refusal:
            ends.add(refusal.code())
        else:
            ends.add("opened")
            assert not any(password), "it is overwritten"

    assert ends == {"opened", "key_file_password_wrong", "key_file_unreadable"}
