"""Whether a file is a PKCS#11 module for this machine, told without loading it."""

from __future__ import annotations

import mmap
import platform
import struct
from pathlib import Path
from typing import Final

from ttedesktop.token_errors import ModuleMissing, ModuleUnusable

_ENTRY_POINT: Final = b"C_GetFunctionList\0"
_X86_64: Final = ("x86_64", "amd64")
_ARM_64: Final = ("aarch64", "arm64")
_ELF_MACHINES: Final = {62: _X86_64, 183: _ARM_64}
_PE_MACHINES: Final = {0x8664: _X86_64, 0xAA64: _ARM_64}
_MACH_O: Final = (
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)


def check_library(path: str) -> None:
    """Raise ModuleMissing or ModuleUnusable unless ``path`` may be loaded."""
    file = Path(path)
    if not path or not file.is_file():
        raise ModuleMissing(path)
    try:
        with (
            file.open("rb") as stream,
            mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            if not _is_for_this_machine(content):
                raise ModuleUnusable(path, "wrong_machine")
            if content.find(_ENTRY_POINT) < 0:
                raise ModuleUnusable(path, "no_pkcs11")
    except (OSError, ValueError, struct.error):
        raise ModuleUnusable(path, "not_a_library") from None


def _is_for_this_machine(content: mmap.mmap) -> bool:
    """Raise ``ValueError`` if the file is no library at all."""
    here = platform.machine().lower()
    if content[:4] == b"\x7fELF":
        (machine,) = struct.unpack_from("<H", content, 18)
        return here in _ELF_MACHINES.get(machine, ())
    if content[:2] == b"MZ":
        (header,) = struct.unpack_from("<I", content, 0x3C)
        signature, machine = struct.unpack_from("<4sH", content, header)
        return signature == b"PE\0\0" and here in _PE_MACHINES.get(machine, ())
    if content[:4] in _MACH_O:
        return True
    raise ValueError
