"""A driver is looked at before it is loaded."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.tokens.workshop import SOFTHSM
from ttedesktop.errors.token_errors import ModuleMissing, ModuleUnusable
from ttedesktop.tokens.drivers import (
    MODULES_VARIABLE,
    installed_modules,
    modules_of_p11_kit,
)
from ttedesktop.tokens.library_file import architecture_of, check_library

ELF_32 = b"\x7fELF\x01\x01\x01" + bytes(9) + struct.pack("<HH", 3, 3) + bytes(80)


def test_real_driver_is_accepted() -> None:
    check_library(SOFTHSM)


def test_missing_file_is_told() -> None:
    with pytest.raises(ModuleMissing):
        check_library("/tidak/ada/libpkcs11.so")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not_a_library"),
        (b"#!/bin/sh\nexit 0\n", "not_a_library"),
        (ELF_32, "wrong_machine"),
    ],
)
def test_file_that_is_no_driver_for_this_computer_says_which(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "libvendor.so"
    file.write_bytes(content)

    with pytest.raises(ModuleUnusable) as refusal:
        check_library(str(file))

    assert refusal.value.reason == reason


def elf(bits: int, machine: int, order: str = "<") -> bytes:
    begin = bytes((bits, 1 if order == "<" else 2, 1))
    return b"\x7fELF" + begin + bytes(9) + struct.pack(f"{order}HH", 3, machine)


def pe(machine: int) -> bytes:
    header = b"MZ" + bytes(0x3A) + struct.pack("<I", 0x80)
    return header.ljust(0x80, b"\0") + struct.pack("<4sH", b"PE\0\0", machine)


def mach_o(magic: int, cpu: int) -> bytes:
    return struct.pack("<II", magic, cpu)


def fat(*cpus: int, magic: int = 0xCAFEBABE, entry: int = 20) -> bytes:
    entries = b"".join(struct.pack(">I", cpu).ljust(entry, b"\0") for cpu in cpus)
    return struct.pack(">II", magic, len(cpus)) + entries


@pytest.mark.parametrize(
    ("content", "architecture"),
    [
        (elf(2, 62), "x86-64"),
        (elf(1, 3), "x86 (32-bit)"),
        (elf(2, 183), "ARM64"),
        (elf(1, 40), "ARM (32-bit)"),
        (elf(1, 62), "0x3E"),
        (elf(2, 21, ">"), "0x15"),
        (pe(0x8664), "x86-64"),
        (pe(0x14C), "x86 (32-bit)"),
        (pe(0xAA64), "ARM64"),
        (mach_o(0xFEEDFACF, 0x1000007), "x86-64"),
        (mach_o(0xFEEDFACF, 0x100000C), "ARM64"),
        (mach_o(0xFEEDFACE, 7), "x86 (32-bit)"),
        (fat(0x1000007, 0x100000C), "x86-64, ARM64"),
        (fat(0x1000007, magic=0xCAFEBABF, entry=32), "x86-64"),
        # A Java class begins like a Mach-O file for several machines.
        (b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(60), ""),
        (fat(0x1000007)[:9], ""),
        (b"MZ", ""),
        (b"\x7fELF", ""),
        (b"", ""),
        (b"text", ""),
    ],
)
def test_header_tells_what_a_library_was_built_for(
    tmp_path: Path, content: bytes, architecture: str
) -> None:
    file = tmp_path / "library"
    file.write_bytes(content)

    assert architecture_of(str(file)) == architecture


def test_file_that_cannot_be_read_has_no_architecture(tmp_path: Path) -> None:
    assert architecture_of(str(tmp_path)) == ""
    assert architecture_of(str(tmp_path / "none")) == ""


def test_apple_library_for_another_machine_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "libvendor.dylib"
    file.write_bytes(fat(0xC) + b"C_GetFunctionList\0")

    with pytest.raises(ModuleUnusable) as refusal:
        check_library(str(file))

    assert refusal.value.reason == "wrong_machine"


def test_library_without_the_interface_is_no_driver() -> None:
    library = next(Path("/usr/lib").glob("*-linux-gnu/libz.so.1"))

    with pytest.raises(ModuleUnusable) as refusal:
        check_library(str(library))

    assert refusal.value.reason == "no_pkcs11"


def test_one_file_under_two_names_is_one_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "another-name.so"
    link.symlink_to(SOFTHSM)
    monkeypatch.setenv(MODULES_VARIABLE, f"{SOFTHSM}:{link}")

    assert installed_modules() == (str(Path(SOFTHSM).resolve()),)


def test_driver_that_a_person_named_is_kept_even_if_it_is_unusable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MODULES_VARIABLE, "")
    broken = tmp_path / "libvendor.so"
    broken.write_bytes(b"text")

    assert installed_modules([str(broken)]) == (str(broken),)


def test_module_files_of_p11_kit_are_read_and_those_without_tokens_left_out(
    tmp_path: Path,
) -> None:
    own, system = tmp_path / "etc", tmp_path / "share"
    for folder in (own, system):
        folder.mkdir()
    (system / "softhsm2.module").write_text(f"# SoftHSM\nmodule: {SOFTHSM}\n")
    (system / "p11-kit-trust.module").write_text("module: p11-kit-trust.so\n")
    (system / "vendor.module").write_text("module: /usr/lib/old.so\n")
    (own / "vendor.module").write_text("priority: 1\nmodule: /usr/lib/new.so\n")

    found = list(modules_of_p11_kit([str(own), str(system), str(tmp_path / "none")]))

    assert found == ["/usr/lib/new.so", SOFTHSM]
