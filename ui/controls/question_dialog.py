"""Asks one question that can be answered with yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class QuestionDialog(Dialog):
    """Title, one sentence, and a button that names what will be done."""

    def __init__(self, parent: QWidget, title: str, sentence: str, *, yes: str) -> None:
        super().__init__(parent, width=520)
        self.add_heading("question_circle", "warn", title)
        self.body.addWidget(label(sentence, wrap=True))
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        agree = Button(yes, kind="danger", size="dialog")
        agree.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(agree)
