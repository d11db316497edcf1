"""What a start waits for before there is a window."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LATER = (
    "aiohttp",
    "asn1crypto.cms",
    "cryptography.x509",
    "keyring",
    "pkcs11",
    "pyhanko",
    "pymupdf",
    "segno",
    "ttedesktop.ceremony",
    "ui.guide.page",
    "ui.printing.dialog",
    "ui.settings.page",
)
"""Each takes longer to load than a page takes to be drawn, or is seldom wanted."""


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    program = "import sys, ui.app, ui.application; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return frozenset(done.stdout.split())


def test_what_is_looked_for_is_what_the_window_is_made_of(
    loaded: frozenset[str],
) -> None:
    assert {"ui.main_window", "ui.pages.document_view", "ui.switchboard"} <= loaded


@pytest.mark.parametrize("name", _LATER)
def test_it_is_loaded_only_when_it_is_wanted(loaded: frozenset[str], name: str) -> None:
    assert name not in loaded
