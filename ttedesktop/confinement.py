"""What a child that reads hostile files may not do, whatever takes hold of it.

Linux: a filter of system calls (seccomp) that the process puts on itself and can never
take off again: no network, no program started, no file written, no other process
looked into. It needs no rights and no other program. Files may still be read, for
Python imports its modules when they are first used. Windows (a job object with a
restricted token) and macOS (a sandbox profile) have their door here and nothing behind
it yet: ``confine`` says so by returning False.
"""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import struct
import sys
from dataclasses import dataclass
from typing import Final

log = logging.getLogger(__name__)

_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_MODE_FILTER: Final = 2

# Instructions of the classic packet filter, and the answers (linux/seccomp.h).
_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000
_NUMBER, _MACHINE = 0, 4
_ARGUMENTS: Final = 16
"""Offset of the first argument in ``struct seccomp_data``; each has eight bytes."""

_FOR_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SAME_PROCESS: Final = 0x10000
"""CLONE_THREAD."""
_X32: Final = 0x40000000


@dataclass(frozen=True, slots=True)
class _Machine:
    """The numbers of system calls on one kind of processor."""

    audit: int
    """How the kernel names it (linux/audit.h)."""
    open_at: int
    clone: int
    unknown: frozenset[int]
    """Newer forms whose arguments a filter cannot see: said not to exist."""
    refused: frozenset[int]
    opened: int | None = None
    """The older ``open``, where there is one."""


_NEWER: Final = frozenset({435, 437})  # clone3, openat2
# io_uring_setup/enter/register, pidfd_send_signal, pidfd_open, pidfd_getfd, mount API,
# process_madvise, fchmodat2
_REFUSED_EVERYWHERE: Final = frozenset(
    {424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 438, 440, 442, 452}
)
_MACHINES: Final = {
    "x86_64": _Machine(
        audit=0xC000003E,
        open_at=257,
        opened=2,
        clone=56,
        unknown=_NEWER,
        refused=_REFUSED_EVERYWHERE
        | {
            41, 42, 43, 44, 46, 49, 50, 288,  # sockets; a pair stays, it leads nowhere
            57, 58, 59, 322,  # fork, vfork, execve, execveat
            62, 101, 310, 311,  # kill, ptrace, process_vm_readv and _writev
            76, 82, 83, 84, 85, 86, 87, 88, 133,  # truncate, rename ... mknod
            90, 91, 92, 93, 94, 188, 189, 190, 197, 198, 199,  # chmod ... removexattr
            258, 259, 260, 263, 264, 265, 266, 268, 280, 316,  # the same with "at"
            165, 166, 155, 161, 272, 308,  # mount, umount2, pivot_root, unshare, setns
            175, 313, 246, 320, 298, 321, 323, 248, 249, 250,  # modules ... keyctl
        },
    ),
    "aarch64": _Machine(
        audit=0xC00000B7,
        open_at=56,
        clone=220,
        unknown=_NEWER,
        refused=_REFUSED_EVERYWHERE
        | {
            198, 200, 201, 202, 203, 206, 211, 242,
            221, 281,
            129, 117, 270, 271,
            45, 33, 34, 35, 36, 37, 38, 276,
            52, 53, 54, 55, 5, 6, 7, 14, 15, 16, 88,
            39, 40, 41, 51, 97, 268,
            105, 273, 104, 294, 241, 280, 282, 217, 218, 219,
        },
    ),
}  # fmt: skip


def confine() -> bool:
    """Give up what this process will not need; True if the system took it away."""
    if sys.platform != "linux":
        return False
    machine = _MACHINES.get(os.uname().machine)
    # A 32-bit Python on a 64-bit kernel numbers its calls otherwise.
    if machine is None or struct.calcsize("P") != 8:
        return False
    return _put_on(_filter(machine))


def _filter(machine: _Machine) -> list[tuple[int, int, int, int]]:
    """Return the filter: (code, jump if true, jump if false, value) each."""
    refuse = (_RETURN, 0, 0, _REFUSE | errno.EPERM)
    program = [
        (_LOAD, 0, 0, _MACHINE),
        (_JUMP_IF_EQUAL, 1, 0, machine.audit),
        refuse,
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_ANY_BIT, 0, 1, _X32),
        refuse,
    ]
    for number in sorted(machine.unknown):
        program += [
            (_JUMP_IF_EQUAL, 0, 1, number),
            (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),
        ]
    for number in sorted(machine.refused):
        program += [(_JUMP_IF_EQUAL, 0, 1, number), refuse]
    program += _unless(machine.clone, argument=0, bits=_SAME_PROCESS)
    program += _if_any(machine.open_at, argument=2, bits=_FOR_WRITING)
    if machine.opened is not None:
        program += _if_any(machine.opened, argument=1, bits=_FOR_WRITING)
    return [*program, (_RETURN, 0, 0, _ALLOW)]


def _if_any(
    number: int, *, argument: int, bits: int
) -> list[tuple[int, int, int, int]]:
    """Refuse a call one of whose arguments has any of the bits."""
    return [
        (_JUMP_IF_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_JUMP_IF_ANY_BIT, 0, 1, bits),
        (_RETURN, 0, 0, _REFUSE | errno.EACCES),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _unless(
    number: int, *, argument: int, bits: int
) -> list[tuple[int, int, int, int]]:
    """Refuse a call one of whose arguments has none of the bits."""
    return [
        (_JUMP_IF_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_JUMP_IF_ANY_BIT, 1, 0, bits),
        (_RETURN, 0, 0, _REFUSE | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _put_on(program: list[tuple[int, int, int, int]]) -> bool:
    encoded = b"".join(struct.pack("=HBBI", *one) for one in program)
    instructions = ctypes.create_string_buffer(encoded, len(encoded))
    described = _Program(len(program), ctypes.addressof(instructions))
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    put = system.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(described), 0, 0)
    if put:
        log.warning("not confined: %s", os.strerror(ctypes.get_errno()))
    return not put
