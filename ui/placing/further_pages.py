"""Chooses the pages that show the stamp as a picture, and says what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ttedesktop.errors.document_errors import PageMissing
from ttedesktop.language import _
from ttedesktop.messages import words_of
from ttedesktop.signing.page_range import EVERYWHERE, LONGEST, NOWHERE, PageRange
from ttedesktop.signing.stamp_pictures import pictures_in_words
from ui.controls.labels import label, set_tone

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import Placement

_NONE: Final = "none"
_ALL: Final = "all"
_SOME: Final = "some"
_PAUSE: Final = 300
"""Milliseconds after the last key until what is typed is read."""


class FurtherPages(QWidget):
    """None, all, or a range that is typed; not offered for a single page."""

    changed = Signal()
    """Other pages show a picture, or what is typed names none."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._placement: Placement | None = None
        self.offered = QComboBox()
        """None, all pages, or some."""
        for words, which in (
            (_("Hanya di halaman itu"), _NONE),
            (_("Gambarnya juga di semua halaman"), _ALL),
            (_("Gambarnya juga di halaman tertentu"), _SOME),
        ):
            self.offered.addItem(words, which)
        self.offered.setAccessibleName(_("Gambar di halaman lain"))
        self.offered.activated.connect(self._chosen)
        self.typed = QLineEdit()
        """Which pages, as a person types them."""
        self.typed.setPlaceholderText(_("Misalnya 2-5 atau 1,3-"))
        self.typed.setAccessibleName(_("Halaman dengan gambar"))
        self.typed.setMaxLength(LONGEST)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._settle)
        self.typed.textEdited.connect(lambda _text: self._pause.start())
        self.typed.editingFinished.connect(self._settle)
        self._told = label("", role="helper", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.offered, self.typed, self._told):
            column.addWidget(part)
        self._show()

    # --- what the desk tells -----------------------------------------------------

    def start_over(self, document: Document) -> None:
        """Begin with another document: nothing is drawn unless somebody says so."""
        self._document, self._placement = document, None
        self.setVisible(len(document.pages) > 1)
        self.show_range(NOWHERE)

    def show_placement(self, placement: Placement | None) -> None:
        """Say where the signature itself stands; None for nowhere."""
        self._placement = placement
        self._show()

    def show_range(self, pages: PageRange) -> None:
        """Choose pages, as a saved place names them; nothing is emitted."""
        which = _SOME if pages else _NONE
        which = _ALL if pages == EVERYWHERE else which
        self.offered.setCurrentIndex(self.offered.findData(which))
        self.typed.setText(str(pages) if which == _SOME else "")
        self._show()

    # --- what the person chose ---------------------------------------------------

    @property
    def range(self) -> PageRange:
        """The pages that were named; none where nobody can read what is typed."""
        which = self.offered.currentData()
        if which == _ALL:
            return EVERYWHERE
        if which == _NONE:
            return NOWHERE
        try:
            return PageRange.read(self.typed.text())
        except ValueError:
            return NOWHERE

    @property
    def pages(self) -> tuple[int, ...]:
        """Indexes of the pages of this document that were named."""
        document = self._document
        if document is None or document.carries_signature:
            return ()
        try:
            return self.range.indexes(document)
        except PageMissing:
            return ()

    @property
    def what_is_missing(self) -> str:
        """Why these pages cannot be, as a sentence; empty if they can."""
        document = self._document
        if document is None or document.carries_signature or self.isHidden():
            return ""
        if self.offered.currentData() != _SOME:
            return ""
        if not self.range:
            return _("Tulis halaman gambarnya, misalnya 2-5")
        try:
            self.range.indexes(document)
        except PageMissing as missing:
            return words_of(missing).cause
        return ""

    # --- inside ------------------------------------------------------------------

    def _chosen(self) -> None:
        self._settle()
        if self.offered.currentData() == _SOME:
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        self._pause.stop()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        document = self._document
        is_signed = document is not None and document.carries_signature
        self.offered.setEnabled(not is_signed)
        which = self.offered.currentData()
        self.typed.setVisible(which == _SOME and not is_signed)
        words, tone = "", ""
        if is_signed:
            words = _("Sudah bertanda tangan, jadi halaman lain tidak digambari.")
        elif self.what_is_missing:
            # Nobody has done anything wrong before something is typed.
            words, tone = self.what_is_missing, "warn" if self.typed.text() else ""
        elif which != _NONE:
            words = self._what_it_comes_to()
        set_tone(self._told, tone)
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _what_it_comes_to(self) -> str:
        told = pictures_in_words(self._placement, self.pages)
        if not told:
            return ""
        return f"{told}. " + _("Gambar itu bukan tanda tangan.")
