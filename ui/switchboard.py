"""Joins the parts of the window: what one of them tells, and what follows from it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ttedesktop.language import _, mark
from ttedesktop.settings import RecentDocument
from ttedesktop.settings_store import StoreOutcome
from ui import rail, saving
from ui.actions import Actions
from ui.drop_cover import DropCover
from ui.error_dialog import show_error
from ui.opening import Opening
from ui.settings_sections import SettingsGroup
from ui.signing_flow import SigningFlow
from ui.token_affairs import TokenAffairs
from ui.view_affairs import ViewAffairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors import TteError
    from ttedesktop.signing.request import SignedDocument
    from ttedesktop.validation.report import ValidationReport
    from ui.main_window import MainWindow
    from ui.parts import Parts

_MOST_RECENT: Final = 12
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
        self._page = window.document_page
        self.flow = SigningFlow(parts, window)
        self.opening = Opening(parts, window)
        self.token_affairs = TokenAffairs(parts, window, self.flow)
        self._drop = DropCover(window, self.open)
        self._view_affairs = ViewAffairs(window, parts.keeper)
        self._actions = Actions(window, self._runs())
        self._actions.fill(window.header.tools.more)
        self._view_affairs.join(self._actions)
        self._join()
        self._show_recent()
        self._enable_actions()
        self._outcome_changed(parts.keeper.outcome)

    # --- documents ------------------------------------------------------------

    def open(self, path: Path, *, for_checking: bool = False) -> None:
        """Open a file and show it; what happens then is told by dialogs."""
        if not self.flow.is_busy:
            self.opening.open(path, for_checking=for_checking)

    def show_document(
        self, document: Document, *, for_checking: bool = False, field: str = ""
    ) -> None:
        """Show a document that was opened already, and the signature in ``field``."""
        if not field:
            self._window.toast.hide()
        self._page.show_document(document, for_checking=for_checking, field=field)
        if self._parts.tokens.survey is not None:
            self._page.desk.show_survey(self._parts.tokens.survey)
        self._window.show_room(rail.DOCUMENT)

    def close_document(self) -> None:
        """Close the document and go home."""
        if not self.flow.is_busy:
            self._page.close_document()
            self._window.show_room(rail.DOCUMENT)

    def _opened(self, document: Document, for_checking: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.show_document(document, for_checking=for_checking)

    def _validated(self, report: ValidationReport) -> None:
        document = self._page.document
        if document is None:
            return
        one = RecentDocument(
            path=str(document.path.absolute()),
            verdict=report.verdict.value,
            opened_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        others = [r for r in self._parts.settings.recent if r.path != one.path]
        self._parts.keeper.change(recent=(one, *others)[:_MOST_RECENT])
        self._show_recent()
        self._window.show_titles()
        self._enable_actions()
        self.settled.emit()

    def _signed(self, signed: SignedDocument) -> None:
        before = self._page.document
        beside = before is not None and signed.path.parent == before.path.parent
        words = (
            _("Ditandatangani dan disimpan di folder yang sama")
            if beside
            else _("Ditandatangani dan disimpan")
        )
        self._window.toast.tell(
            words,
            action=_("Buka folder"),
            run=lambda: saving.show_in_folder(signed.path),
        )
        password = before.password if before is not None else ""
        self._parts.background.run(
            lambda: self._parts.reading.open(signed.path, password=password),
            to=self,
            on_success=lambda made: self.show_document(made, field=signed.field_name),
            on_failure=self._tell_error,
        )

    def _reopen(self) -> None:
        if self._page.document is not None:
            self.open(self._page.document.path)

    # --- what a person asks for -----------------------------------------------

    def _choose_file(self, *, for_checking: bool = False) -> None:
        path = saving.choose_pdf(self._window, self._parts.settings.recent)
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
            from ttedesktop.validation.export import write_report

            write_report(path, [report])

        self._parts.background.run(
            save,
            to=self,
            on_success=lambda _none: self._report_saved(path),
            on_failure=self._tell_error,
        )

    def _report_saved(self, path: Path) -> None:
        self._window.toast.tell(
            _("Laporan disimpan"),
            action=_("Buka folder"),
            run=lambda: saving.show_in_folder(path),
        )

    def _outcome_changed(self, outcome: StoreOutcome) -> None:
        """Say once, in one line, that what is changed will not be kept."""
        self._window.show_titles()
        if outcome not in _NOT_KEPT or not self._parts.keeper.has_store:
            return
        self._window.toast.tell(
            _(_NOT_KEPT[outcome]),
            action=_("Setelan"),
            run=self._show_storage,
            tone="warn",
        )

    def _show_storage(self) -> None:
        self._window.show_room(rail.SETTINGS)
        self._window.settings_page.open_group(SettingsGroup.STORAGE)

    def _edit_profile(self) -> None:
        self._window.show_room(rail.SETTINGS)
        self._window.settings_page.open_group(SettingsGroup.SPECIMEN)

    def _clear_recent(self) -> None:
        self._parts.keeper.change(recent=())
        self._show_recent()

    def _show_recent(self) -> None:
        self._window.home.show_recent(self._parts.settings.recent)

    def _open_folder(self) -> None:
        if self._page.document is not None:
            saving.show_in_folder(self._page.document.path)

    def _next_area(self) -> None:
        areas = self._window.areas()
        focused = QApplication.focusWidget()
        position = -1
        for number, area in enumerate(areas):
            if focused is not None and (area is focused or area.isAncestorOf(focused)):
                position = number
        areas[(position + 1) % len(areas)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell_error(self, error: TteError) -> None:
        show_error(self._window, error)

    def _busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._window.may_close = not busy
        self._page.signing_panel.set_busy(busy=busy)
        self._actions.set_busy(busy=busy)
        if not busy:
            self._enable_actions()

    def _survey_changed(self, _survey: object) -> None:
        # No lambda: the tokens outlive this window, and a method goes with it.
        if not self.flow.is_busy:
            self._enable_actions()

    def _enable_actions(self) -> None:
        self._actions.set_document(
            is_open=self._window.is_document_shown,
            has_report=self._page.report is not None,
        )
        self._actions.set_key_file(is_used=self._parts.tokens.has_key_file)

    # --- joining --------------------------------------------------------------

    def _runs(self) -> dict[str, Callable[[], None]]:
        window, page = self._window, self._page
        return {
            "open": self._choose_file,
            "check": lambda: self._choose_file(for_checking=True),
            "save_report": self._save_report,
            "open_folder": self._open_folder,
            "close": self.close_document,
            "quit": lambda: _close(window),
            **self._view_affairs.runs(),
            "go_to_page": window.header.tools.edit_page,
            "thumbnails": window.header.toggle_thumbnails,
            "panel": page.toggle_panel,
            "next_area": self._next_area,
            "show_document": lambda: window.show_room(rail.DOCUMENT),
            "sign": page.ask_to_sign,
            "place": page.signing_panel.placement_wanted.emit,
            "show_token": lambda: window.show_room(rail.TOKEN),
            "certificate": self.token_affairs.choose_certificate,
            "change_pin": self.token_affairs.change_pin,
            "key_file": self.token_affairs.use_key_file,
            "drop_key_file": self.token_affairs.drop_key_file,
            "look": window.token_page.look_wanted.emit,
            "help": lambda: window.show_room(rail.HELP),
            "settings": lambda: window.show_room(rail.SETTINGS),
        }

    def _join(self) -> None:
        window, page = self._window, self._page
        self.opening.opened.connect(self._opened)
        self.opening.failed.connect(self._tell_error)
        self.flow.signed.connect(self._signed)
        self.flow.busy_changed.connect(self._busy_changed)
        self.flow.reopening_wanted.connect(self._reopen)
        self._parts.keeper.outcome_changed.connect(self._outcome_changed)
        self._parts.tokens.survey_changed.connect(self._survey_changed)
        window.room_changed.connect(self._enable_actions)
        window.home.opening_wanted.connect(self._choose_file)
        window.home.checking_wanted.connect(
            lambda: self._choose_file(for_checking=True)
        )
        window.home.document_chosen.connect(self._open_path)
        window.home.clearing_wanted.connect(self._clear_recent)
        window.settings_page.failed.connect(self._tell_error)
        page.validated.connect(self._validated)
        page.failed.connect(self._tell_error)
        page.report_wanted.connect(self._save_report)
        page.desk.order_given.connect(self.flow.begin)
        page.signing_panel.certificate_change_requested.connect(
            self.token_affairs.choose_certificate
        )
        page.signing_panel.profile_edit_requested.connect(self._edit_profile)
        self._join_header()

    def _join_header(self) -> None:
        header, page = self._window.header, self._page
        header.token_clicked.connect(self.token_affairs.chip_clicked)
        header.thumbnails_toggled.connect(page.thumbnails.setVisible)
        header.tools.page_wanted.connect(page.view.go_to_page)
        header.tools.zoom_in.connect(page.view.zoom_in)
        header.tools.zoom_out.connect(page.view.zoom_out)
        header.tools.fit_width.connect(page.view.fit_width)
        header.tools.zoom_wanted.connect(page.view.zoom_to)
        page.view.zoom_changed.connect(header.tools.show_zoom)
        page.view.current_page_changed.connect(
            lambda index: header.tools.show_page(index, len(page.view.pages))
        )


def _close(window: MainWindow) -> None:
    window.close()
