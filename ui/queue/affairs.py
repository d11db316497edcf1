"""What happens in the queue: documents come and go, get their places, are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.signing.place_rule_text import as_text
from ui.documents.password_dialog import PasswordDialog
from ui.queue.adding import QueueAdding
from ui.queue.batches import QueueBatches
from ui.queue.document import DONE, RUNNING, QueuedDocument, RowState
from ui.queue.facts import FactsWish, QueueFacts, place_on_page
from ui.queue.menus import QueueMenus
from ui.queue.note import NoteDialog
from ui.queue.places import PlaceMenu, range_in, rule_in
from ui.queue.standing import QueueStanding
from ui.queue.watch import QueueWatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.page_range import PageRange
    from ttedesktop.signing.place_rule import PlaceRule
    from ttedesktop.signing.request import Placement
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.program.parts import Parts
    from ui.queue.document import DocumentFacts
    from ui.queue.page import QueuePage


class QueueAffairs(QObject):
    """One for a window."""

    opening_wanted = Signal(object)
    """Path of a document that is to be opened in its own room."""
    titles_changed = Signal()
    badge_changed = Signal(int)
    """How many documents wait."""

    def __init__(self, parts: Parts, page: QueuePage) -> None:
        super().__init__(page)
        self._parts, self._page = parts, page
        self._model, self._table = page.model, page.table
        self._certificate: TokenCertificate | None = None
        self.facts = QueueFacts(parts.trust_store)
        self.facts.found.connect(self._take_facts)
        self.batches = QueueBatches(parts, page, self.facts)
        self._watch = QueueWatch(parts.background)
        self._watch.arrived.connect(self.add)
        self.adding = QueueAdding(parts, page)
        self.adding.came.connect(self._take)
        self._places = PlaceMenu(page.tools.place_menu, page)
        self._places.chosen.connect(self.place_by)
        self._places.further_chosen.connect(self.show_pictures_on)
        self.standing = QueueStanding(parts, page)
        self._menus = QueueMenus(parts, page)
        self._join()

    # --- what the window asks ------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether a batch is under way."""
        return self.batches.flow.is_busy

    def start(self) -> None:
        """Look for what was cut off, and watch the folder of incoming documents."""
        folder = self._parts.settings.watched_folder
        if folder:
            self._watch.watch(Path(folder))
        self.batches.cut_off.look()

    def stop(self) -> None:
        """End the children and threads of the queue."""
        self._watch.watch(None)
        self.adding.stop()
        self.batches.cut_off.close()
        self._page.viewer.close_document()
        self.facts.stop()

    def take_over(self, before: QueueAffairs) -> None:
        """Take the documents of the queue of a window that goes."""
        if before.documents:
            self._take(before.documents)
        self.adding.take_over(before.adding)

    @property
    def documents(self) -> list[QueuedDocument]:
        """All documents of the queue."""
        return self._model.documents

    def add(self, paths: Iterable[Path]) -> None:
        """Add files and folders; what is in the queue already is not added twice."""
        self.adding.add(paths)

    def set_certificate(self, certificate: TokenCertificate | None) -> None:
        """Let this certificate sign."""
        self._certificate = certificate
        self.batches.certificate = self.batches.cut_off.certificate = certificate
        self._page.viewer.set_certificate(certificate)
        self.standing.certificate = certificate
        self.standing.refresh()

    # --- what is known -------------------------------------------------------------

    def _take(self, new: list[QueuedDocument]) -> None:
        """Take rows as they are found; so few at once that the window goes on."""
        was_empty = not self._model.documents
        self._model.add(new)
        if was_empty:
            self._page.begin()
        looking = [one for one in new if one.state is RowState.LOOKING]
        self._want(looking, self._usual_rule)

    def _adopted(self, new: list[QueuedDocument]) -> None:
        """Show the documents of a batch that was cut off; their places were chosen."""
        self._page.show_empty(is_empty=False)
        for one in new:
            one.is_placed_by_hand = True
        self._table.step(1)

    @property
    def _usual_rule(self) -> PlaceRule | None:
        return rule_in(self._parts.settings.queue_rule)

    def _want(
        self,
        rows: Sequence[QueuedDocument],
        rule: PlaceRule | None,
        *,
        anew: bool = True,
        also_on: PageRange | None = None,
    ) -> None:
        """Have documents looked at; not ``anew`` where only their place is sought.

        ``also_on``: pages with pictures of the stamp, None for those of the settings.
        """
        if also_on is None:
            also_on = range_in(self._parts.settings.queue_also_on)
        certificate, profile = self._certificate, self._parts.settings.signing_profile
        named = "" if certificate is None else certificate.name
        signer = tuple(name for name in (named, profile.name, profile.position) if name)
        self.facts.want(
            [
                FactsWish(
                    one.number,
                    one.path,
                    rule,
                    password=one.password,
                    keeps=None if anew else one.facts,
                    signer=signer,
                    also_on=also_on,
                )
                for one in rows
            ]
        )

    def _take_facts(self, number: int, facts: DocumentFacts) -> None:
        one = self._model.numbered(number)
        if one is None or not one.is_open:
            return
        if one.is_placed_by_hand and facts.sha256 == one.facts.sha256:
            facts = replace(
                facts, placement=one.facts.placement, place=one.facts.place,
                anchor=None, field_name="", error=None, state=RowState.READY,
            )  # fmt: skip
        one.facts = facts
        if one.state is not RowState.SORTED_OUT:
            one.state, one.failure = facts.state, None
        self._changed(one)
        if one is self._page.viewer.row:
            self._page.viewer.recheck_reading()

    def _changed(self, one: QueuedDocument) -> None:
        self._model.changed(one)
        if one is self._page.viewer.row:
            self._page.viewer.refresh()

    # --- places --------------------------------------------------------------------

    def place_by(self, rule: PlaceRule | None) -> None:
        """Find the places anew by another rule: of what is selected, or of all."""
        chosen = self._table.chosen
        if len(chosen) > 1:
            rows = [one for one in chosen if one.is_open]
        else:
            rows = [one for one in self._model.documents if one.is_open]
            written = as_text(rule) if rule is not None else ""
            self._parts.keeper.change(queue_rule=written)
            rows = [one for one in rows if not one.is_placed_by_hand]
        for one in rows:
            one.is_placed_by_hand = False
        self._place_anew(rows, rule)

    def show_pictures_on(self, pages: PageRange) -> None:
        """Show the stamp as a picture on pages of what is selected, or of all."""
        chosen = self._table.chosen
        is_for_all = len(chosen) <= 1
        rows = self._model.documents if is_for_all else chosen
        if is_for_all:
            self._parts.keeper.change(queue_also_on=str(pages))
        rows = [one for one in rows if one.is_open]
        self._place_anew(rows, self._usual_rule, pages)

    def _place_anew(
        self,
        rows: Sequence[QueuedDocument],
        rule: PlaceRule | None,
        also_on: PageRange | None = None,
    ) -> None:
        for one in rows:
            if one.state in {RowState.READY, RowState.NEEDS_PLACE}:
                one.state = RowState.LOOKING
                self._model.changed(one)
        self._want(rows, rule, anew=False, also_on=also_on)

    def _placed(
        self, one: QueuedDocument, placement: Placement, document: Document
    ) -> None:
        one.is_placed_by_hand = True
        one.facts = replace(
            one.facts,
            placement=placement,
            place=place_on_page(placement, document),
            anchor=None,
            field_name="",
            error=None,
            state=RowState.READY,
        )
        if one.state in {RowState.NEEDS_PLACE, RowState.FAILED}:
            one.state, one.failure = RowState.READY, None
        self._changed(one)

    def _fill_places(self) -> None:
        chosen = len(self._table.chosen)
        settings = self._parts.settings
        self._places.fill(
            settings.places, chosen=chosen, also_on=settings.queue_also_on
        )

    # --- reading, sorting out, removing --------------------------------------------

    def _next_screen(self) -> None:
        if not self._page.viewer.next_screen():
            self._table.step(1)

    def _sort_out(self) -> None:
        """Sort out what is selected, with a note; or take it back."""
        rows = [one for one in self._table.chosen if one.is_open]
        if not rows or self.is_busy:
            return
        if all(one.state is RowState.SORTED_OUT for one in rows):
            for one in rows:
                one.state, one.note = one.facts.state, ""
                self._changed(one)
            return
        note = NoteDialog(self._page, rows).ask_note()
        if note is None:
            return
        last = rows[-1]
        for one in rows:
            one.state, one.note = RowState.SORTED_OUT, note
            self._changed(one)
        if self._table.current is last:
            self._table.step(1)

    def _remove(self) -> None:
        rows = [one for one in self._table.chosen if one.state not in RUNNING]
        if self.is_busy or not rows:
            return
        self._take_out(rows)

    def _take_out(self, rows: Sequence[QueuedDocument]) -> None:
        place = self._table.currentIndex().row()
        self.facts.forget([one.number for one in rows])
        self._model.remove(rows)
        documents = self._model.in_order()
        if documents:
            self._table.go_to(documents[min(max(place, 0), len(documents) - 1)])
        else:
            self._page.viewer.show_row(None)
        if not self._model.documents:
            self.batches.forget()
            self._page.show_empty(is_empty=True)

    def _ask_password(self, one: QueuedDocument | None) -> None:
        if one is None:
            return
        dialog = PasswordDialog(self._page, one.path.name, was_wrong=bool(one.password))
        password = dialog.ask_password()
        if password is None:
            return
        one.password = password
        one.state = RowState.LOOKING
        self._model.changed(one)
        self._want([one], self._usual_rule)
        self.facts.hurry(one.number)
        self._page.viewer.reopen()

    def _show_current(self, one: QueuedDocument | None) -> None:
        if one is not None:
            self.facts.hurry(one.number)
        self._page.viewer.show_row(one)

    def _open_current(self, one: QueuedDocument | None = None) -> None:
        row = one or self._table.current
        if row is None:
            return
        outcome = row.outcome
        done = row.state in DONE and outcome is not None and outcome.path is not None
        path = outcome.path if done and outcome is not None else row.path
        self.opening_wanted.emit(path)

    def _confirm(self) -> None:
        """Ask whether to sign, if the consent is for what is ready at this moment."""
        self.standing.refresh()
        if self._page.foot.button.isEnabled():
            self.batches.confirm()

    # --- joining -------------------------------------------------------------------

    def _remove_done(self) -> None:
        if not self.is_busy:
            self._take_out([one for one in self._model.documents if one.state in DONE])

    def _remove_all(self) -> None:
        if not self.is_busy:
            self._take_out(self._model.documents)

    def watch_folder(self, folder: Path | None) -> None:
        """Let what comes into a folder join the queue; None for no folder."""
        self._parts.keeper.change(watched_folder=str(folder) if folder else "")
        self._watch.watch(folder)

    def use_specimen(self, key: str) -> None:
        """Let what is selected be signed with a specimen of its own."""
        for one in self._table.chosen:
            if one.is_open:
                one.specimen = key
                self._changed(one)
        self._page.viewer.set_certificate(self._certificate)

    def _join(self) -> None:
        page, tools, table = self._page, self._page.tools, self._table
        for origin in (page.empty, tools):
            origin.documents_wanted.connect(self.adding.choose_documents)
            origin.folder_wanted.connect(self.adding.choose_folder)
        tools.sieve_chosen.connect(self._model.sift)
        tools.sieve_chosen.connect(tools.show_sieve)
        tools.order_chosen.connect(self._model.sort_by)
        tools.grouping_chosen.connect(self._model.group_by)
        tools.searched.connect(self._model.search)
        tools.place_menu.aboutToShow.connect(self._fill_places)
        self._fill_places()
        table.current_changed.connect(self._show_current)
        table.next_screen_wanted.connect(self._next_screen)
        table.removal_wanted.connect(self._remove)
        table.sorting_out_wanted.connect(self._sort_out)
        table.opening_wanted.connect(self._open_current)
        table.customContextMenuRequested.connect(
            lambda point: self._menus.show(table.viewport().mapToGlobal(point))
        )
        self._join_rest()

    def _join_rest(self) -> None:
        page, table, viewer = self._page, self._table, self._page.viewer
        viewer.was_read.connect(self._changed)
        viewer.placed.connect(self._placed)
        viewer.step_wanted.connect(table.step)
        viewer.opening_wanted.connect(self._open_current)
        viewer.password_wanted.connect(self._ask_password)
        page.foot.sign_wanted.connect(self._confirm)
        self._model.counts_changed.connect(self.standing.refresh_soon)
        self.batches.changed.connect(self.standing.refresh_soon)
        self.batches.flow.busy_changed.connect(self.standing.set_busy)
        self.standing.badge_changed.connect(self.badge_changed)
        self.standing.titles_changed.connect(self.titles_changed)
        self.batches.row_changed.connect(self._changed)
        self.batches.adopted.connect(self._adopted)
        self._join_menus()

    def _join_menus(self) -> None:
        menus = self._menus
        menus.sorting_out_wanted.connect(self._sort_out)
        menus.removal_wanted.connect(self._remove)
        menus.done_removal_wanted.connect(self._remove_done)
        menus.clearing_wanted.connect(self._remove_all)
        menus.watching_wanted.connect(self.watch_folder)
        menus.specimen_chosen.connect(self.use_specimen)
