"""Pictures of the side panel and the properties, for ``make screenshots``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.papers.regulation import regulation_pdf
from ui.contents.attachment_dialog import AttachmentDialog
from ui.contents.properties_dialog import PropertiesDialog
from ui.contents.side_tabs import SideView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.states.visitor import Visitor
    from ui.contents.side_panel import SidePanel
    from ui.controls.dialog import Dialog


def signature_list(photo: Visitor, side: SidePanel) -> None:
    """List the signatures of the document that is open."""
    window = photo.application.window
    assert window is not None
    was_shown = side.isVisible()
    window.header.set_thumbnails(shown=True)
    side.open_view(SideView.SIGNATURES)
    side.signatures.select(1)
    photo.take("24-side-signatures")
    side.open_view(SideView.PAGES)
    window.header.set_thumbnails(shown=was_shown)


def panel_states(
    photo: Visitor,
    folder: Path,
    opened: Callable[[Path], None],
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Look into the views of a document that has everything, and at what it tells."""
    path = folder / "Rancangan peraturan.pdf"
    path.write_bytes(regulation_pdf())
    opened(path)
    window = photo.application.window
    switchboard = photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    page = window.document_page
    side = page.side_panel
    was_shown = side.isVisible()
    window.header.set_thumbnails(shown=True)
    wait_for(lambda: side.has_read is page.document)
    side.open_view(SideView.OUTLINE)
    page.view.go_to_page(3)
    photo.take("24-side-outline")
    side.open_view(SideView.ATTACHMENTS)
    side.attachments.rows.select(1)
    photo.take("24-side-attachments")
    side.open_view(SideView.LAYERS)
    photo.take("24-side-layers")

    def look(name: str) -> Callable[[Dialog], None]:
        def take(dialog: Dialog) -> None:
            photo.take(name)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

        return take

    photo.with_dialog(
        PropertiesDialog,
        look("25-properties"),
        switchboard.contents_affairs.show_properties,
    )
    photo.with_dialog(
        AttachmentDialog,
        look("25-attachment"),
        lambda: side.attachments.rows.opened.emit(1),
    )
    side.open_view(SideView.PAGES)
    window.header.set_thumbnails(shown=was_shown)
