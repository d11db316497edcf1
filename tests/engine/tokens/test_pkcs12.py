"""A key in a .p12 file signs as one on a token does, and is marked as what it is."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tests.tokens.key_files import PASSWORD, helpers_for, official, with_open_lengths
from ttedesktop.errors.token_errors import KeyFileClosed, KeyFilePasswordWrong
from ttedesktop.tokens.certificate import choose
from ttedesktop.tokens.key_files.pkcs12 import KeyFile
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.tokens.workshop import PublicKey
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession

DATA = b"surat dinas"
DIGESTS = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[[bytes], KeyFile]]:
    """Yield what stores a file and returns it as the program reads it."""
    made: list[KeyFile] = []

    def write(content: bytes) -> KeyFile:
        path = tmp_path / f"kunci {len(made)}.p12"
        path.write_bytes(content)
        made.append(KeyFile(str(path)))
        return made[-1]

    yield write
    for one in made:
        one.close()


def session_of(file: KeyFile, password: str = PASSWORD) -> TokenSession:
    (token,) = file.tokens()
    return file.open_session(token, Pin(password))


def certificate_in(file: KeyFile) -> TokenCertificate:
    (token,) = file.tokens()
    (certificate,) = file.certificates(token)
    return certificate


def signed(file: KeyFile, password: str = PASSWORD) -> bytes:
    with session_of(file, password) as session:
        return session.sign(certificate_in(file), DATA)


def require_valid(key: PublicKey, signature: bytes, digest: str = "sha256") -> None:
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, DATA, padding.PKCS1v15(), DIGESTS[digest])
    else:
        key.verify(signature, DATA, ec.ECDSA(DIGESTS[digest]))


def test_file_shows_itself_as_a_token_that_is_none(
    written: Callable[[bytes], KeyFile],
) -> None:
    content = official().file()
    file = written(content)

    (token,) = file.tokens()

    assert token.is_file
    assert token.label == "kunci 0.p12"
    assert token.serial == hashlib.sha256(content).hexdigest()[:16]
    assert token.module == file.path
    assert file.certificates(token) == ()


def test_password_opens_the_certificate_and_its_issuers(
    written: Callable[[bytes], KeyFile],
) -> None:
    siti = official()
    file = written(siti.file())

    with session_of(file) as session:
        in_use = file.is_in_use
        certificate = choose(file.certificates(session.token))

    assert in_use
    assert not file.is_in_use
    assert certificate.name == "SITI AMINAH"
    assert certificate.der == siti.der
    assert certificate.chain == siti.chain
    assert certificate.key_id
    assert certificate.token.is_file
    assert certificate == certificate_in(file), "it is still shown afterwards"


@pytest.mark.parametrize("digest", DIGESTS)
@pytest.mark.parametrize("kind", ["rsa:2048", "rsa:4096", "ec:p256", "ec:p384"])
def test_signature_is_the_one_a_token_would_make(
    written: Callable[[bytes], KeyFile], kind: str, digest: str
) -> None:
    person = official(kind)
    file = written(person.file())

    with session_of(file) as session:
        value = session.sign(certificate_in(file), DATA, digest_algorithm=digest)

    require_valid(person.key.public_key(), value, digest)


@pytest.mark.parametrize("digest", DIGESTS)
def test_rsa_signs_with_pss_if_asked(
    written: Callable[[bytes], KeyFile], digest: str
) -> None:
    person = official()
    file = written(person.file())

    with session_of(file) as session:
        value = session.sign(
            certificate_in(file), DATA, digest_algorithm=digest, scheme=Scheme.PSS
        )

    key = person.key.public_key()
    kind = DIGESTS[digest]
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(value, DATA, padding.PSS(padding.MGF1(kind), kind.digest_size), kind)


# --- old files, and what other programs write -------------------------------------

OLD = {
    "RC2-40 and 3DES, as Windows and OpenSSL 1 wrote": ("-legacy",),
    "3DES": ("-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"),
    "two-key 3DES": ("-keypbe", "PBE-SHA1-2DES", "-certpbe", "PBE-SHA1-2DES"),
    "RC2-128": ("-legacy", "-keypbe", "PBE-SHA1-RC2-128", "-certpbe", "NONE"),
    "RC2-40": ("-legacy", "-keypbe", "PBE-SHA1-RC2-40", "-certpbe", "NONE"),
    "RC4-128": ("-legacy", "-keypbe", "PBE-SHA1-RC4-128", "-certpbe", "NONE"),
    "DES with MD5": ("-legacy", "-keypbe", "PBE-MD5-DES", "-certpbe", "PBE-MD5-DES"),
    "Camellia": ("-keypbe", "camellia-256-cbc", "-certpbe", "camellia-256-cbc"),
    "MAC of SHA-1": ("-macalg", "sha1"),
    "MAC of MD5": ("-macalg", "md5"),
    "MAC of SHA-512": ("-macalg", "sha512"),
    "no MAC": ("-nomac",),
    "no encryption": ("-keypbe", "NONE", "-certpbe", "NONE"),
    "a million rounds": ("-iter", "1000000"),
}


@pytest.mark.parametrize("options", OLD.values(), ids=OLD)
def test_file_of_any_age_opens(
    written: Callable[[bytes], KeyFile], tmp_path: Path, options: tuple[str, ...]
) -> None:
    person = official()

    value = signed(written(person.file_by_openssl(tmp_path, *options)))

    require_valid(person.key.public_key(), value)


@pytest.mark.parametrize("options", [(), ("-legacy",)], ids=["new", "old"])
@pytest.mark.parametrize(
    "password",
    ["", "sandi-ñandú-é", "kata 🔑 sandi", "x" * 1024],
    ids=["empty", "Spanish", "outside the BMP", "longest"],
)
def test_password_may_be_any_text_or_none(
    written: Callable[[bytes], KeyFile],
    tmp_path: Path,
    options: tuple[str, ...],
    password: str,
) -> None:
    person = official()
    content = person.file_by_openssl(tmp_path, *options, password=password)

    value = signed(written(content), password)

    require_valid(person.key.public_key(), value)


def test_no_password_is_the_empty_one(written: Callable[[bytes], KeyFile]) -> None:
    file = written(official().file(""))
    (token,) = file.tokens()

    with file.open_session(token, None) as session:
        assert len(session.sign(certificate_in(file), DATA)) == 256


def test_file_in_ber_opens(written: Callable[[bytes], KeyFile]) -> None:
    person = official()

    value = signed(written(with_open_lengths(person.file())))

    require_valid(person.key.public_key(), value)


def test_of_several_certificates_only_those_of_the_key_are_shown(
    written: Callable[[bytes], KeyFile],
) -> None:
    siti, other = official(), official("ec:p256", "BUDI")
    file = written(siti.file(PASSWORD, other.der, siti.der))

    with session_of(file):
        shown = certificate_in(file)

    assert shown.name == "SITI AMINAH"


# --- the life of a key ------------------------------------------------------------


def test_password_is_spent_once_and_never_shown(
    written: Callable[[bytes], KeyFile], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    file = written(official().file())
    (token,) = file.tokens()
    password = Pin(PASSWORD)

    with file.open_session(token, password):
        (helper,) = helpers_for(Path(file.path))
        arguments = Path(f"/proc/{helper}/cmdline").read_bytes()

    assert len(password) == 0
    assert PASSWORD.encode() not in arguments
    assert PASSWORD not in caplog.text


def test_session_that_ended_signs_no_more(written: Callable[[bytes], KeyFile]) -> None:
    file = written(official().file())
    with session_of(file) as session:
        certificate = certificate_in(file)

    with pytest.raises(KeyFileClosed):
        session.sign(certificate, DATA)


def test_key_is_gone_with_its_process_and_the_password_is_needed_again(
    written: Callable[[bytes], KeyFile],
) -> None:
    file = written(official().file())
    session = session_of(file)
    certificate = certificate_in(file)
    (helper,) = helpers_for(Path(file.path))
    os.kill(helper, signal.SIGKILL)

    with pytest.raises(KeyFileClosed):
        session.sign(certificate, DATA)
    session.close()

    assert len(signed(file)) == 256


def test_file_is_read_once(written: Callable[[bytes], KeyFile]) -> None:
    file = written(official().file())
    Path(file.path).unlink()

    assert len(signed(file)) == 256


def test_closed_file_answers_no_more(written: Callable[[bytes], KeyFile]) -> None:
    file = written(official().file())
    session = session_of(file)
    certificate = certificate_in(file)

    file.close()

    with pytest.raises(KeyFileClosed):
        session.sign(certificate, DATA)
    with pytest.raises(KeyFileClosed):
        session_of(file)


def test_wrong_password_opens_nothing_and_the_right_one_does_afterwards(
    written: Callable[[bytes], KeyFile],
) -> None:
    file = written(official().file())

    with pytest.raises(KeyFilePasswordWrong):
        session_of(file, "salah")
    in_use = file.is_in_use

    assert not in_use
    assert file.certificates(file.tokens()[0]) == ()
    assert len(signed(file)) == 256
