"""A driver is looked at before it is loaded."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.token_workshop import SOFTHSM
from ttedesktop.token_errors import ModuleMissing, ModuleUnusable
from ttedesktop.tokens.drivers import (
    MODULES_VARIABLE,
    installed_modules,
    known_drivers,
    modules_of_p11_kit,
)
from ttedesktop.tokens.library_file import check_library

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


def test_table_names_the_drivers_of_this_system_once_each() -> None:
    drivers = known_drivers()
    paths = [path for driver in drivers for path in driver.paths]

    assert len({driver.vendor for driver in drivers}) == len(drivers) > 10
    assert len(set(paths)) == len(paths)
    assert all(Path(path).is_absolute() for path in paths)


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
