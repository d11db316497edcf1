"""Hostile files in the real window: it is never held up, and says what it cannot show.

``make hostile`` opens all of them, with the true deadlines, and tells how late the
window's thread ever was. Here the worst of each kind are opened by an impatient window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.hostile.files import all_files
from tests.hostile.window_trial import Reader, impatient_application
from tests.hostile.worst import NOT_DRAWN, NOT_OPENED, SHOWN
from tests.window.running import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ttedesktop.demo.demonstration import Demonstration
    from ui.application import Application

FROZEN: Final = 1.0
"""Seconds after which a window has frozen; the goal is a tenth (security.md, 8)."""


@pytest.fixture(scope="module")
def impatient(
    qapp: QApplication, demonstration: Demonstration
) -> Iterator[Application]:
    """Yield a window that gives a page a second."""
    del qapp
    with pytest.MonkeyPatch.context() as patch:
        for name in (*demonstration.environment, "TTE_PKCS11_MODULES"):
            patch.setenv(name, "")
        made = impatient_application(demonstration.folder, page_deadline=1.0)
        with running(made):
            yield made


def written(folder: Path, name: str) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(all_files()[name].make())
    return path


@pytest.mark.parametrize("name", NOT_OPENED)
def test_what_cannot_be_opened_is_told(
    impatient: Application, tmp_path: Path, name: str
) -> None:
    shown = Reader(impatient).reads(written(tmp_path, name))

    assert not shown.is_open
    assert len(shown.dialogs) == 1
    assert name in shown.words
    assert shown.latest < FROZEN, shown.latest_in


# Those that take as long as they may are tried by the engine's tests, and are among
# those of ``make hostile`` here.
@pytest.mark.parametrize(
    "name", sorted({*NOT_DRAWN} - {"laughs-ten-deep", "tiles-of-a-hair"})
)
def test_what_cannot_be_drawn_is_told_in_its_place_and_never_signed(
    impatient: Application, tmp_path: Path, name: str
) -> None:
    shown = Reader(impatient).reads(written(tmp_path, name))

    assert shown.is_open
    assert 0 in shown.failed_pages
    assert shown.keeps_from_signing == "Halaman 1 tidak dapat ditampilkan"
    assert shown.refusal == "page_undrawable"
    assert shown.latest < FROZEN, shown.latest_in


@pytest.mark.parametrize("name", SHOWN)
def test_what_can_be_drawn_is_read_like_any_letter(
    impatient: Application, tmp_path: Path, name: str
) -> None:
    shown = Reader(impatient).reads(written(tmp_path, name))

    assert shown.outcome == "a page"
    assert not shown.dialogs
    assert shown.latest < FROZEN, shown.latest_in


def test_a_letter_is_read_after_all_of_them(
    impatient: Application, letter: Path
) -> None:
    shown = Reader(impatient).reads(letter)

    assert shown.outcome == "a page"
    assert (shown.keeps_from_signing, shown.refusal) == ("", "")
