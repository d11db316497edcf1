"""The PKCS#11 modules that may be on this computer, and where they lie.

The table names what public sources name; none of it was tried on hardware. A module
is only taken if its file is there and is made for this machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.errors import TteError
from ttedesktop.tokens.library_file import check_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MODULES_VARIABLE: Final = "TTE_PKCS11_MODULES"
"""Names modules, separated as in PATH, instead of the table."""

_WINDOWS: Final = (
    "System32/eTPKCS11.dll",
    "Program Files/SafeNet/Authentication/SAC/x64/IDPrimePKCS1164.dll",
    "System32/eps2003csp11v2.dll",
    "System32/eps2003csp11.dll",
    "System32/ShuttleCsp11_3003.dll",
    "System32/SignatureP11.dll",
    "System32/WDPKCS.dll",
    "System32/CryptoIDA_pkcs11.dll",
    "System32/cryptoide_pkcs11.dll",
    "System32/TRUSTKEYP11.dll",
    "System32/bit4xpki.dll",
    "System32/asepkcs.dll",
    "System32/aetpkss1.dll",
    "Program Files/Yubico/Yubico PIV Tool/bin/libykcs11.dll",
    "Program Files/OpenSC Project/OpenSC/pkcs11/opensc-pkcs11.dll",
)
_LINUX: Final = (
    "/usr/lib/libeTPkcs11.so",
    "/usr/lib64/libeTPkcs11.so",
    "/usr/lib/libIDPrimePKCS11.so",
    "/usr/lib/libcastle.so.1.0.0",
    "/usr/lib/libcastle_v2.so.1.0.0",
    "/opt/hypersecu/libcastle_v2.so.1.0.0",
    "/usr/lib/WatchData/ProxKey/lib/libwdpkcs_SignatureP11.so",
    "/opt/watchdata/lib64/libwdpkcs.so",
    "/opt/CryptoIDE/lib/libcryptoide_pkcs11.so",
    "/usr/lib/libcryptoida_pkcs11.so",
    "/usr/lib/TRUSTKEY/libtrustkeyP11.so",
    "/usr/lib/bit4id/libbit4xpki.so",
    "/usr/lib/x64-athena/libASEP11.so",
    "/usr/lib/libaetpkss.so.3",
    "/usr/lib/x86_64-linux-gnu/libykcs11.so.2",
    "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
    "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
    "/usr/lib64/opensc-pkcs11.so",
)
_MACOS: Final = (
    "/usr/local/lib/libeTPkcs11.dylib",
    "/Library/Frameworks/eToken.framework/Versions/Current/libeToken.dylib",
    "/usr/local/lib/libcastle.1.0.0.dylib",
    "/usr/local/lib/libcastle_v2.1.0.0.dylib",
    "/usr/local/lib/wdProxKeyUsbKeyTool/libwdpkcs_Proxkey.dylib",
    "/System/Library/bit4id/libbit4xpki.dylib",
    "/usr/local/lib/libaetpkss.dylib",
    "/usr/local/lib/libykcs11.dylib",
    "/Library/OpenSC/lib/opensc-pkcs11.so",
    "/opt/homebrew/lib/opensc-pkcs11.so",
)


def installed_modules(added: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the modules that are here, those a person added first.

    A file known under two names is one module. Modules that the person added are
    returned even when they cannot be loaded, so that the reason can be told.
    """
    chosen = os.environ.get(MODULES_VARIABLE)
    table = chosen.split(os.pathsep) if chosen is not None else list(_known())
    found: dict[str, None] = dict.fromkeys(_true_path(path) for path in added)
    for path in table:
        if _is_usable(path):
            found.setdefault(_true_path(path))
    return tuple(found)


def _known() -> Iterable[str]:
    if sys.platform == "win32":
        roots = {
            "System32": Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32",
            "Program Files": Path(os.environ.get("PROGRAMFILES", "C:/Program Files")),
        }
        for path in _WINDOWS:
            root, _slash, rest = path.partition("/")
            yield str(roots[root] / rest)
    elif sys.platform == "darwin":
        yield from _MACOS
    else:
        yield from _LINUX


def _is_usable(path: str) -> bool:
    try:
        check_library(path)
    except TteError:
        return False
    return True


def _true_path(path: str) -> str:
    return str(Path(path).resolve())
