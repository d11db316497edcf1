"""What a person does with the contents of a document beside reading its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ttedesktop.language import _
from ttedesktop.signing.output import write_new
from ui.contents.attachment_dialog import AttachmentDialog
from ui.contents.properties_dialog import PropertiesDialog
from ui.controls.error_dialog import show_error
from ui.program import saving

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.contents import Attachment, DocumentProperties
    from ttedesktop.errors.errors import TteError
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow
    from ui.program.parts import Parts


class ContentsAffairs(QObject):
    """One for a window, beside its switchboard."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        window.documents.page_added.connect(self._join)
        for page in window.documents.pages:
            self._join(page)

    def show_properties(self) -> None:
        """Show what the document tells of itself; it is read while the dialog opens."""
        document = self._window.document_page.document
        if document is None:
            return
        dialog = PropertiesDialog(self._window, document)
        renderer = self._parts.making

        def told(properties: DocumentProperties) -> None:
            dialog.show_properties(properties)

        self._parts.background.run(
            lambda: renderer.properties(document),
            to=dialog,
            on_success=told,
            on_failure=lambda _error: dialog.show_unreadable(),
        )
        dialog.ask()
        dialog.deleteLater()

    def _join(self, page: DocumentPage) -> None:
        page.side_panel.attachment_wanted.connect(self._save_attachment)

    def _save_attachment(self, attachment: Attachment) -> None:
        document = self._window.document_page.document
        if document is None:
            return
        if not AttachmentDialog(self._window, attachment).accepts():
            return
        name = attachment.name or _("lampiran")
        path = saving.choose_attachment_path(self._window, document, name)
        if path is None:
            return
        renderer = self._parts.making

        def save() -> Path:
            return write_new(path, renderer.attachment(document, attachment.number))

        self._parts.background.run(
            save, to=self, on_success=self._saved, on_failure=self._tell_error
        )

    def _saved(self, path: Path) -> None:
        self._window.toast.tell_where(
            _("Lampiran disimpan sebagai “{name}”").format(name=path.name), path
        )

    def _tell_error(self, error: TteError) -> None:
        show_error(self._window, error)
