"""What a library is, told from its header without loading it."""

from __future__ import annotations

import mmap
import platform
import struct
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.token_errors import ModuleMissing, ModuleUnusable

if TYPE_CHECKING:
    from collections.abc import Generator

_ENTRY_POINT: Final = b"C_GetFunctionList\0"
_X86_64: Final = "x86-64"
_X86: Final = "x86 (32-bit)"
_ARM_64: Final = "ARM64"
_ARM: Final = "ARM (32-bit)"
_HERE: Final = {
    "x86_64": _X86_64,
    "amd64": _X86_64,
    "aarch64": _ARM_64,
    "arm64": _ARM_64,
}
"""Architecture of each machine that the program is built for."""
_ELF: Final = {(2, 62): _X86_64, (1, 3): _X86, (2, 183): _ARM_64, (1, 40): _ARM}
"""By EI_CLASS and e_machine (System V ABI, chapter 4)."""
_PE: Final = {0x8664: _X86_64, 0x14C: _X86, 0xAA64: _ARM_64, 0x1C4: _ARM}
"""By IMAGE_FILE_MACHINE (PE format, machine types)."""
_MACH_O: Final = {0x1000007: _X86_64, 0x7: _X86, 0x100000C: _ARM_64, 0xC: _ARM}
"""By cputype (mach/machine.h)."""
_THIN: Final = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_FAT: Final = {b"\xca\xfe\xba\xbe": 20, b"\xca\xfe\xba\xbf": 32}
"""Bytes of an entry in a file for several machines (mach-o/fat.h)."""
_UNREADABLE: Final = (OSError, ValueError, IndexError, struct.error)
"""What a file raises that is empty, cut short or no library."""
_MOST_MACHINES: Final = 16
"""Java's classes begin like such a file, with a version where the number stands."""


def check_library(path: str) -> None:
    """Raise ModuleMissing or ModuleUnusable unless ``path`` may be loaded."""
    if not path or not Path(path).is_file():
        raise ModuleMissing(path)
    try:
        with _content(path) as content:
            here = _HERE.get(platform.machine().lower(), "")
            if here not in _architectures(content):
                raise ModuleUnusable(path, "wrong_machine")
            if content.find(_ENTRY_POINT) < 0:
                raise ModuleUnusable(path, "no_pkcs11")
    except _UNREADABLE:
        raise ModuleUnusable(path, "not_a_library") from None


def architecture_of(path: str) -> str:
    """Return what a library was built for, such as ``x86 (32-bit)``.

    Several are separated by commas. Empty if the file cannot be read or is no library.
    """
    try:
        with _content(path) as content:
            return ", ".join(_architectures(content))
    except _UNREADABLE:
        return ""


@contextmanager
def _content(path: str) -> Generator[mmap.mmap]:
    with (
        Path(path).open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        yield content


def _architectures(content: mmap.mmap) -> tuple[str, ...]:
    """Return what the header names; one of ``_UNREADABLE`` if it is none."""
    start = content[:4]
    if start == b"\x7fELF":
        order = "<" if content[5] == 1 else ">"
        (machine,) = struct.unpack_from(f"{order}H", content, 18)
        return (_ELF.get((content[4], machine)) or _unknown(machine),)
    if start[:2] == b"MZ":
        (header,) = struct.unpack_from("<I", content, 0x3C)
        signature, machine = struct.unpack_from("<4sH", content, header)
        if signature == b"PE\0\0":
            return (_PE.get(machine) or _unknown(machine),)
    if start in _THIN:
        (machine,) = struct.unpack_from("<I", content, 4)
        return (_MACH_O.get(machine) or _unknown(machine),)
    if start in _FAT:
        return tuple(_in_fat_file(content, _FAT[start]))
    raise ValueError


def _in_fat_file(content: mmap.mmap, entry: int) -> list[str]:
    (count,) = struct.unpack_from(">I", content, 4)
    if not 0 < count <= _MOST_MACHINES:
        raise ValueError
    machines = [
        struct.unpack_from(">I", content, 8 + number * entry)[0]
        for number in range(count)
    ]
    return [_MACH_O.get(machine) or _unknown(machine) for machine in machines]


def _unknown(machine: int) -> str:
    return f"0x{machine:X}"
