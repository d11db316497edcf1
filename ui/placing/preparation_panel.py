"""The panel in which a secretariat says who signs where, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.buttons import Button, ToolButton
from ui.controls.labels import frame, label, set_tone
from ui.controls.scroll_area import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

_LARGE: Final = 120
"""Percent of the usual size of words."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What a row tells of a place."""

    where: str
    trouble: str = ""
    """What the place covers; empty if nothing."""


class PreparationPanel(QWidget):
    """Lists the places in the order of signing; decides nothing."""

    added = Signal()
    removed = Signal(int)
    chosen = Signal(int)
    """The place whose box is to be moved, from 0."""
    anchor_wanted = Signal(int)
    """A place is to go to the next anchor of the document."""
    named = Signal(int, str)
    finished = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preparation-panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "panel")
        self._rows: list[_Row] = []
        self._has_anchors = False
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._more = Button(_("Tambah penanda tangan"), icon="add")
        self._more.clicked.connect(self.added)
        self._only = QCheckBox(_("Hanya sertifikat dengan nama\nitu yang boleh"))
        self._only.setToolTip(
            _("Nama harus sama persis dengan nama di sertifikat penanda tangan.")
        )
        self._close = QCheckBox(_("Tutup dokumen setelah tanda\ntangan terakhir"))
        self._close.setToolTip(
            _("Setelah itu tidak ada yang dapat ditambahkan, juga tanda tangan lain.")
        )
        self._save = Button(_("Simpan dengan tempatnya"), kind="primary")
        self._save.setProperty("measure", "signing")
        self._save.clicked.connect(self.finished)
        self._leave = Button(_("Batal"))
        self._leave.clicked.connect(self.given_up)
        self._scroll = ScrollArea()
        self._lay_out()

    # --- what the desk tells ------------------------------------------------------

    def show_rows(self, names: Sequence[str], chosen: int) -> None:
        """Show a row for each signer; the box of the chosen one can be moved."""
        while len(self._rows) > len(names):
            row = self._rows.pop()
            row.hide()
            self._list.removeWidget(row)
            row.deleteLater()
        while len(self._rows) < len(names):
            self._add_row()
        for number, (row, name) in enumerate(zip(self._rows, names, strict=True)):
            row.show_name(name)
            row.show_chosen(chosen=number == chosen, may_go=len(names) > 1)

    def offer_anchors(self, *, offered: bool) -> None:
        """Say whether the document has anchors to which a place may go."""
        self._has_anchors = offered
        for row in self._rows:
            row.offer_anchors(offered=offered)

    def show_place(self, number: int, told: PlaceRow) -> None:
        """Say where a place is."""
        self._rows[number].show_place(told)

    def set_finishable(self, why_not: str) -> None:
        """Switch saving off, and say why; empty switches it on."""
        self._save.setEnabled(not why_not)
        self._save.setToolTip(why_not)

    def set_busy(self, *, busy: bool) -> None:
        """Keep the panel from being used while the document is written."""
        self.setEnabled(not busy)

    def set_full(self, *, full: bool) -> None:
        """Say whether there is room for no more places."""
        self._more.setEnabled(not full)

    def write_name(self, number: int) -> None:
        """Let the person type who signs in a place."""
        self._rows[number].name.setFocus()
        self._rows[number].name.selectAll()
        self._scroll.ensureWidgetVisible(self._rows[number])

    # --- what the person chose ----------------------------------------------------

    @property
    def is_binding(self) -> bool:
        """Whether only certificates of those names may sign."""
        return self._only.isChecked()

    @property
    def closes(self) -> bool:
        """Whether nothing may follow the last signature."""
        return self._close.isChecked()

    def name_field(self, number: int) -> QLineEdit:
        """Return the field in which stands who signs in a place."""
        return self._rows[number].name

    def anchor_button(self, number: int) -> Button:
        """Return the button that takes a place to the next anchor."""
        return self._rows[number].to_anchor

    # --- inside -------------------------------------------------------------------

    def _add_row(self) -> None:
        number = len(self._rows)
        row = _Row(number)
        row.chosen.connect(lambda: self.chosen.emit(number))
        row.removed.connect(lambda: self.removed.emit(number))
        row.anchor_wanted.connect(lambda: self.anchor_wanted.emit(number))
        row.offer_anchors(offered=self._has_anchors)
        row.name.textEdited.connect(lambda text: self.named.emit(number, text))
        self._rows.append(row)
        self._list.addWidget(row)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Siapkan tempat tanda tangan"), role="section"))
        words = _(
            "Setiap penanda tangan mendapat satu tempat, berurutan dari atas. Mereka "
            "tinggal membaca, menyetujui, dan memasukkan PIN."
        )
        column.addWidget(label(words, role="helper", wrap=True))
        column.addLayout(self._list)
        column.addWidget(self._more)
        column.addWidget(self._only)
        column.addWidget(self._close)
        column.addStretch(1)
        self._scroll.setWidget(content)
        foot = frame("foot")
        # Side by side, the largest words do not fit.
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        below = QBoxLayout(across if theme.scaled(100) < _LARGE else up, foot)
        below.setContentsMargins(20, 12, 20, 16)
        below.setSpacing(8)
        below.addWidget(self._leave)
        below.addWidget(self._save, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)


class _Row(QFrame):
    """Who signs in one place, and where it is."""

    chosen = Signal()
    removed = Signal()
    anchor_wanted = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Nama atau jabatan"))
        self.name.setAccessibleName(
            _("Penanda tangan ke-{number}").format(number=number + 1)
        )
        self.name.setMaxLength(120)
        self.name.installEventFilter(self)
        self._where = label("", role="helper", wrap=True)
        self._trouble = label("", role="helper", tone="warn", wrap=True)
        self._move = Button(_("Ke kotaknya"), kind="link")
        self._move.clicked.connect(self.chosen)
        self.to_anchor = Button(_("Ke penanda"), kind="link")
        self.to_anchor.setToolTip(
            _("Ke penanda berikutnya pada dokumen, seperti # atau ${ttd_pengirim}")
        )
        self.to_anchor.clicked.connect(self.anchor_wanted)
        self._away = ToolButton("delete", _("Hapus tempat ini"))
        self._away.clicked.connect(self.removed)
        self._lay_out(number)

    def _lay_out(self, number: int) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(f"{number + 1}.", role="strong"))
        head.addWidget(self.name, 1)
        head.addWidget(self._away)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.setSpacing(6)
        column.addLayout(head)
        if theme.scaled(100) < _LARGE:
            foot.addWidget(self._where, 1)
        else:
            column.addWidget(self._where)
            foot.addStretch(1)
        foot.addWidget(self.to_anchor)
        foot.addWidget(self._move)
        column.addLayout(foot)
        column.addWidget(self._trouble)

    def show_name(self, name: str) -> None:
        if self.name.text() != name:
            self.name.setText(name)

    def show_place(self, told: PlaceRow) -> None:
        self._where.setText(told.where)
        self._trouble.setText(told.trouble)
        self._trouble.setVisible(bool(told.trouble))

    def offer_anchors(self, *, offered: bool) -> None:
        self.to_anchor.setVisible(offered)

    def show_chosen(self, *, chosen: bool, may_go: bool) -> None:
        self._away.setVisible(may_go)
        self.setProperty("chosen", chosen)
        set_tone(self, "accent" if chosen else "")

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # noqa: N802 - Qt's name
        if watched is self.name and event.type() == event.Type.FocusIn:
            self.chosen.emit()
        return False
