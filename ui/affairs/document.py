"""What concerns the documents of the window: opened, reloaded, closed, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from typing_extensions import override

from ttedesktop.language import _, n_
from ttedesktop.level_words import words_for_clock
from ui import rail
from ui.affairs.opening import Opening, OpeningWish
from ui.affairs.reloading import Reloading
from ui.controls.error_dialog import show_error
from ui.documents.document_stack import MOST
from ui.program.recent_documents import RecentDocuments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.settings.values import ReadingPlace
    from ttedesktop.signing.preparation import PreparedDocument
    from ttedesktop.signing.request import SignedDocument
    from ttedesktop.validation.report import ValidationReport
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow
    from ui.program.parts import Parts
    from ui.signing.flow import SigningFlow


class DocumentAffairs(QObject):
    """One for a window, beside its switchboard."""

    unfinished_wanted = Signal()
    """The person wants to complete what was signed without a service."""
    settled = Signal()
    """The document in front is shown with its verdict."""

    def __init__(self, parts: Parts, window: MainWindow, flow: SigningFlow) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._flow = flow
        self._stack = window.documents
        self._untold: dict[DocumentPage, TteError] = {}
        self.may_close: Callable[[DocumentPage], bool] = lambda _page: True
        """Asks whether a document may go, if work on it would be lost."""
        self.recent = RecentDocuments(parts, self)
        self.opening = Opening(parts, window)
        self.reloading = Reloading(parts, window.documents, lambda: flow.is_busy)
        self._join()

    # --- opened and closed ------------------------------------------------------------

    def open(self, paths: Iterable[Path], *, for_checking: bool = False) -> None:
        """Open files, each in a tab, and bring the first of them to the front."""
        wishes = [
            OpeningWish(path.absolute(), for_checking, in_front=not number)
            for number, path in enumerate(paths)
        ]
        self.open_wishes(wishes)

    def open_wishes(self, wishes: Iterable[OpeningWish]) -> None:
        """Open what was wished for; more than there is room for is told, not opened."""
        wanted = list(wishes)
        if any(not wish.is_quiet for wish in wanted):
            self._window.toast.hide()
        room = MOST - len(self._stack.with_documents) - len(self.opening.wishes)
        new: list[OpeningWish] = []
        for wish in wanted:
            page = self._stack.page_of(wish.path)
            if page is None or self._flow.is_busy:
                new.append(wish)
            elif wish.in_front:
                self._show_open(page, wish)
        self.opening.open(new[: max(0, room)])
        if len(new) > room:
            self._tell_no_room(len(new) - max(0, room))

    def show_document(
        self,
        document: Document,
        page: DocumentPage,
        *,
        for_checking: bool = False,
        place: ReadingPlace | None = None,
    ) -> None:
        """Show a document that was opened already on a page, where it was left."""
        if place is None:
            place = self.recent.place_of(document.path)
        page.show_document(document, for_checking=for_checking, place=place)
        self._equip(page)

    def bring_to_front(self, page: DocumentPage) -> None:
        """Show a page, from whichever room."""
        self._stack.bring_to_front(page)
        self._window.show_room(rail.DOCUMENT)
        page.view.setFocus()

    def close(self, page: DocumentPage | None = None) -> None:
        """Close a document, that in front if none is named; after the last, go home."""
        closing = self._stack.front if page is None else page
        if not self._flow.is_busy and self.may_close(closing):
            self._stack.close_page(closing)
            self._window.show_room(rail.DOCUMENT)
            if self._window.is_document_shown:
                self._stack.front.view.setFocus()

    def step(self, by: int) -> None:
        """Bring the next document to the front, or the one before."""
        if not self._flow.is_busy:
            self._stack.step(by)
            self._stack.front.view.setFocus()

    def reopen(self) -> None:
        """Read the file in front again, and tell if that cannot be done."""
        page = self._stack.front
        if page.document is not None:
            path = page.document.path.absolute()
            self.opening.open([OpeningWish(path, page.is_for_checking)])

    # --- signed -----------------------------------------------------------------------

    def show_signed(self, page: DocumentPage, signed: SignedDocument) -> None:
        """Show a signed document in the place of the one it was made from."""
        before = page.document
        beside = before is not None and signed.path.parent == before.path.parent
        words = (
            _("Ditandatangani dan disimpan di folder yang sama")
            if beside
            else _("Ditandatangani dan disimpan")
        )
        self._tell_signed(words, signed)
        password = before.password if before is not None else ""

        def show(made: Document) -> None:
            there = page if page in self._stack.pages else self._stack.free_page()
            if there is not None:
                there.show_document(made, field=signed.field_name)
                self._equip(there)
                self.bring_to_front(there)

        self._parts.background.run(
            lambda: self._parts.reading.open(signed.path, password=password),
            to=self,
            on_success=show,
            on_failure=self._tell,
        )

    def _tell_signed(self, words: str, signed: SignedDocument) -> None:
        """Say where it is, or what it lacks, or what is wrong with the clock."""
        if signed.lacking is not None:
            self._window.toast.tell(
                _("Ditandatangani pada tingkat {level}; yang kurang dicatat").format(
                    level=signed.level.value
                ),
                action=_("Lengkapi"),
                run=self.unfinished_wanted.emit,
                tone="warn",
            )
            return
        error = signed.clock_error
        clock = next(words_for_clock(error), "") if error is not None else ""
        self._window.toast.tell_where(
            clock or words, signed.path, tone="warn" if clock else "ok"
        )

    def show_prepared(self, made: PreparedDocument) -> None:
        """Open a document that was prepared for others, and say where it is."""
        self._window.toast.tell_where(
            _("Tempat disiapkan dan disimpan sebagai “{name}”").format(
                name=made.path.name
            ),
            made.path,
        )
        self.open([made.path])

    def set_busy(self, *, busy: bool) -> None:
        """Leave all documents as they are while one is being signed."""
        self._stack.set_locked(locked=busy)
        self.opening.hold(held=busy)
        if not busy:
            self.reloading.look_at_all()

    # --- inside -----------------------------------------------------------------------

    def _opened(self, document: Document, wish: OpeningWish) -> None:
        there = self._stack.page_of(document.path)
        if there is not None and _shows(there, document):
            self._show_open(there, wish)
            return
        page = there or self._stack.free_page()
        if page is None:
            self._tell_no_room(1)
            return
        self.show_document(document, page, for_checking=wish.for_checking)
        if wish.in_front or len(self._stack.with_documents) == 1:
            self.bring_to_front(page)

    def _show_open(self, page: DocumentPage, wish: OpeningWish) -> None:
        """Go to the tab of a file that is open, and see whether it has changed."""
        document = page.document
        if document is None:
            return
        self.bring_to_front(page)
        if wish.for_checking is not page.is_for_checking:
            self.show_document(
                document, page, for_checking=wish.for_checking, place=page.place
            )
        else:
            self.reloading.look_at(page)
            if page.report is not None:
                self.settled.emit()

    def _equip(self, page: DocumentPage) -> None:
        """Give a page what is known of the tokens."""
        if self._parts.tokens.survey is not None:
            page.desk.show_survey(self._parts.tokens.survey)

    def _validated(self, page: DocumentPage, report: ValidationReport) -> None:
        if page.document is not None:
            self.recent.note(page.document, report.verdict)
        self._window.show_titles()
        if page is self._stack.front:
            self.settled.emit()

    def _changed(self, page: DocumentPage, document: Document) -> None:
        is_front, place = page is self._stack.front, page.place
        self.show_document(
            document, page, for_checking=page.is_for_checking, place=place
        )
        words = _("Berkas berubah di disk dan dimuat ulang")
        if not is_front:
            words = _("“{name}” berubah di disk dan dimuat ulang")
        self._window.toast.tell(words.format(name=document.name))

    def _missing(self, page: DocumentPage) -> None:
        words = _("Berkas ini tidak ada lagi di tempatnya")
        if page is not self._stack.front:
            words = _("“{name}” tidak ada lagi di tempatnya")
        self._warn_of(page, words)

    def _unreadable(self, page: DocumentPage, _error: TteError) -> None:
        words = _("“{name}” berubah di disk, tetapi belum dapat dibaca.")
        self._warn_of(page, words)

    def _warn_of(self, page: DocumentPage, words: str) -> None:
        if page.document is not None:
            said = words.format(name=page.document.name)
            self._window.toast.tell(said, tone="warn")

    def _tell_no_room(self, count: int) -> None:
        words = n_(
            "{count} berkas tidak dibuka: paling banyak {most} dokumen sekaligus.",
            "{count} berkas tidak dibuka: paling banyak {most} dokumen sekaligus.",
            count,
        )
        self._window.toast.tell(words.format(count=count, most=MOST), tone="warn")

    def _tell(self, error: TteError) -> None:
        show_error(self._window, error)

    def _page_failed(self, page: DocumentPage, error: TteError) -> None:
        """Tell at once what concerns the page in front; else when it comes there."""
        if page is self._stack.front:
            self._tell(error)
        else:
            self._untold[page] = error

    def _front_changed(self) -> None:
        error = self._untold.pop(self._stack.front, None)
        if error is not None:
            self._tell(error)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self.reloading.look_at_all()
        return False

    # --- joining ----------------------------------------------------------------------

    def _join(self) -> None:
        self.opening.opened.connect(self._opened)
        self.opening.failed.connect(self._tell)
        self.reloading.changed.connect(self._changed)
        self.reloading.missing.connect(self._missing)
        self.reloading.unreadable.connect(self._unreadable)
        self._stack.closing_wanted.connect(self.close)
        self._stack.front_changed.connect(self._front_changed)
        self._stack.page_added.connect(self._join_page)
        self._stack.page_removed.connect(lambda page: self._untold.pop(page, None))
        for page in self._stack.pages:
            self._join_page(page)
        self._window.installEventFilter(self)

    def _join_page(self, page: DocumentPage) -> None:
        page.validated.connect(lambda report: self._validated(page, report))
        page.failed.connect(lambda error: self._page_failed(page, error))
        page.left.connect(self._left)
        page.preparation.prepared.connect(self.show_prepared)

    def _left(self, document: Document, place: ReadingPlace) -> None:
        self.recent.note_place(document, place)
        # Later, for it may be shown again at once, or stand on another page.
        QTimer.singleShot(0, self, lambda: self._forget(document))

    def _forget(self, document: Document) -> None:
        """Let the renderers drop a document that no page shows any more."""
        if any(_shows(page, document) for page in self._stack.pages):
            return
        renderers = (self._parts.reading, self._parts.making)

        def drop() -> None:
            for one in renderers:
                one.forget(document)

        self._parts.background.run(
            drop,
            to=self,
            on_success=lambda _none: None,
            on_failure=lambda _error: None,
        )


def _shows(page: DocumentPage, document: Document) -> bool:
    return page.document is not None and page.document.sha256 == document.sha256
