"""Pictures of levels, and of documents that are completed, for ``make screenshots``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ttedesktop.longterm.unfinished import UnfinishedDocument
from ttedesktop.settings import SignatureLevel
from ui.completing.dialog import CompletingDialog

if TYPE_CHECKING:
    from tests.screenshots import Photographer


def level_states(photo: Photographer) -> None:
    """A level that needs a service, and the list of what lacks something."""
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    parts = photo.application.parts
    parts.keeper.change(level=SignatureLevel.B_LTA)
    window.document_page.signing_panel.show_level()
    photo.take("27-level-without-service")
    now = datetime.now(UTC)
    for number, name in enumerate(("Surat Tugas 0117_TTE.pdf", "SPM-00231_TTE.pdf")):
        noted = UnfinishedDocument(
            Path("/home/sekretariat/Surat Keluar 2026") / name,
            "0" * 64, "B-LTA", ("B-B", "B-T")[number], "host_unreachable",
            (now - timedelta(hours=5 - number)).isoformat(),
            (now + timedelta(days=400)).isoformat(),
        )  # fmt: skip
        parts.unfinished.add(noted)

    def seen(dialog: CompletingDialog) -> None:
        photo.take("27-unfinished")
        parts.keeper.change(time_stamp_address="http://tsa.contoh.invalid/")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    photo.with_dialog(CompletingDialog, seen, switchboard.completing.show)
    for one in parts.unfinished:
        parts.unfinished.remove(one.path)
    parts.keeper.change(level=SignatureLevel.B_B, time_stamp_address="")
