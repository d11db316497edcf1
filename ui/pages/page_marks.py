"""What pages show that looks like a signature and is none: codes and set phrases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ttedesktop.errors.errors import TteError
from ttedesktop.language import _
from ttedesktop.signing.page_range import pages_in_words
from ui.controls.labels import breakable, frame, label

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

PHRASE: Final = "ditandatangani secara elektronik"
"""What specimens of officials say, signed or not."""
_MOST_PAGES: Final = 30
"""Pages that are looked at: the last, where one signs, before the others."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """One code on a page."""

    page: int
    """Index from 0."""
    text: str


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What was seen on the pages of a document."""

    codes: tuple[PageMark, ...] = ()
    phrase_pages: tuple[int, ...] = ()
    """Indices of pages with words that belong to a specimen."""
    is_signed: bool = False
    """Whether there is a signature, too."""


def marks_on(document: Document, renderer: Renderer, *, is_signed: bool) -> PageMarks:
    """Look at the pages of a document; takes a while. Never raises TteError."""
    last = len(document.pages) - 1
    order = [last, *range(last)][:_MOST_PAGES]
    codes = [
        PageMark(page, text)
        for page in order
        for text in _codes_on(document, renderer, page)
    ]
    try:
        phrases = {hit.page for hit in renderer.find(document, PHRASE)}
    except TteError:
        phrases = set()
    codes.sort(key=lambda one: one.page)
    return PageMarks(tuple(codes), tuple(sorted(phrases)), is_signed)


def marks_card(marks: PageMarks) -> QWidget:
    """Return what a person is told of the marks, beside the facts."""
    made = frame("inset")
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(6)
    title = _("Kode QR pada halaman") if marks.codes else _("Gambar tanda tangan")
    column.addWidget(label(title, role="label"))
    # A stamp that stands on several pages says the same on each of them.
    pages_of: dict[str, list[int]] = {}
    for one in marks.codes:
        pages_of.setdefault(one.text, []).append(one.page)
    for text, pages in pages_of.items():
        place = _("Halaman {page}").format(page=pages_in_words(set(pages)))
        column.addWidget(label(place, role="caption"))
        said = label(breakable(text), wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
    sentence = _sentence(marks)
    column.addWidget(label(sentence, role="caption", wrap=True))
    return made


def _codes_on(document: Document, renderer: Renderer, page: int) -> tuple[str, ...]:
    try:
        return renderer.codes(document, page)
    except TteError:
        # What cannot be drawn is told elsewhere.
        return ()


def _sentence(marks: PageMarks) -> str:
    if marks.is_signed:
        return _(
            "Isi kode hanya gambar yang dibuat penyusun dokumen. Yang membuktikan "
            "adalah tanda tangan di atas, bukan kode ini."
        )
    if marks.phrase_pages:
        return _(
            "Halaman {page} memuat tulisan “ditandatangani secara elektronik”, tetapi "
            "tidak ada tanda tangan elektronik di dalam berkas. Gambar tanda tangan "
            "bukan tanda tangan."
        ).format(page=marks.phrase_pages[0] + 1)
    return _("Gambar tanda tangan dan kode QR bukan tanda tangan elektronik.")
