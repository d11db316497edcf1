"""The card “Letak”: where the signature goes, and the ways to say so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ttedesktop.document.geometry import millimetres
from ttedesktop.language import _
from ui.controls import icons, theme
from ui.controls.buttons import Button, ToolButton
from ui.controls.labels import frame, label
from ui.placing.anchor_search import AnchorSearch
from ui.placing.further_pages import FurtherPages
from ui.placing.place_numbers import PlaceNumbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.place_rule import SavedPlace
    from ttedesktop.signing.request import Placement
    from ui.placing.box_geometry import BoxKind


class PlaceCard(QFrame):
    """Tells the place in words and numbers, and takes wishes for another."""

    wanted = Signal()
    """The person wants to see the box."""
    saved_chosen = Signal(object)
    """The ``SavedPlace`` at which the box is to stand."""
    keep_wanted = Signal()
    """This place is to be saved."""
    forget_wanted = Signal(str)
    """The saved place of that name is to be dropped."""
    unfolded = Signal(QWidget)
    """What came to be shown, and should be seen."""
    field_chosen = Signal(str)
    """The prepared field to be signed; empty for a place of one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.has_placement = self.is_too_small = False
        self._is_prepared = False
        self._where = label("", role="name")
        self._distance = label("", role="helper", wrap=True)
        self._again = Button(_("Ke kotaknya"), kind="link")
        self._again.clicked.connect(self.wanted)
        self.options = ToolButton(
            "options", _("Letak dengan angka (Enter)"), checkable=True
        )
        self._trouble = label("", role="helper", tone="warn", wrap=True)
        self._several = label("", role="helper", wrap=True)
        self._recall = Button(_("Letak tersimpan"), kind="link")
        self.saved = QMenu(self)
        """The places that can be recalled, and dropped."""
        self._recall.clicked.connect(self._open_menu)
        self.seek = Button(_("Cari penanda"), kind="link")
        self.seek.setCheckable(True)
        self._keep = Button(_("Ingat letak ini"), kind="link")
        self._keep.clicked.connect(self.keep_wanted)
        self._fields = QMenu(self)
        self._prepared = Button("", kind="link")
        self._prepared.clicked.connect(self._choose_field)
        self.numbers = PlaceNumbers()
        self.anchor = AnchorSearch()
        self.further = FurtherPages()
        """Pages that show the stamp as a picture."""
        self.options.toggled.connect(self._show_numbers)
        self.seek.toggled.connect(self._show_anchor)
        self._lay_out()
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.show_placement(None, ())
        self.show_several(0)
        self.show_troubles("")
        self.show_saved(())
        self.show_prepared((), "")

    # --- what the desk tells -----------------------------------------------------

    def show_placement(
        self, placement: Placement | None, pages: tuple[PageGeometry, ...]
    ) -> None:
        """Show where the box stands."""
        self.has_placement, self.is_too_small = placement is not None, False
        self.numbers.show_placement(placement, pages)
        self.further.show_placement(placement)
        self._again.setText(
            _("Ke kotaknya") if self.has_placement else _("Letakkan sekarang")
        )
        self._keep.setEnabled(self.has_placement)
        if placement is None:
            self._where.setText(_("Belum diletakkan"))
            self._distance.setText(_("Seret pada halaman untuk membuat kotaknya."))
            return
        self._where.setText(page_in_words(placement, pages))
        page = pages[placement.page]
        seen = page.to_view(placement.rect, scale=1)
        self._distance.setText(
            _("{left} mm dari kiri · {bottom} mm dari bawah").format(
                left=round(millimetres(seen.x)),
                bottom=round(millimetres(page.height - seen.y - seen.height)),
            )
        )

    def show_box(
        self,
        placement: Placement | None,
        there: Placement | None,
        kind: BoxKind,
        pages: tuple[PageGeometry, ...],
    ) -> None:
        """Show where the box stands, also one in which nothing could be read.

        Its numbers stay to be typed, for they may be what made it too small.
        """
        self.show_placement(placement or there, pages)
        if placement is None and there is not None:
            self.has_placement, self.is_too_small = False, True
            self._keep.setEnabled(False)
            self._distance.setText(kind.tag(QRectF()))

    def show_own_place(self, words: str) -> None:
        """Say that the place was prepared, and for whom."""
        self.has_placement = True
        self._where.setText(_("Tempat Anda"))
        self._distance.setText(words)

    def show_several(self, count: int) -> None:
        """Say that the box may go to several places; one needs no word."""
        words = _("{count} tempat cocok. Tekan Tab pada kotak untuk berpindah.")
        self._several.setText(words.format(count=count))
        self._several.setVisible(count > 1)

    def show_troubles(self, words: str) -> None:
        """Warn of what the box covers; empty if nothing."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def show_saved(self, places: Sequence[SavedPlace]) -> None:
        """Offer the saved places."""
        self.saved.clear()
        for one in places:
            words = one.name.replace("&", "&&")
            self.saved.addAction(words, partial(self.saved_chosen.emit, one))
        if places:
            self.saved.addSeparator()
            less = self.saved.addMenu(_("Hapus letak tersimpan"))
            for one in places:
                words = one.name.replace("&", "&&")
                less.addAction(words, partial(self.forget_wanted.emit, one.name))
        self._recall.setEnabled(bool(places))
        self._recall.setToolTip("" if places else _("Belum ada letak yang diingat"))

    def show_prepared(self, names: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer fields that somebody prepared: name and words of each.

        ``chosen``: the name of the one to be signed; empty for a place of one's own.
        """
        self._fields.clear()
        for name, words in names:
            shown = words.replace("&", "&&")
            self._fields.addAction(shown, partial(self.field_chosen.emit, name))
        self._is_prepared = bool(chosen)
        self._prepared.setVisible(bool(names))
        self._prepared.setText(
            _("Letakkan sendiri")
            if chosen
            else _("Pakai tempat yang disiapkan ({count})").format(count=len(names))
        )
        for part in (self._ways, self.options, self.numbers, self.anchor):
            part.setVisible(not chosen)
        if not chosen:
            self._show_numbers(self.options.isChecked())
            # Nobody asked for the text just now: the keyboard stays with the box.
            self.anchor.setVisible(self.seek.isChecked())

    @property
    def troubles(self) -> str:
        """What the box covers, as it is told; empty if nothing."""
        return self._trouble.text()

    def start_over(self, document: Document) -> None:
        """Begin with another document."""
        self.further.start_over(document)
        self.show_troubles("")
        self.show_several(0)
        self.show_prepared((), "")
        self.anchor.forget()

    def ask_for_numbers(self) -> None:
        """Let the person type where the box stands."""
        if not self._is_prepared:
            self.options.setChecked(True)
            self.numbers.take_keyboard()

    # --- inside ------------------------------------------------------------------

    def _open_menu(self) -> None:
        self.saved.popup(self._recall.mapToGlobal(self._recall.rect().bottomLeft()))

    def _choose_field(self) -> None:
        actions = self._fields.actions()
        if self._is_prepared:
            self.field_chosen.emit("")
        elif len(actions) == 1:
            actions[0].trigger()
        else:
            below = self._prepared.rect().bottomLeft()
            self._fields.popup(self._prepared.mapToGlobal(below))

    def _show_numbers(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.numbers.setVisible(shown)
        if shown and self.isVisible():
            self.unfolded.emit(self.numbers)

    def _show_anchor(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.anchor.setVisible(shown)
        if shown and self.isVisible():
            self.anchor.take_keyboard()
            self.unfolded.emit(self.anchor)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.options.setProperty("measure", "tab")
        head = _row(label(_("Letak"), role="label"), None, self._again, self.options)
        head.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._inset())
        column.addWidget(self._several)
        column.addWidget(self._trouble)
        column.addWidget(self.numbers)
        self._ways = QWidget()
        if theme.scaled(100) > 100:
            # In large words the three have no room in one line.
            ways = QVBoxLayout()
            ways.setContentsMargins(0, 0, 0, 0)
            ways.setSpacing(0)
            ways.addLayout(_row(self._recall, self.seek, None))
            ways.addLayout(_row(self._keep, None))
            self._ways.setLayout(ways)
        else:
            self._ways.setLayout(_row(self._recall, self.seek, self._keep, None))
        column.addWidget(self._ways)
        column.addWidget(self.anchor)
        column.addLayout(_row(self._prepared, None))
        column.addWidget(self.further)

    def _inset(self) -> QFrame:
        inset = frame("inset")
        target = QLabel()
        target.setPixmap(icons.pixmap("target", colour="accentink"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._where)
        words.addWidget(self._distance)
        across = QHBoxLayout(inset)
        across.setContentsMargins(14, 10, 14, 10)
        across.setSpacing(12)
        across.addWidget(target)
        across.addLayout(words, 1)
        return inset


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Return parts side by side; None stands for room between them."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row


def page_in_words(placement: Placement, pages: tuple[PageGeometry, ...]) -> str:
    """Return on which page a box stands, and on which side of it."""
    number = placement.page + 1
    page = pages[placement.page]
    seen = page.to_view(placement.rect, scale=1)
    middle = (seen.x + seen.width / 2) / page.width
    side = _("kiri") if middle < 0.4 else _("kanan") if middle > 0.6 else _("tengah")
    if number == len(pages):
        return _("Halaman {page} (terakhir), {side}").format(page=number, side=side)
    return _("Halaman {page}, {side}").format(page=number, side=side)
