"""The menu of places for the documents of the queue, and the dialog for a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QWidget

from ttedesktop.language import _
from ttedesktop.signing.page_range import EVERYWHERE, LONGEST, NOWHERE, PageRange
from ttedesktop.signing.place_rule import (
    FIRST,
    LAST,
    ONLY,
    AnchorRule,
    Down,
    FieldChoice,
    FieldRule,
    PlaceRule,
    SavedPlace,
)
from ttedesktop.signing.place_rule_text import from_text
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL: Final = SavedPlace("—")
"""The lower right of the last page."""


class PlaceMenu(QObject):
    """Offers rules; which documents they are for is not its affair."""

    chosen = Signal(object)
    """The ``PlaceRule``, or None for the usual search."""
    further_chosen = Signal(object)
    """The ``PageRange`` of the pages that show the stamp as a picture, too."""

    def __init__(self, menu: QMenu, window: QWidget) -> None:
        super().__init__(menu)
        self._menu, self._window = menu, window

    def fill(self, saved: Sequence[str], *, chosen: int, also_on: str) -> None:
        """Fill the menu anew; ``chosen`` says for how many selected rows it is.

        ``also_on``: the pages that show pictures at present.
        """
        menu = self._menu
        menu.clear()
        if chosen > 1:
            head = menu.addAction(
                _("Untuk {count} dokumen yang dipilih").format(count=chosen)
            )
            head.setEnabled(False)
        self._offer(_("Otomatis: tanda ${ttd_pengirim}, atau halaman terakhir"), None)
        self._offer(_("Halaman terakhir, kanan bawah"), USUAL)
        mine = FieldRule(choice=FieldChoice.MINE)
        self._offer(_("Bidang yang disiapkan untuk saya"), mine)
        text = menu.addAction(_("Di tempat suatu teks…"))
        text.triggered.connect(lambda _on=False: self._ask_text())
        places = [one for one in map(_rule_in, saved) if isinstance(one, SavedPlace)]
        if places:
            menu.addSeparator()
            for one in places:
                self._offer(one.name, one)
        menu.addSeparator()
        self._add_further(range_in(also_on))

    def _add_further(self, now: PageRange) -> None:
        menu = self._menu.addMenu(_("Gambar di halaman lain"))
        is_some = bool(now) and now != EVERYWHERE
        some = (
            f"{_('Halaman tertentu…')} ({now})" if is_some else _("Halaman tertentu…")
        )
        for words, pages in (
            (_("Tidak ada"), NOWHERE),
            (_("Semua halaman"), EVERYWHERE),
            (some, None),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(is_some if pages is None else pages == now)
            action.triggered.connect(
                lambda _on=False, pages=pages: self._further(pages)
            )

    def _further(self, pages: PageRange | None) -> None:
        if pages is None:
            pages = PagesDialog(self._window).ask_pages()
        if pages is not None:
            self.further_chosen.emit(pages)

    def _offer(self, words: str, rule: PlaceRule | None) -> None:
        action = self._menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _on=False: self.chosen.emit(rule))

    def _ask_text(self) -> None:
        rule = AnchorDialog(self._window).ask_rule()
        if rule is not None:
            self.chosen.emit(rule)


class AnchorDialog(Dialog):
    """Asks for the text at which the signature stands."""

    guide_topic = ("antrean", "letak-untuk-semua")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=464)
        self.add_heading(
            "target",
            "accent",
            _("Letak pada suatu teks"),
            _("Teks itu dicari di setiap dokumen."),
        )
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Misalnya: Sekretaris Daerah,"))
        self.field.setMaxLength(200)
        self._hit = QComboBox()
        for words, hit in (
            (_("Hanya bila ada tepat satu"), ONLY),
            (_("Yang pertama"), FIRST),
            (_("Yang terakhir"), LAST),
        ):
            self._hit.addItem(words, hit)
        self._down = QComboBox()
        for words, down in (
            (_("Di bawah teks"), Down.BELOW),
            (_("Menutupi teks"), Down.OVER),
            (_("Di atas teks"), Down.ABOVE),
        ):
            self._down.addItem(words, down)
        for words, part in (
            (_("Teks"), self.field),
            (_("Bila ada beberapa"), self._hit),
            (_("Kotak"), self._down),
        ):
            heading = label(words, role="label")
            heading.setBuddy(part)
            part.setAccessibleName(words)
            self.body.addWidget(heading)
            self.body.addWidget(part)
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        self.use = Button(_("Pakai"), kind="primary", size="dialog")
        self.use.clicked.connect(self.accept)
        self.use.setEnabled(False)
        self.field.textChanged.connect(
            lambda words: self.use.setEnabled(bool(words.strip()))
        )
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.use)
        self.set_default(self.use)

    def ask_rule(self) -> AnchorRule | None:
        """Show the dialog; the rule, or None."""
        accepted = self.ask()
        self.deleteLater()
        if not accepted:
            return None
        return AnchorRule(
            self.field.text().strip(),
            hit=int(self._hit.currentData()),
            down=self._down.currentData(),
        )


class PagesDialog(Dialog):
    """Asks for the pages that show the stamp as a picture, too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=464)
        self.add_heading(
            "target",
            "accent",
            _("Gambar di halaman lain"),
            _("Tanda tangannya tetap satu; yang lain hanya gambar."),
        )
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Halaman dengan gambar"))
        self.field.setPlaceholderText(_("Misalnya 2-5 atau 1,3-"))
        self.field.setMaxLength(LONGEST)
        self.body.addWidget(label(_("Halaman dengan gambar"), role="label"))
        self.body.addWidget(self.field)
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        self.use = Button(_("Pakai"), kind="primary", size="dialog")
        self.use.clicked.connect(self.accept)
        self.use.setEnabled(False)
        self.field.textChanged.connect(
            lambda words: self.use.setEnabled(bool(range_in(words)))
        )
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.use)
        self.set_default(self.use)

    def ask_pages(self) -> PageRange | None:
        """Show the dialog; the pages, or None."""
        accepted = self.ask()
        self.deleteLater()
        return range_in(self.field.text()) if accepted else None


def range_in(text: str) -> PageRange:
    """Return the pages that a text names; none where it names none."""
    try:
        return PageRange.read(text)
    except ValueError:
        return NOWHERE


def rule_in(text: str) -> PlaceRule | None:
    """Return the rule that a setting holds; None for the usual search."""
    return _rule_in(text) if text else None


def _rule_in(text: str) -> PlaceRule | None:
    try:
        return from_text(text)
    except ValueError:
        return None
