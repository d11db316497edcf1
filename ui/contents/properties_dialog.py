"""What the file is and what the document tells of itself, to be read and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QScrollBar, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _, n_
from ui.contents.property_rows import (
    Section,
    as_text,
    file_section,
    font_facts,
    told_sections,
)
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import breakable, frame, label
from ui.controls.row_list import Row, RowList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ttedesktop.document.contents import DocumentProperties, FontUsed
    from ttedesktop.document.pdf import Document

_NAMES: Final = 188
"""Width of the column of names, in logical pixels."""
_LONGEST: Final = 600
"""Characters of a value that are shown; all of it is copied."""
_SCROLLS: Final = {
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}
_FONTS: Final = 208
"""Most height of the list of fonts, in logical pixels."""


class PropertiesDialog(Dialog):
    """Shows the file at once, and the rest when it has been read."""

    guide_topic = ("membaca", "")

    filled = Signal()
    """All that the document tells is shown."""

    def __init__(self, parent: QWidget, document: Document) -> None:
        super().__init__(parent, width=640)
        self._document = document
        self._sections: tuple[Section, ...] = (file_section(document),)
        self._fonts: tuple[FontUsed, ...] = ()
        self.add_heading("document_pdf", "accent", _("Properti dokumen"))
        self._content = QVBoxLayout()
        self._content.setSpacing(16)
        self.body.addLayout(self._content)
        self._state = label(_("Membaca dokumen…"), role="helper", wrap=True)
        self.body.addWidget(self._state)
        self.body.addStretch(1)
        copy = Button(_("Salin semua"), icon="copy", size="dialog")
        copy.clicked.connect(self._copy)
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.accept)
        self._copied = label("", role="helper")
        self.buttons.addWidget(copy)
        self.buttons.addWidget(self._copied)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self.set_default(close)
        self._add(self._sections)

    @property
    def is_filled(self) -> bool:
        """Whether all that the document tells is shown."""
        return len(self._sections) > 1

    def show_properties(self, properties: DocumentProperties) -> None:
        """Show what the document tells of itself."""
        told = told_sections(self._document, properties)
        self._sections = (*self._sections, *told)
        self._fonts = properties.fonts
        self._state.hide()
        self._add(told)
        self._content.addWidget(_fonts(properties.fonts))
        self._refit_later()
        self.filled.emit()

    def show_unreadable(self) -> None:
        """Say that the document does not tell anything that can be read."""
        self._state.setText(_("Keterangan di dalam dokumen ini tidak dapat dibaca."))
        self._refit_later()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _SCROLLS.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self._scroll.verticalScrollBar().triggerAction(action)

    def _refit_later(self) -> None:
        # What is new has its true height only when the style sheet has dressed it.
        QTimer.singleShot(0, self, self.refit)

    def _add(self, sections: tuple[Section, ...]) -> None:
        for section in sections:
            if section.rows:
                self._content.addWidget(_shown(section))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._sections, self._fonts))
        self._copied.setText(_("Disalin"))


def _shown(section: Section) -> QWidget:
    made, column = _part(section.title)
    inset = frame("inset")
    grid = QGridLayout(inset)
    grid.setContentsMargins(14, 10, 14, 10)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, _NAMES)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for number, (name, value) in enumerate(section.rows):
        grid.addWidget(label(name, role="helper", wrap=True), number, 0, top)
        shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        grid.addWidget(label(breakable(shown), wrap=True), number, 1, top)
    column.addWidget(inset)
    if section.note:
        column.addWidget(label(section.note, role="caption", wrap=True))
    return made


def _fonts(fonts: tuple[FontUsed, ...]) -> QWidget:
    count = len(fonts)
    words = n_("Fonta ({count})", "Fonta ({count})", count).format(count=count)
    made, column = _part(words)
    if not fonts:
        column.addWidget(label(_("Dokumen ini tidak menyebut fonta."), role="helper"))
        return made
    inset = frame("inset")
    inside = QVBoxLayout(inset)
    inside.setContentsMargins(4, 4, 4, 4)
    rows = RowList(_("Fonta"))
    rows.show_rows(
        [
            Row(font.name or _("Tanpa nama"), "", caption=font_facts(font))
            for font in fonts
        ]
    )
    rows.setFixedHeight(min(_FONTS, count * rows.row_height))
    inside.addWidget(rows)
    column.addWidget(inset)
    return made


def _part(title: str) -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(title, role="label"))
    return made, column
