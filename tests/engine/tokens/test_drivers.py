"""The table of drivers: every row of it, on every system."""

from __future__ import annotations

import re
import shutil
import tomllib
from importlib.resources import files
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

import pytest

from ttedesktop.tokens.drivers import driven_directly, drivers_for, known_drivers
from ttedesktop.tokens.survey import ModuleSet

if TYPE_CHECKING:
    from tests.tokens.fault_module import FaultModule
    from ttedesktop.tokens.drivers import Driver

SYSTEMS = ("windows", "linux", "macos")
TABLE = tomllib.loads((files("resources") / "drivers.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = TABLE["driver"]
REQUIRED = {"vendor", "models", "source", "tried", *SYSTEMS}


def name_of(row: dict[str, Any]) -> str:
    return f"{row['vendor']} {row['models']}"


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_every_row_says_all_that_is_asked(row: dict[str, Any]) -> None:
    assert set(row) - {"direct"} == REQUIRED
    for words in ("vendor", "models", "source"):
        assert row[words].strip() == row[words] != ""
    assert isinstance(row["tried"], bool)
    assert row.get("direct", True) is True, "left out where it is not so"
    assert any(row[system] for system in SYSTEMS)


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_paths_of_a_row_are_of_its_system(row: dict[str, Any]) -> None:
    endings = {
        "windows": r"\.dll$",
        "linux": r"\.so(\.\d+)*$",
        "macos": r"\.(dylib|so)$",
    }
    for system, ending in endings.items():
        for path in row[system]:
            assert re.search(ending, path), path
            begins = ("{system}/", "{programs}/", "{programs_x86}/")
            assert path.startswith(begins if system == "windows" else "/"), path


@pytest.mark.parametrize("system", SYSTEMS)
def test_placed_paths_are_absolute_and_stand_in_the_table_once(system: str) -> None:
    kind = PureWindowsPath if system == "windows" else PurePosixPath
    drivers = drivers_for(system)
    paths = [path for driver in drivers for path in driver.paths]

    assert len(drivers) == len(ROWS)
    assert len({(one.vendor, one.models) for one in drivers}) == len(drivers)
    assert all(kind(path).is_absolute() and "{" not in path for path in paths)
    assert len({str(kind(path)).lower() for path in paths}) == len(paths)


def test_nobody_claims_to_have_held_a_token_in_hand() -> None:
    assert not any(driver.was_tried for driver in known_drivers())


def test_opensc_stands_last_for_it_drives_cards_of_others_less_well() -> None:
    assert known_drivers()[-1].vendor == "OpenSC"


def driver_with(path: Path) -> Driver:
    (found,) = [
        driver
        for driver in drivers_for("windows")
        if any(Path(one) == path for one in driver.paths)
    ]
    return found


def test_driver_for_32_bit_programs_is_found_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    narrow = tmp_path / "SysWOW64" / "eTPKCS11.dll"
    narrow.parent.mkdir()
    narrow.write_bytes(b"")

    driver = driver_with(tmp_path / "System32" / "eTPKCS11.dll")

    assert driver.present == (str(narrow),)
    assert str(narrow) not in driver.paths, "it is never loaded"


def test_drivers_known_for_it_are_driven_directly_wherever_they_lie() -> None:
    castle = "/opt/somewhere/libcastle.so.1.0.0"
    viettel = "/home/rina/Viettel-CA_v6.so"
    others = ("/usr/lib/libeToken.so", "/usr/lib/viettel-ca_v5.so")

    assert driven_directly([castle, *others, viettel]) == {castle, viettel}


def test_module_set_leaves_python_pkcs11_alone_for_these(
    fault: FaultModule, tmp_path: Path
) -> None:
    module = tmp_path / "viettel-ca_v6.so"
    shutil.copy(fault.path, module)
    paths = [str(module)]
    modules = ModuleSet(paths, driven_directly=driven_directly(paths))
    try:
        assert modules.modules[str(module)].is_direct
        assert len(modules.look().certificates()) == 1
    finally:
        modules.close()
