"""Parts of libraries that are not even loaded; of pyHanko, its network client."""

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
from ttedesktop.left_out import NEVER_USED, leave_out
leave_out(*NEVER_USED)
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


def test_what_draws_pages_does_not_load_what_finds_tables() -> None:
    program = f"{_BEGIN}import ttedesktop.document.rendering.renderer_process, sys"
    loaded = said_by(f"{program}; print(*sys.modules)").split()
    assert "pymupdf.mupdf" in loaded
    assert "pymupdf._table_headers" not in loaded


@pytest.mark.skipif(
    sys.platform != "linux", reason="the Secret Service is a part of Linux desktops"
)
def test_what_knows_the_keyring_loads_nothing_that_fetches() -> None:
    program = (
        "from ttedesktop.left_out import leave_out; leave_out('urllib.request')\n"
        "import keyring.backends.SecretService, sys; print(*sys.modules)"
    )
    loaded = said_by(program).split()
    assert "secretstorage" in loaded
    assert "http.client" not in loaded


def test_whoever_tries_to_use_it_is_refused() -> None:
    assert said_by(_TRIES) == "this part of a library was left out"
