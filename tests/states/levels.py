"""Pictures of levels, and of documents that are completed, for ``make screenshots``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ttedesktop.errors.document_errors import PasswordNeeded
from ttedesktop.errors.network_errors import TooLateToKeep
from ttedesktop.longterm.unfinished import UnfinishedDocument
from ttedesktop.longterm.watch_list import Need, WatchedDocument
from ttedesktop.settings.values import SignatureLevel
from ui.completing.dialog import CompletingDialog

if TYPE_CHECKING:
    from tests.states.visitor import Visitor


def level_states(photo: Visitor) -> None:
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
        from tests.states.visitor import wait_for

        wait_for(lambda: not switchboard.completing.look.is_looking)
        photo.take("27-unfinished")
        parts.keeper.change(
            time_stamp_address="http://tsa.contoh.invalid/",
            archive_folders=("/srv/arsip/Surat Keluar 2025", "/srv/arsip/SPM"),
        )
        dialog.model.fill([*dialog.model.documents, *_shelf(now)])
        dialog.table.selectRow(0)
        photo.take("27-watch-list")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    photo.with_dialog(CompletingDialog, seen, switchboard.completing.show)
    for one in parts.unfinished:
        parts.unfinished.remove(one.path)
    parts.keeper.change(
        level=SignatureLevel.B_B, time_stamp_address="", archive_folders=()
    )


def _shelf(now: datetime) -> list[WatchedDocument]:
    """Return what an archive of some years would hold."""
    folder = Path("/srv/arsip/Surat Keluar 2025")

    def one(name: str, need: Need, level: str, days: float) -> WatchedDocument:
        until = now + timedelta(days=days)
        return WatchedDocument(folder / name, need, level, "B-LTA", until)

    locked = PasswordNeeded("Berita Acara Rahasia.pdf")
    late = TooLateToKeep("Surat Edaran 12.pdf", "legacy_no_proof")
    return [
        one("800.1.11.1-123-BKPSDM-2025_TTE.pdf", Need.RENEWAL, "B-LTA", 41.5),
        one("Keputusan Bupati tentang Tim Penilai Kinerja PNS Tahun 2025.pdf",
            Need.COMPLETION, "B-T", 88.5),
        replace(one("Surat Perintah Tugas 0453.pdf", Need.COMPLETION, "B-T", 260),
                is_legacy=True),
        *(one(f"SPM-{number:05}_TTE.pdf", Need.RENEWAL, "B-LTA", 500 + number)
          for number in range(231, 237)),
        WatchedDocument(folder / locked.name, Need.UNKNOWN, "", "B-LTA",
                        trouble=locked),
        replace(one(late.name, Need.NOTHING_HELPS, "B-B", -100),
                is_legacy=True, trouble=late),
    ]  # fmt: skip
