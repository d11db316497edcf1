"""Where an administrator fixed the drivers, nothing else is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tokens.workshop import SOFTHSM
from ttedesktop.errors.policy_errors import ModuleNotAllowed
from ttedesktop.errors.token_errors import ModuleMissing
from ttedesktop.module_choice import module_set, modules_to_use, require_allowed
from ttedesktop.policy import Policy

REAL = str(Path(SOFTHSM).resolve())
FIXED = Policy(modules=(SOFTHSM,))


def test_fixed_modules_are_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "/opt/other.so")

    assert modules_to_use(["/opt/mine.so"], policy=FIXED) == (REAL,)


def test_without_a_policy_those_that_are_found_are_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", SOFTHSM)

    assert modules_to_use(policy=Policy()) == (REAL,)


def test_fixed_module_that_is_missing_is_told(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.so")
    modules = module_set(modules_to_use(policy=Policy(modules=(missing,))))
    try:
        (trouble,) = modules.look().troubles
    finally:
        modules.close()

    assert isinstance(trouble.error, ModuleMissing)


def test_named_module_must_be_among_the_fixed_ones(tmp_path: Path) -> None:
    alias = tmp_path / "alias.so"
    alias.symlink_to(REAL)

    require_allowed(str(alias), policy=FIXED)
    require_allowed("/opt/other.so", policy=Policy())
    with pytest.raises(ModuleNotAllowed):
        require_allowed("/opt/other.so", policy=FIXED)
