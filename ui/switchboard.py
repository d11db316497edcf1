"""Joins the parts of the window: what one of them tells, and what follows from it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.language import _, mark
from ttedesktop.settings.store import StoreOutcome
from ui import rail
from ui.actions import Actions
from ui.affairs.checking import CheckingAffairs
from ui.affairs.closing import ClosingAffairs
from ui.affairs.contents import ContentsAffairs
from ui.affairs.document import DocumentAffairs
from ui.affairs.help import HelpAffairs
from ui.affairs.housekeeping import Housekeeping
from ui.affairs.print import PrintAffairs
from ui.affairs.queue_room import QueueRoom
from ui.affairs.reading import ReadingAffairs
from ui.affairs.setup import SetupAffairs
from ui.affairs.token import TokenAffairs
from ui.affairs.view import ViewAffairs
from ui.affairs.window_memory import WindowMemory
from ui.completing.room import CompletingRoom
from ui.controls.drop_cover import DropCover
from ui.controls.error_dialog import show_error
from ui.program import saving
from ui.settings.groups import SettingsGroup
from ui.signing.flow import SigningFlow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.request import SignedDocument
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow
    from ui.program.parts import Parts
    from ui.signing.flow import SigningOrder

_NOT_KEPT: Final = {
    StoreOutcome.UNAVAILABLE: mark("Setelan tidak akan disimpan di komputer ini."),
    StoreOutcome.DAMAGED: mark("Setelan yang tersimpan rusak."),
    StoreOutcome.NEWER: mark("Setelan dari versi yang lebih baru hanya dibaca."),
}


class Switchboard(QObject):
    """One for a window; it lives as long as the window does."""

    settled = Signal()
    """The document that was opened last is shown with its verdict."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._signing: DocumentPage | None = None
        self.flow = SigningFlow(parts, window)
        self.documents = DocumentAffairs(parts, window, self.flow)
        self.token_affairs = TokenAffairs(parts, window, self.flow)
        self.print_affairs = PrintAffairs(parts, window)
        self.reading_affairs = ReadingAffairs(window)
        self.housekeeping = Housekeeping(parts, window)
        self.setup = SetupAffairs(
            parts,
            window,
            use_key_file=self.token_affairs.use_key_file,
            open_file=self.open,
        )
        self.contents_affairs = ContentsAffairs(parts, window)
        self.checking_affairs = CheckingAffairs(parts, window)
        self.queue = QueueRoom(parts, window)
        self.completing = CompletingRoom(parts, window, lambda: self.is_busy)
        self.closing = ClosingAffairs(window, self.flow, self.queue, self.print_affairs)
        self.documents.may_close = self.closing.may_close_page
        self.memory = WindowMemory(parts, window, self.documents)
        self.help = HelpAffairs(window)
        self._drop = DropCover(window, self._take_dropped, self._say_dropping)
        self._view_affairs = ViewAffairs(window, parts.keeper)
        self._actions = Actions(window, self._runs())
        self._actions.fill(window.header.tools.more)
        self._view_affairs.join(self._actions)
        self._join()
        self._show_recent()
        self._enable_actions()
        self._outcome_changed(parts.keeper.outcome)

    @property
    def is_busy(self) -> bool:
        """Whether a signature is under way, or something is being printed."""
        return self.flow.is_busy or self.print_affairs.is_busy or self.queue.is_busy

    @property
    def _page(self) -> DocumentPage:
        return self._window.document_page

    def open(self, path: Path, *, for_checking: bool = False) -> None:
        """Open a file and show it; what happens then is told by dialogs."""
        self.documents.open([path], for_checking=for_checking)

    def open_all(self, paths: Iterable[Path]) -> None:
        """Open files, each in a tab, the first of them in front; check folders."""
        wanted = list(paths)
        if not self.checking_affairs.takes(wanted):
            self.documents.open(wanted)

    def _take_dropped(self, paths: list[Path]) -> None:
        """Open what was dropped; in the queue, add it there."""
        if self._window.room == rail.QUEUE:
            self.queue.add(paths)
        else:
            self.open_all(paths)

    def _say_dropping(self) -> str:
        if self._window.room == rail.QUEUE:
            return _("Lepaskan untuk menambah ke antrean")
        return _("Lepaskan untuk membuka")

    def close_document(self) -> None:
        """Close the document in front; after the last one, go home."""
        self.documents.close()

    def _settled(self) -> None:
        self._enable_actions()
        self.settled.emit()

    def show_register(self) -> None:
        """Show what was signed on this computer."""
        from ui.completing.register_dialog import RegisterDialog

        path = RegisterDialog(self._window, self._parts).ask_path()
        if path is not None:
            self.open(path, for_checking=True)

    def _begin_signing(self, page: DocumentPage, order: SigningOrder) -> None:
        if self.queue.is_busy:
            words = _("Antrean sedang ditandatangani; tunggu sampai selesai.")
            self._window.toast.tell(words, tone="warn")
        elif not self.flow.is_busy:
            self._signing = page
            self.flow.begin(order)

    def _signed(self, signed: SignedDocument) -> None:
        page, self._signing = self._signing, None
        self.documents.show_signed(page or self._page, signed)

    # --- what a person asks for -----------------------------------------------

    def _choose_file(self, *, for_checking: bool = False) -> None:
        path = saving.choose_pdf(self._window, self.documents.recent.listed)
        if path is not None:
            self.open(path, for_checking=for_checking)

    def _open_path(self, path: str) -> None:
        self.open(Path(path))

    def _save_report(self) -> None:
        report, document = self._page.report, self._page.document
        if report is None or document is None:
            return
        path = saving.choose_report_path(self._window, document)
        if path is None:
            return

        def save() -> None:
            # The engine that draws reports is loaded with the first of them.
            from ttedesktop.validation.reporting.export import write_report

            write_report(path, [report])

        self._parts.background.run(
            save,
            to=self,
            on_success=lambda _none: self._report_saved(path),
            on_failure=self._tell_error,
        )

    def _report_saved(self, path: Path) -> None:
        self._window.toast.tell_where(_("Laporan disimpan"), path)

    def _outcome_changed(self, outcome: StoreOutcome) -> None:
        """Say once, in one line, that what is changed will not be kept."""
        self._window.show_titles()
        if outcome not in _NOT_KEPT or not self._parts.keeper.has_store:
            return
        self._window.toast.tell(
            _(_NOT_KEPT[outcome]),
            action=_("Setelan"),
            run=partial(self._window.show_settings_group, SettingsGroup.STORAGE),
            tone="warn",
        )

    def _show_recent(self) -> None:
        recent, note = self.documents.recent, ""
        if recent.is_fixed:
            note = _("Daftar dokumen terakhir dimatikan oleh administrator")
        elif not recent.is_kept:
            note = _("Daftar dokumen terakhir dimatikan di Setelan")
        self._window.home.show_recent(recent.listed, note=note)

    def _open_folder(self) -> None:
        if self._page.document is not None:
            saving.show_in_folder(self._page.document.path)

    def _sign(self) -> None:
        """Sign what is shown: the queue in its room, else the document in front."""
        if self._window.room == rail.QUEUE:
            self._window.queue_page.foot.press_button()
        else:
            self._page.ask_to_sign()

    def _tell_error(self, error: TteError) -> None:
        show_error(self._window, error)

    def _busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._page.signing_panel.set_busy(busy=busy)
        self._actions.set_busy(busy=busy)
        if not busy:
            self._enable_actions()
        self.documents.set_busy(busy=busy)

    def _survey_changed(self, _survey: object) -> None:
        # No lambda: the tokens outlive this window, and a method goes with it.
        if not self.flow.is_busy:
            self._enable_actions()

    def _enable_actions(self) -> None:
        self._actions.set_document(
            is_open=self._window.is_document_shown,
            has_report=self._page.report is not None,
            has_others=len(self._window.documents.with_documents) > 1,
        )
        self._actions.set_queue(is_shown=self._window.room == rail.QUEUE)
        self._actions.set_key_file(is_used=self._parts.tokens.has_key_file)

    # --- joining --------------------------------------------------------------

    def _runs(self) -> dict[str, Callable[[], None]]:
        """Return what each action does; those of a document, to the one in front."""
        window, front = self._window, self._to_front
        return {
            "open": self._choose_file,
            "to_queue": self.queue.choose,
            "show_queue": self.queue.show,
            "next_in_queue": lambda: self.queue.step(1),
            "previous_in_queue": lambda: self.queue.step(-1),
            "register": self.show_register,
            "unfinished": self.completing.show,
            "check": lambda: self._choose_file(for_checking=True),
            "check_many": self.checking_affairs.begin,
            "save_report": self._save_report,
            "print": self.print_affairs.begin,
            "open_folder": self._open_folder,
            "clear_recent": self.documents.recent.clear,
            "properties": self.contents_affairs.show_properties,
            "close": self.close_document,
            "quit": lambda: _close(window),
            **self._view_affairs.runs(),
            "go_to_page": window.header.tools.edit_page,
            "thumbnails": window.header.toggle_thumbnails,
            "panel": front(lambda page: page.toggle_panel()),
            "next_document": lambda: self.documents.step(1),
            "previous_document": lambda: self.documents.step(-1),
            **self.reading_affairs.runs(),
            "show_document": lambda: window.show_room(rail.DOCUMENT),
            "sign": self._sign,
            "place": front(lambda page: page.desk.place.go_to_box()),
            "prepare": front(lambda page: page.prepare_places()),
            "show_token": lambda: window.show_room(rail.TOKEN),
            "certificate": self.token_affairs.choose_certificate,
            "change_pin": self.token_affairs.change_pin,
            "key_file": self.token_affairs.use_key_file,
            "drop_key_file": self.token_affairs.drop_key_file,
            "look": window.token_page.look_wanted.emit,
            "setup": self.setup.begin,
            "help": self.help.show,
            "settings": window.show_settings,
            "report": self.housekeeping.report,
        }

    def _join(self) -> None:
        window = self._window
        self.documents.settled.connect(self._settled)
        self.documents.unfinished_wanted.connect(self.completing.show)
        self.checking_affairs.document_wanted.connect(
            lambda path: self.open(path, for_checking=True)
        )
        self.documents.recent.changed.connect(self._show_recent)
        self.flow.signed.connect(self._signed)
        self.flow.busy_changed.connect(self._busy_changed)
        self.flow.reopening_wanted.connect(self.documents.reopen)
        self._parts.keeper.outcome_changed.connect(self._outcome_changed)
        self._parts.tokens.survey_changed.connect(self._survey_changed)
        window.room_changed.connect(self._enable_actions)
        window.home.opening_wanted.connect(self._choose_file)
        window.home.checking_wanted.connect(
            lambda: self._choose_file(for_checking=True)
        )
        window.home.queue_wanted.connect(self.queue.show)
        self.queue.opening_wanted.connect(self.open)
        window.home.document_chosen.connect(self._open_path)
        window.home.clearing_wanted.connect(self.documents.recent.clear)
        window.settings_failed.connect(self._tell_error)
        window.documents.opening_wanted.connect(self._choose_file)
        window.documents.front_changed.connect(self._enable_actions)
        window.documents.front_changed.connect(self._view_affairs.show)
        window.documents.page_added.connect(self._join_page)
        window.documents.page_removed.connect(self._enable_actions)
        for page in window.documents.pages:
            self._join_page(page)
        self._join_header()

    def _join_page(self, page: DocumentPage) -> None:
        """Join what one document tells; the header shows only that in front."""
        tools, show = self._window.header.tools, self._window.show_settings_group
        page.report_wanted.connect(self._save_report)
        page.document_changed.connect(self._enable_actions)
        page.desk.order_given.connect(lambda order: self._begin_signing(page, order))
        page.signing_panel.certificate_change_requested.connect(
            self.token_affairs.choose_certificate
        )
        page.signing_panel.profile_edit_requested.connect(
            partial(show, SettingsGroup.SPECIMEN)
        )
        page.signing_panel.level.service_wanted.connect(
            partial(show, SettingsGroup.TIME_STAMPS)
        )
        page.view.arrangement_changed.connect(
            self._if_in_front(page, self._view_affairs.show)
        )
        page.view.zoom_changed.connect(self._if_in_front(page, tools.show_zoom))
        page.view.current_page_changed.connect(
            self._if_in_front(
                page, lambda index: tools.show_page(index, len(page.view.pages))
            )
        )
        page.view.current_page_changed.connect(
            self._if_in_front(page, lambda _index: self._window.show_titles())
        )
        page.side_panel.labels_changed.connect(
            self._if_in_front(
                page, lambda: tools.show_labels(page.side_panel.page_labels)
            )
        )

    def _if_in_front(
        self, page: DocumentPage, show: Callable[..., None]
    ) -> Callable[..., None]:
        def run(*told: object) -> None:
            if page is self._page:
                show(*told)

        return run

    def _join_header(self) -> None:
        header, front = self._window.header, self._to_front
        header.register_wanted.connect(self.show_register)
        header.token_clicked.connect(self.token_affairs.chip_clicked)
        header.thumbnails_toggled.connect(
            front(lambda page, shown: page.side_panel.setVisible(shown))
        )
        header.tools.page_wanted.connect(
            front(lambda page, index: page.view.turn_to_page(index))
        )
        header.tools.reading_wanted.connect(front(lambda page: page.view.setFocus()))
        header.tools.zoom_in.connect(front(lambda page: page.view.zoom_in()))
        header.tools.zoom_out.connect(front(lambda page: page.view.zoom_out()))
        header.tools.fit_width.connect(front(lambda page: page.view.fit_width()))
        header.tools.zoom_wanted.connect(
            front(lambda page, zoom: page.view.zoom_to(zoom))
        )

    def _to_front(self, run: Callable[..., None]) -> Callable[..., None]:
        """Return what does something with the page that is in front by then."""

        def go(*told: object) -> None:
            run(self._page, *told)

        return go


def _close(window: MainWindow) -> None:
    window.close()
