"""The files inside a document: what they are called, and a way to save them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.file_size import file_size
from ui.controls.labels import label
from ui.controls.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.contents import Attachment


class AttachmentList(QWidget):
    """Nothing in it opens anything: attachments are saved, or left alone."""

    saving_wanted = Signal(object)
    """The ``Attachment`` that is to be saved."""

    def __init__(self) -> None:
        super().__init__()
        self._attachments: tuple[Attachment, ...] = ()
        self.rows = RowList(_("Lampiran"))
        self.rows.moved.connect(self._moved)
        self.rows.opened.connect(self._save)
        self._button = Button(_("Simpan…"), icon="save")
        self._button.clicked.connect(lambda: self._save(self.rows.selected))
        words = _(
            "Lampiran dapat berbahaya. Program ini tidak pernah membukanya, hanya "
            "menyimpannya bila Anda minta."
        )
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self._button)
        foot.addWidget(label(words, role="caption", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rows, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.rows)
        self._moved()

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show the files that a document holds."""
        self._attachments = tuple(attachments)
        self.rows.show_rows([_row(one) for one in attachments])
        self._moved()

    def _moved(self) -> None:
        can_save = self.rows.selected is not None
        self._button.setEnabled(can_save)
        self._button.setToolTip("" if can_save else _("Pilih lampiran terlebih dahulu"))

    def _save(self, place: int | None) -> None:
        if place is not None:
            self.saving_wanted.emit(self._attachments[place])


def attachment_name(attachment: Attachment) -> str:
    """Return what an attachment is called, also where the document does not say."""
    return attachment.name or _("Tanpa nama")


def attachment_size(attachment: Attachment) -> str:
    """Return the size that the document claims; nobody has measured it."""
    if attachment.size is None:
        return _("ukuran tidak diketahui")
    return file_size(attachment.size)


def _row(one: Attachment) -> Row:
    facts = (attachment_size(one), one.description)
    return Row(
        title=attachment_name(one),
        icon="attach",
        caption=" · ".join(fact for fact in facts if fact),
        # The ending of a name says what kind of file it is.
        elide=Qt.TextElideMode.ElideMiddle,
    )
