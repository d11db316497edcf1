"""The rows of the sentences at the foot of what is signed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from ttedesktop.language import _
from ttedesktop.specimens.footer import FOOTER_SENTENCES, USUAL
from ui.controls.buttons import Button
from ui.controls.labels import label
from ui.controls.settings_rows import RowWords, card, choice, row, switch

if TYPE_CHECKING:
    from ui.program.settings_keeper import SettingsKeeper

_SHORT: Final = 90
"""Characters of a sentence in the menu."""


def footer_card(keeper: SettingsKeeper) -> QWidget:
    """Return whether sentences are drawn at the foot, which, and on which pages."""

    def change(**values: Any) -> None:  # noqa: ANN401 - one for each field
        keeper.change(footer=dataclasses.replace(keeper.settings.footer, **values))

    footer = keeper.settings.footer
    name = _("Kalimat kaki")
    turning = switch(name, lambda on: change(is_on=on), is_on=footer.is_on)
    pages = choice(
        (
            (_("Semua halaman"), True),
            (_("Halaman tanda tangan saja"), False),
        ),
        footer.on_every_page,
        lambda every: change(on_every_page=every),
    )
    edit = QPlainTextEdit(footer.words or "\n".join(USUAL))
    edit.setAccessibleName(_("Isi kalimat kaki"))
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(104)
    edit.textChanged.connect(lambda: change(words=_own(edit.toPlainText())))
    return card(
        [
            row(
                RowWords(
                    "text_bullet_list_tree",
                    name,
                    _(
                        "Digambar di kaki halaman sebelum ditandatangani. Dokumen yang "
                        "sudah bertanda tangan tidak digambari."
                    ),
                ),
                turning,
            ),
            row(
                RowWords(
                    "document",
                    _("Pada halaman"),
                    _("Di kaki, atau di tempat kosong terdekat."),
                ),
                pages,
            ),
            _words(edit),
        ]
    )


def _own(words: str) -> str:
    return "" if words.splitlines() == list(USUAL) else words


def _words(edit: QPlainTextEdit) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(52, 10, 16, 14)
    column.setSpacing(6)
    column.addWidget(label(_("Isi kalimat kaki"), role="row"))
    told = _("Satu kalimat setiap baris. Kosong: dua kalimat yang biasa dipakai.")
    column.addWidget(label(told, role="caption", wrap=True))
    column.addWidget(edit)
    column.addWidget(_adding(edit), 0, Qt.AlignmentFlag.AlignLeft)
    return made


def _adding(edit: QPlainTextEdit) -> Button:
    """Return what adds one of the sentences that offices use."""
    adding = Button(_("Tambah kalimat"), icon="add")
    menu = QMenu(adding)
    for sentence in FOOTER_SENTENCES:
        short = f"{sentence[:_SHORT].rstrip()}…" if len(sentence) > _SHORT else sentence
        entry = menu.addAction(short.replace("&", "&&"))
        entry.setToolTip(sentence)
        entry.triggered.connect(
            lambda _on=False, words=sentence: edit.appendPlainText(words)
        )
    menu.setToolTipsVisible(True)
    adding.setMenu(menu)
    return adding
