"""The token of the demonstration: SoftHSM in a private folder, driven by OpenSC.

The key pair is born on the token; only its public half is ever read. The PINs here
are public ones of a token that guards nothing. They are handed to ``pkcs11-tool`` in
its environment all the same, for an argument can be read by every process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from ttedesktop.errors.output_errors import DemonstrationUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

LABEL: Final = "TTE DEMONSTRASI"
PIN: Final = "123456"
KEY_ID: Final = "01"
ISSUER_ID: Final = "02"
_SO_PIN: Final = "12345678"
_PROGRAM: Final = "pkcs11-tool"
_SECONDS: Final = 60
_LIBRARIES: Final = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/lib64/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "C:/SoftHSM2/lib/softhsm2-x64.dll",
    "C:/Program Files/SoftHSM2/lib/softhsm2-x64.dll",
)
_TOOL_FOLDERS: Final = (
    "C:/Program Files/OpenSC Project/OpenSC/tools",
    "/Library/OpenSC/bin",
)


@dataclass(frozen=True, slots=True)
class SoftToken:
    """A SoftHSM that keeps its tokens in one folder."""

    folder: Path
    module: str
    """Path of the PKCS#11 module."""
    program: str
    """Path of ``pkcs11-tool``."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What a process needs to see this token and no other."""
        return {"SOFTHSM2_CONF": str(self.folder / "softhsm2.conf")}

    def make_key(self) -> rsa.RSAPublicKey:
        """Initialise the token, make a key pair on it and return the public half.

        Raises DemonstrationUnavailable if the token refuses.
        """
        self._prepare()
        self._run(
            "--init-token", "--slot-index", "0", "--label", LABEL,
            "--so-pin", "env:TTE_DEMO_SO_PIN",
        )  # fmt: skip
        self._run(
            "--token-label", LABEL, "--init-pin", "--login", "--login-type", "so",
            "--so-pin", "env:TTE_DEMO_SO_PIN", "--pin", "env:TTE_DEMO_PIN",
        )  # fmt: skip
        self._logged_in(
            "--keypairgen", "--key-type", "rsa:2048", "--id", KEY_ID,
            "--label", "Kunci TTE", "--usage-sign",
        )  # fmt: skip
        return self._public_key()

    def write_certificate(self, der: bytes, *, identifier: str, label: str) -> None:
        """Store a certificate on the token, beside the key of that CKA_ID if any."""
        source = self.folder / "to-token.der"
        source.write_bytes(der)
        self._logged_in(
            "--write-object", str(source), "--type", "cert", "--id", identifier,
            "--label", label,
        )  # fmt: skip
        source.unlink()

    def _prepare(self) -> None:
        store = self.folder / "tokens"
        store.mkdir(mode=0o700, parents=True)
        (self.folder / "softhsm2.conf").write_text(
            f"directories.tokendir = {store}\nobjectstore.backend = file\n"
            "log.level = ERROR\nslots.removable = true\n",
            encoding="utf-8",
        )

    def _public_key(self) -> rsa.RSAPublicKey:
        target = self.folder / "from-token.der"
        self._run(
            "--token-label", LABEL, "--read-object", "--type", "pubkey",
            "--id", KEY_ID, "--output-file", str(target),
        )  # fmt: skip
        key = load_der_public_key(target.read_bytes())
        target.unlink()
        if not isinstance(key, rsa.RSAPublicKey):
            raise DemonstrationUnavailable(_PROGRAM)
        return key

    def _logged_in(self, *arguments: str) -> None:
        self._run(
            "--token-label", LABEL, "--login", "--pin", "env:TTE_DEMO_PIN", *arguments
        )

    def _run(self, *arguments: str) -> None:
        pins = {"TTE_DEMO_PIN": PIN, "TTE_DEMO_SO_PIN": _SO_PIN}
        try:
            subprocess.run(  # noqa: S603 - the program that was found, our arguments
                [self.program, "--module", self.module, *arguments],
                env={**os.environ, **self.environment, **pins},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.SubprocessError):
            raise DemonstrationUnavailable(_PROGRAM) from None


def find_soft_token(folder: Path) -> SoftToken:
    """Return the SoftHSM that will keep its tokens in ``folder``.

    Raises DemonstrationUnavailable naming the first part that is not installed.
    """
    module = next((path for path in _LIBRARIES if Path(path).is_file()), None)
    if module is None:
        raise DemonstrationUnavailable("SoftHSM (softhsm2)")
    program = shutil.which(_PROGRAM) or next(
        (
            found
            for place in _TOOL_FOLDERS
            if (found := shutil.which(_PROGRAM, path=place)) is not None
        ),
        None,
    )
    if program is None:
        raise DemonstrationUnavailable("OpenSC (pkcs11-tool)")
    return SoftToken(folder, module, program)
