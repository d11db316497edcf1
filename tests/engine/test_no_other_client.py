"""Only our own client reaches the network; pyHanko's is not even loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

_ROOMS = (
    "ttedesktop.ceremony",
    "ttedesktop.validation.validator",
    "ttedesktop.longterm.levels",
)
_BEGIN = """
from ttedesktop.no_other_client import keep_out_other_client
keep_out_other_client()
"""
_TRIES = f"""{_BEGIN}
import aiohttp
try:
    aiohttp.ClientSession()
except RuntimeError as refusal:
    print(refusal)
"""


_PROGRAMS = (
    "from ttedesktop.__main__ import main; sys.argv[1:] = ['--version']",
    "from ui.app import main; sys.argv[1:] = ['--help']",
)
_STARTS = """
import contextlib, sys
{program}
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(sys.stderr):
    main()
import pyhanko.sign
print(*sys.modules)
"""


def said_by(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.mark.parametrize("room", _ROOMS)
def test_what_signs_and_validates_loads_no_client(room: str) -> None:
    loaded = said_by(f"{_BEGIN}import {room}, sys; print(*sys.modules)").split()
    assert "pyhanko" in loaded
    assert not {"yarl", "multidict", "aiohttp.client"} & set(loaded)


@pytest.mark.parametrize("program", _PROGRAMS)
def test_both_programs_keep_it_out(program: str) -> None:
    loaded = said_by(_STARTS.format(program=program)).split()
    assert "pyhanko.sign" in loaded
    assert "yarl" not in loaded


def test_whoever_tries_to_use_it_is_refused() -> None:
    assert said_by(_TRIES) == "pyHanko is not to reach the network by itself"
