"""A chapter over a dialog that waits for an answer, which it leaves as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.guide.chapters import chapters
from ui.guide.text import GuideText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_AROUND: Final = 190
"""Pixels of the window that the text leaves to the frame of the dialog."""


class GuideDialog(Dialog):
    """Shows one chapter; links lead from it to the others."""

    def __init__(
        self,
        parent: QWidget,
        key: str,
        section: str = "",
        *,
        ask_for: Callable[[str], None],
    ) -> None:
        """``ask_for`` is called with an address outside the guide."""
        super().__init__(parent, width=780)
        self.setAccessibleName(_("Panduan"))
        self._section = section
        self.text = GuideText()
        self.text.setFixedHeight(max(160, min(640, parent.window().height() - _AROUND)))
        self.text.chapter_wanted.connect(self._show)
        self.text.address_wanted.connect(ask_for)
        self.body.addWidget(self.text)
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self._show(key, "")

    def read(self) -> None:
        """Show it until the person has read."""
        # Where a section stands is known once the text has its width.
        QTimer.singleShot(0, self, lambda: self._show("", self._section))
        self.show_once()

    def _show(self, key: str, section: str) -> None:
        shown = self.text.chapter
        for chapter in chapters():
            if chapter.key == key and chapter is not shown:
                self.text.show_chapter(chapter)
        if section:
            self.text.go_to_section(section)
