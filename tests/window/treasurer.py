"""A treasurer before the queue: adds orders, reads, places, signs them all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from tests.papers.orders import ANCHORS
from ttedesktop.signing.place_rule import AnchorRule, Down
from ui import rail
from ui.queue.confirmation import QueueConfirmation
from ui.queue.document import QueuedDocument, RowState
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import Qt

    from tests.window.person import Person
    from ui.queue.affairs import QueueAffairs
    from ui.queue.page import QueuePage

SECTIONS = ("Keuangan", "Umum", "Perencanaan")


def states_of(rows: list[QueuedDocument]) -> set[RowState]:
    return {one.state for one in rows}


@dataclass
class Treasurer:
    """Uses the queue through its widgets."""

    person: Person
    pin: str

    @property
    def page(self) -> QueuePage:
        return self.person.window.queue_page

    @property
    def affairs(self) -> QueueAffairs:
        switchboard = self.person.application.switchboard
        assert switchboard is not None
        return switchboard.queue.affairs

    @property
    def rows(self) -> list[QueuedDocument]:
        return self.page.model.in_order()

    def goes_there(self) -> None:
        self.person.window.show_room(rail.QUEUE)
        tokens = self.person.application.parts.tokens
        self.person.waits_until(
            lambda: tokens.survey is not None and bool(tokens.survey.certificates())
        )

    def adds(self, *paths: Path) -> None:
        """Add, and wait until all is known of what was added."""
        before = len(self.affairs.documents)
        self.affairs.add(paths)
        self.person.waits_until(lambda: len(self.affairs.documents) > before)
        self.waits_for_facts()

    def waits_for_facts(self) -> None:
        self.person.waits_until(
            lambda: all(
                one.state is not RowState.LOOKING for one in self.affairs.documents
            )
        )

    def places_each_layout_under_its_text(self) -> None:
        for section, text in zip(SECTIONS, ANCHORS, strict=True):
            self.page.tools.search_field.setText(section)
            self.page.table.selectAll()
            self.chooses_place(AnchorRule(text, down=Down.BELOW))
        self.page.tools.search_field.clear()

    def chooses_place(self, rule: AnchorRule) -> None:
        """Choose a rule as the menu does: for what is selected, or for all."""
        self.affairs.place_by(rule)
        self.waits_for_facts()

    def reads(self, row: QueuedDocument) -> None:
        """Look at a document to its last page."""
        viewer = self.page.viewer
        self.page.table.go_to(row)
        self.person.waits_until(
            lambda: viewer.row is row and viewer.document is not None
        )
        viewer.view.go_to_page(len(viewer.view.pages) - 1)
        self.person.waits_until(lambda: row.read_at is not None)

    def consents(self) -> None:
        self.page.foot.consent.setChecked(True)

    def signs(
        self,
        *,
        pin: str = "",
        before: Callable[[QueueConfirmation], None] = lambda _dialog: None,
    ) -> None:
        """Confirm, type the PIN and wait for the end."""
        ended: list[object] = []
        self.affairs.batches.flow.ended.connect(ended.append)
        self.begins(pin=pin, before=before)
        self.person.bot.waitUntil(lambda: bool(ended), timeout=110_000)

    def begins(
        self,
        *,
        pin: str = "",
        before: Callable[[QueueConfirmation], None] = lambda _dialog: None,
    ) -> None:
        """Confirm and type the PIN."""

        def confirm(dialog: QueueConfirmation) -> None:
            before(dialog)
            self.person.will_answer(PinDialog, partial(self._enter, pin or self.pin))
            dialog.sign_button.click()

        self.person.will_answer(QueueConfirmation, confirm)
        self.page.foot.button.click()

    def _enter(self, pin: str, dialog: PinDialog) -> None:
        self.person.types(dialog.field, pin)

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(self.page.table, key)
