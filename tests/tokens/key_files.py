"""Key files (.p12) of the tests: one official's key, in every coat that files wear."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto.cms import ContentType
from asn1crypto.core import OctetString
from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    serialize_key_and_certificates,
)

from tests.tokens.workshop import Authority, issue, make_authority

if TYPE_CHECKING:
    from typing import Any

    from tests.tokens.workshop import SigningKey

PASSWORD = "pasar malam 1965"  # noqa: S105 - of no files but those made here
_ENDLESS = 2**31 - 1
_PROGRAM = shutil.which("openssl") or "openssl"


@dataclass(frozen=True)
class Official:
    """A person with a key that is not on a token, and the authorities above."""

    key: SigningKey = field(repr=False)
    der: bytes
    authority: Authority

    @property
    def certificate(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.der)

    @property
    def chain(self) -> tuple[bytes, bytes]:
        """DER of the authorities, the nearest first."""
        assert self.authority.issuer is not None
        return (self.authority.der, self.authority.issuer.der)

    def file(self, password: str = PASSWORD, *others: bytes) -> bytes:
        """Return the key file as programs write it today; ``others`` are DER."""
        authorities = [
            x509.load_der_x509_certificate(der) for der in (*self.chain, *others)
        ]
        coat = BestAvailableEncryption(password.encode()) if password else None
        return serialize_key_and_certificates(
            b"Siti", self.key, self.certificate, authorities, coat or NoEncryption()
        )

    def file_by_openssl(
        self, folder: Path, *options: str, password: str = PASSWORD
    ) -> bytes:
        """Return the key file as the ``openssl`` program writes it."""
        source = folder / "kunci.pem"
        source.write_bytes(
            self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            + b"".join(
                x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)
                for der in (self.der, *self.chain)
            )
        )
        target = folder / "kunci.p12"
        made = subprocess.run(
            [_PROGRAM, "pkcs12", "-export", "-in", source, "-out", target,
             "-passout", "env:KEY_FILE_PASSWORD", *options],
            env={**os.environ, "KEY_FILE_PASSWORD": password},
            capture_output=True,
            check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        return target.read_bytes()


@cache
def official(kind: str = "rsa:2048", name: str = "SITI AMINAH") -> Official:
    """Return an official with a key of that kind; the same one for every test."""
    match kind.split(":"):
        case "rsa", bits:
            key: Any = rsa.generate_private_key(65537, int(bits))
        case "ec", "p384":
            key = ec.generate_private_key(ec.SECP384R1())
        case "ec", _:
            key = ec.generate_private_key(ec.SECP256R1())
        case _:
            key = ed25519.Ed25519PrivateKey.generate()
    authority = make_authority(issuer=make_authority("Induk Pengujian"))
    return Official(key, issue(authority, key.public_key(), name), authority)


def helpers_for(path: Path) -> set[int]:
    """Return the processes of ours that hold, or may hold, the key of a file."""
    wanted = ["--worker", "pkcs12", str(path)]
    found: set[int] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            arguments = (process / "cmdline").read_bytes().decode().split("\0")
            if arguments[-4:-1] == wanted:
                found.add(int(process.name))
    return found


def with_open_lengths(file: bytes) -> bytes:
    """Return the same file in BER, as the libraries of Java write it."""
    read: Any = Pfx.load(file)
    content = read["auth_safe"]["content"].native
    pieces = b"".join(
        OctetString(content[place : place + 1000]).dump()
        for place in range(0, len(content), 1000)
    )
    text = b"\x24\x80" + pieces + b"\0\0"
    safe = b"\x30\x80" + ContentType("data").dump() + b"\xa0\x80" + text + b"\0\0\0\0"
    mac = read["mac_data"].dump()
    return bytes(b"\x30\x80\2\1\3" + safe + mac + b"\0\0")


def that_checks_without_end(file: bytes) -> bytes:
    """Return the file with a MAC whose key takes hours to derive."""
    read: Any = Pfx.load(file)
    read["mac_data"]["iterations"] = _ENDLESS
    return bytes(read.dump(force=True))


def that_decrypts_without_end(file: bytes) -> bytes:
    """Return the file with a cipher key that takes hours to derive, and no MAC."""
    read: Any = Pfx.load(file)
    safe = read.authenticated_safe
    content = safe[0]["content"]["encrypted_content_info"]
    rounds = content["content_encryption_algorithm"]["parameters"]
    rounds["key_derivation_func"]["parameters"]["iteration_count"] = _ENDLESS
    inside = {"content_type": "data", "content": OctetString(safe.dump(force=True))}
    return bytes(Pfx({"version": "v3", "auth_safe": inside}).dump())
