"""Makes SoftHSM tokens whose keys are born on the token, and certificates for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from cryptography.x509.oid import NameOID, ObjectIdentifier

SOFTHSM = next(
    (
        path
        for path in (
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        )
        if Path(path).exists()
    ),
    "/usr/lib/softhsm/libsofthsm2.so",
)
PIN = "123456"
SO_PIN = "87654321"
DOCUMENT_SIGNING = ObjectIdentifier("1.2.840.113583.1.1.5")

_READ_PUBLIC_KEY = """
import sys, pkcs11
from pkcs11.util import ec, rsa
module, label, identifier = sys.argv[1:]
with pkcs11.lib(module).get_token(token_label=label).open() as session:
    key = session.get_key(
        pkcs11.ObjectClass.PUBLIC_KEY, id=bytes.fromhex(identifier)
    )
    is_rsa = key.key_type == pkcs11.KeyType.RSA
    encode = rsa.encode_rsa_public_key if is_rsa else ec.encode_ec_public_key
    print(encode(key).hex())
"""

SigningKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True)
class Authority:
    """A certification authority of the tests, with its key in memory."""

    certificate: x509.Certificate
    key: SigningKey = field(repr=False)
    issuer: Authority | None = None

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


def name(common: str, organisation: str = "Pengujian TTE", **more: str) -> x509.Name:
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ]
    if "description" in more:
        description = ObjectIdentifier("2.5.4.13")
        attributes.insert(0, x509.NameAttribute(description, more["description"]))
    return x509.Name(attributes)


def make_authority(
    common: str = "CA Pengujian", *, issuer: Authority | None = None
) -> Authority:
    """Make a root authority, or one below ``issuer``."""
    key = rsa.generate_private_key(65537, 2048)
    subject = name(common)
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(key_cert_sign=True), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .sign(issuer.key if issuer else key, hashes.SHA256())
    )
    return Authority(certificate, key, issuer)


def issue(
    authority: Authority,
    public_key: PublicKey,
    common: str = "SITI AMINAH",
    *,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    for_signing: bool = True,
) -> bytes:
    """Return the DER of an official's certificate for a key that is on a token."""
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(
            name(
                common,
                "Pemerintah Kabupaten Tirta Raya",
                description="123456ABCDEFGHIJ_Tanda Tangan Elektronik",
            )
        )
        .issuer_name(authority.certificate.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before or now - timedelta(days=30))
        .not_valid_after(not_after or now + timedelta(days=699))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            _usage(digital_signature=True, content_commitment=True)
            if for_signing
            else _usage(key_encipherment=True),
            critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=True)
    )
    certificate = builder.sign(authority.key, hashes.SHA256())
    return certificate.public_bytes(Encoding.DER)


def _usage(**chosen: bool) -> x509.KeyUsage:
    usages = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    if chosen.get("key_cert_sign"):
        usages["crl_sign"] = True
    return x509.KeyUsage(**{**usages, **chosen})


@dataclass(frozen=True)
class Workshop:
    """A private SoftHSM: its folder, and the environment that selects it."""

    folder: Path
    module: str = SOFTHSM

    @property
    def store(self) -> Path:
        """Where the tokens lie, each in a folder of its own."""
        return self.folder / "tokens"

    @property
    def environment(self) -> dict[str, str]:
        return {"SOFTHSM2_CONF": str(self.folder / "softhsm2.conf")}

    def make_token(self, label: str = "Token Uji", pin: str = PIN) -> None:
        """Make an initialised token."""
        self.run(
            "softhsm2-util", "--init-token", "--free", "--label", label,
            "--pin", pin, "--so-pin", SO_PIN,
        )  # fmt: skip

    def make_key(
        self,
        label: str = "Token Uji",
        kind: str = "rsa:2048",
        identifier: str = "01",
        *more: str,
    ) -> PublicKey:
        """Make a key pair on the token and return its public half."""
        self.tool(label, "--keypairgen", "--key-type", kind, "--id", identifier, *more)
        # In a process of its own: this one must never have loaded a module. pkcs11-tool
        # of OpenSC 0.23 cannot read keys on P-384.
        told = self.run(
            sys.executable, "-c", _READ_PUBLIC_KEY, self.module, label, identifier
        )
        key = load_der_public_key(bytes.fromhex(told))
        assert isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey)
        return key

    def write_certificate(
        self, der: bytes, label: str = "Token Uji", identifier: str = "01"
    ) -> None:
        """Put a certificate on the token, beside the key of that id."""
        source = self.folder / f"certificate-{identifier}.der"
        source.write_bytes(der)
        self.tool(
            label, "--write-object", str(source), "--type", "cert", "--id", identifier
        )

    def tool(self, label: str, *arguments: str) -> str:
        return self.run(
            "pkcs11-tool", "--module", self.module, "--token-label", label,
            "--login", "--pin", PIN, *arguments,
        )  # fmt: skip

    def run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [shutil.which(program) or program, *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def open_workshop(folder: Path) -> Workshop:
    """Prepare an empty SoftHSM in ``folder``."""
    made = Workshop(folder)
    made.store.mkdir(parents=True)
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {made.store}\nobjectstore.backend = file\n"
    )
    return made


def one_official(workshop: Workshop, *, kind: str = "rsa:2048") -> Authority:
    """Put the key and certificate of one official on a new token; return the CA.

    The token is a copy of one that was made once: keys take seconds.
    """
    authority, files = _token_of_one_official(kind)
    for place, content in files.items():
        target = workshop.store / place
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    return authority


@cache
def _token_of_one_official(kind: str) -> tuple[Authority, dict[Path, bytes]]:
    """Return the CA, and the files of the token by their place in the store."""
    root = make_authority("Induk Pengujian")
    authority = make_authority("CA Pengujian", issuer=root)
    with tempfile.TemporaryDirectory() as folder:
        workshop = open_workshop(Path(folder) / "softhsm")
        workshop.make_token()
        key = workshop.make_key(kind=kind)
        workshop.write_certificate(issue(authority, key))
        files = [one for one in workshop.store.rglob("*") if one.is_file()]
        return authority, {
            one.relative_to(workshop.store): one.read_bytes() for one in files
        }
