"""The room of the guide: chapters and search at the left, the text at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import Language, _, current_language, n_
from ui.controls import icons, theme
from ui.controls.labels import label
from ui.guide.chapters import Chapter, GuideHit, chapters, search
from ui.guide.text import GuideText

if TYPE_CHECKING:
    from collections.abc import Callable

_LEFT: Final = 264
_AIR: Final = 4
"""Pixels of the line around a row that is selected, and a little more."""
_BAR: Final = 16
"""For the bar that scrolls a list."""
_AROUND_ROW: Final = 2 * (12 + 1)
"""Padding and line at both sides of a row, by the style sheet."""
_HIT: Final = Qt.ItemDataRole.UserRole


class GuidePage(QWidget):
    """Read by whoever does not know how something is done."""

    address_wanted = Signal(str)
    """An address outside the program that a person wants to open."""

    def __init__(self) -> None:
        super().__init__()
        self._chapters = chapters()
        self._listed = [one for one in self._chapters if one.is_listed]
        self._before: list[tuple[Chapter, int]] = []
        self._after: list[tuple[Chapter, int]] = []
        self.search = _search_field()
        self.search.textChanged.connect(self._seek)
        self.search.returnPressed.connect(self._to_text)
        self.list = _navigation(_("Bab panduan"))
        self.hits = _navigation(_("Hasil pencarian"))
        self.hits.setWordWrap(True)
        self._count = label("", role="helper", wrap=True)
        self._count.hide()
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.hits)
        self.text = GuideText()
        self.text.chapter_wanted.connect(self._follow)
        self.text.address_wanted.connect(self.address_wanted)
        for chapter in self._listed:
            item = QListWidgetItem(chapter.title)
            item.setSizeHint(QSize(_LEFT - 24, _height_for(chapter.title)))
            self.list.addItem(item)
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda _item: self._to_text())
        self.hits.currentItemChanged.connect(lambda now, _was: self._show_hit(now))
        self.hits.itemActivated.connect(lambda _item: self._to_text())
        self._lay_out()
        self._add_keys()
        self.list.setCurrentRow(0)

    @property
    def chapter(self) -> Chapter:
        """The chapter that is shown."""
        return self.text.chapter or self._chapters[0]

    def open_chapter(self, key: str, section: str = "") -> None:
        """Show a chapter, from one of its sections on if one is named."""
        self.search.clear()
        self._follow(key, section)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def areas(self) -> tuple[QWidget, ...]:
        """Return the places that F6 leads to, in order."""
        return (self.search, self._shown_list, self.text)

    # --- inside -----------------------------------------------------------------------

    @property
    def _shown_list(self) -> QListWidget:
        return self.hits if self._lists.currentWidget() is self.hits else self.list

    def _follow(self, key: str, section: str) -> None:
        """Go where a link leads; without a key to another part of this chapter."""
        for chapter in self._chapters:
            if chapter.key == (key or self.chapter.key):
                self._select(chapter)
                self._show(chapter)
        if section:
            self.text.go_to_section(section)

    def _select(self, chapter: Chapter) -> None:
        """Show in the list which chapter is read, without going there once more."""
        with QSignalBlocker(self.list):
            listed = chapter.is_listed
            self.list.setCurrentRow(self._listed.index(chapter) if listed else -1)

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self._listed):
            self._show(self._listed[row])

    def _show(self, chapter: Chapter) -> None:
        before = self.text.chapter
        if chapter is before:
            return
        if before is not None:
            self._before.append((before, self.text.verticalScrollBar().value()))
            self._after.clear()
        self.text.show_chapter(chapter)

    def _leaf(
        self, here: list[tuple[Chapter, int]], there: list[tuple[Chapter, int]]
    ) -> None:
        """Go back to where one came from, or forward again."""
        if not here:
            return
        there.append((self.chapter, self.text.verticalScrollBar().value()))
        chapter, place = here.pop()
        self.text.show_chapter(chapter)
        self._select(chapter)
        self.text.verticalScrollBar().setValue(place)

    def _seek(self, words: str) -> None:
        found = search(words)
        self.hits.clear()
        for hit in found:
            _add_hit(self.hits, hit)
        is_searching = bool(words.strip())
        self._lists.setCurrentWidget(self.hits if is_searching else self.list)
        self._count.setVisible(is_searching)
        self._count.setText(
            n_("{count} hasil", "{count} hasil", len(found)).format(count=len(found))
            if found
            else _("Tidak ditemukan. Coba kata lain.")
        )
        self.search.setAccessibleDescription(self._count.text())
        if found:
            self.hits.setCurrentRow(0)
        elif not is_searching:
            self.text.show_found("")

    def _show_hit(self, item: QListWidgetItem | None) -> None:
        hit = item.data(_HIT) if item is not None else None
        if not isinstance(hit, GuideHit):
            return
        self._select(hit.chapter)
        self._show(hit.chapter)
        self.text.go_to_section(hit.section)
        self.text.show_found(self.search.text())

    def _to_text(self) -> None:
        self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 16)
        left.setSpacing(12)
        left.addWidget(self.search)
        left.addWidget(self._count)
        left.addWidget(self._lists, 1)
        if current_language() is not Language.INDONESIAN:
            note = label(_("Panduan ini ditulis dalam bahasa Indonesia."), wrap=True)
            note.setProperty("role", "helper")
            left.addWidget(note)
        for part in (self._lists, self._count):
            part.setFixedWidth(_LEFT - 24)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 24, 0, 0)
        across.setSpacing(24)
        across.addLayout(left)
        across.addWidget(self.text, 1)

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+F", self.search.setFocus),
            ("Alt+Left", lambda: self._leaf(self._before, self._after)),
            ("Alt+Right", lambda: self._leaf(self._after, self._before)),
        )
        for key, run in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)


def _height_for(title: str) -> int:
    """Return how high the row of a chapter is: it may need a second line."""
    inside = _LEFT - 24 - 2 * _BAR - _BAR
    is_long = QFontMetrics(theme.font(14)).horizontalAdvance(title) > inside
    return theme.scaled(50 if is_long else 38)


def _add_hit(hits: QListWidget, hit: GuideHit) -> None:
    """Add a row: where it was found, and the words around it."""
    title = hit.chapter.title
    where = title if hit.section == title else f"{title} › {hit.section}"
    item = QListWidgetItem()
    item.setData(_HIT, hit)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{where}. {hit.excerpt}")
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(12, 8, 8, 8)
    column.setSpacing(2)
    column.addWidget(label(where, role="label", wrap=True))
    column.addWidget(label(hit.excerpt, role="caption", wrap=True))
    column.addStretch(1)
    # Only what belongs to the window has the fonts of the style sheet.
    shown.setParent(hits)
    for words in shown.findChildren(QLabel):
        words.ensurePolished()
    width = _LEFT - 24 - _BAR - _AROUND_ROW
    height = column.totalHeightForWidth(width) + _AIR
    item.setSizeHint(QSize(width, height))
    hits.addItem(item)
    hits.setItemWidget(item, shown)


def _navigation(name: str) -> QListWidget:
    made = QListWidget()
    made.setProperty("kind", "navigation")
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _search_field() -> QLineEdit:
    made = QLineEdit()
    made.setFixedWidth(_LEFT - 24)
    made.setPlaceholderText(_("Cari dalam panduan"))
    made.setAccessibleName(_("Cari dalam panduan"))
    made.setClearButtonEnabled(True)
    made.addAction(
        icons.icon("search", colour="text2"), QLineEdit.ActionPosition.LeadingPosition
    )
    return made
