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


_AFTER_THE_FIRST_LOOK = (
    "ssl",
    "tomllib",
    "ttedesktop.policy",
    "ttedesktop.signing",
    "ttedesktop.tokens",
    "ttedesktop.validation",
    "ui.application",
    "ui.controls.buttons",
    "ui.controls.dialog",
    "ui.documents.document_page",
    "ui.header",
    "ui.pages.document_view",
    "ui.switchboard",
)
"""What the window needs, but no page that lies where it will be seen."""
_AFTER_CHILDREN = (
    "PySide6",
    "argparse",
    "ctypes",
    "logging.handlers",
    "ttedesktop.document.pdf",
    "ttedesktop.document.rendering.renderer",
    "ttedesktop.settings.values",
)
"""What is loaded while the children get ready that the window waits for."""


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    return modules_after("import ui.app, ui.application")


@pytest.fixture(scope="module")
def loaded_first() -> frozenset[str]:
    return modules_after(
        "import ui.app, ui.program.single_instance, ui.program.children, ui.first_look"
    )


@pytest.fixture(scope="module")
def loaded_before_children() -> frozenset[str]:
    return modules_after("import ui.app, ui.program.single_instance, ui.program.early")


def modules_after(line: str) -> frozenset[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{line}; import sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return frozenset(done.stdout.split())


def test_what_is_looked_for_is_what_the_window_is_made_of(
    loaded: frozenset[str],
) -> None:
    assert {"ui.main_window", "ui.pages.document_view", "ui.switchboard"} <= loaded


@pytest.mark.parametrize("name", _LATER)
def test_it_is_loaded_only_when_it_is_wanted(loaded: frozenset[str], name: str) -> None:
    assert name not in loaded


def test_what_is_loaded_first_shows_a_page(loaded_first: frozenset[str]) -> None:
    assert {"ui.first_look", "ui.main_window", "ui.pages.page_layout"} <= loaded_first


@pytest.mark.parametrize("name", [*_LATER, *_AFTER_THE_FIRST_LOOK])
def test_it_is_loaded_after_the_first_look(
    loaded_first: frozenset[str], name: str
) -> None:
    assert name not in loaded_first


def test_the_children_are_what_is_begun_with(
    loaded_before_children: frozenset[str],
) -> None:
    assert "ttedesktop.processes" in loaded_before_children


@pytest.mark.parametrize("name", [*_LATER, *_AFTER_CHILDREN])
def test_it_is_loaded_while_the_children_get_ready(
    loaded_before_children: frozenset[str], name: str
) -> None:
    assert name not in loaded_before_children
