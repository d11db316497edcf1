"""Pictures of the print dialog for ``make screenshots``, with and without a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.window.paper_printers import FilePrinters
from ui.printing.dialog import PrintDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.states.visitor import Visitor


def printing(photo: Visitor, folder: Path, name: str) -> None:
    """See the dialog as it opens, with a wrong range, cut off, and the progress."""
    switchboard = photo.application.switchboard
    assert switchboard is not None
    affairs = switchboard.print_affairs

    def seen(act: Callable[[PrintDialog], None]) -> None:
        def look(dialog: PrintDialog) -> None:
            act(dialog)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

        photo.with_dialog(PrintDialog, look, affairs.begin)

    if not affairs.printers.found().names:
        seen(lambda _dialog: photo.take(f"{name}-none"))
    affairs.printers = FilePrinters(folder / "baki.pdf")
    seen(lambda _dialog: photo.take(name))
    seen(lambda dialog: _ranges(photo, dialog, name))
    affairs.progress.begin("SE-0117-penerapan-tte.pdf")
    affairs.progress.show_page(3, 120)
    photo.take(f"{name}-progress")
    affairs.progress.hide()


def _ranges(photo: Visitor, dialog: PrintDialog, name: str) -> None:
    options = dialog.options
    options.which.setCurrentIndex(options.which.count() - 1)
    options.range.setText("1-2, 9")
    photo.take(f"{name}-range-wrong")
    options.range.setText("2, 1-")
    options.scaling.setCurrentIndex(1)
    options.paper.setCurrentIndex(options.paper.findText("A4 (210 × 297 mm)"))
    options.colour.setCurrentIndex(1)
    photo.take(f"{name}-range")
