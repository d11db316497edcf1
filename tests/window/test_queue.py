"""The queue in the real window: many documents, one PIN, nothing lost or slipped in."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.papers import letters as papers
from tests.papers.orders import ANCHORS, LAYOUTS, write_orders
from tests.window.treasurer import Treasurer, states_of
from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.register import Register
from ttedesktop.signing.page_range import EVERYWHERE
from ttedesktop.specimens.design import SpecimenKind
from ttedesktop.validation.report import Verdict
from ui.queue.arrangement import Grouping, Sieve
from ui.queue.document import RowState
from ui.queue.note import NoteDialog

if TYPE_CHECKING:
    from pathlib import Path

    from ui.queue.confirmation import QueueConfirmation
    from ui.queue.document import QueuedDocument

pytestmark = pytest.mark.usefixtures("own_data")


def test_orders_of_three_layouts_are_signed_in_their_places_under_one_pin(
    treasurer: Treasurer, incoming: Path
) -> None:
    originals = write_orders(incoming, 12)
    before = {path: path.read_bytes() for path in originals}
    treasurer.adds(incoming)
    treasurer.places_each_layout_under_its_text()
    assert states_of(treasurer.rows) == {RowState.READY}
    parts = treasurer.person.application.parts
    treasurer.consents()
    asked: list[str] = []

    treasurer.signs(before=lambda dialog: asked.extend(_words_in(dialog)))

    assert any("12 dokumen" in words for words in asked)
    assert states_of(treasurer.rows) == {RowState.SIGNED}
    assert {path: path.read_bytes() for path in originals} == before
    for row in treasurer.rows:
        assert row.outcome is not None
        path = row.outcome.path
        assert path == row.path.with_name(f"{row.path.stem}_TTE.pdf")
        assert path is not None
        document = parts.making.open(path)
        report = parts.validator.validate(document, parts.trust_store())
        (one,) = report.signatures
        assert report.verdict in {Verdict.VALID, Verdict.VALID_WITH_NOTES}
        number = int(row.path.name.split("-")[2])
        (hit,) = parts.making.find(document, ANCHORS[number % LAYOUTS])
        assert one.rect is not None
        # Below its text, and not a line further.
        assert (one.page, hit.y0 - 30 < one.rect.y1 <= hit.y0 + 2) == (hit.page, True)
    _require_valid_for_poppler(treasurer.rows)
    assert Register().count() == 12


def _words_in(dialog: QueueConfirmation) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel)]


def _require_valid_for_poppler(rows: list[QueuedDocument]) -> None:
    program = shutil.which("pdfsig")
    assert program is not None
    for row in rows:
        assert row.outcome is not None
        told = subprocess.run(
            [program, "-nocert", str(row.outcome.path)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        assert told.count("Signature Validation: Signature is Valid.") == 1
        assert "Total document signed" in told


def test_what_is_added_later_slips_into_nothing(
    treasurer: Treasurer, incoming: Path, tmp_path: Path
) -> None:
    write_orders(incoming, 3)
    late = write_orders(tmp_path / "susulan", 1, first=50)
    treasurer.adds(incoming)
    treasurer.consents()
    treasurer.adds(*late)

    # Consent was given for three documents, not for four.
    foot = treasurer.page.foot
    treasurer.person.waits_until(lambda: not foot.consent.isChecked())
    assert not foot.button.isEnabled()

    treasurer.affairs.documents[-1].state = RowState.SORTED_OUT
    treasurer.affairs.standing.refresh()
    treasurer.consents()
    more = write_orders(tmp_path / "susulan lagi", 1, first=60)
    treasurer.signs(before=lambda _dialog: treasurer.affairs.add(more))
    treasurer.person.waits_until(lambda: len(treasurer.affairs.documents) == 5)
    treasurer.waits_for_facts()

    signed = {one.path for one in treasurer.rows if one.state is RowState.SIGNED}
    assert signed.isdisjoint({*late, *more})
    assert len(signed) == 3


def test_rule_that_finds_no_place_lists_the_document_first_and_guesses_nothing(
    treasurer: Treasurer, incoming: Path
) -> None:
    from ttedesktop.signing.place_rule import AnchorRule

    write_orders(incoming, 6)
    treasurer.adds(incoming)

    treasurer.chooses_place(AnchorRule(ANCHORS[2]))
    treasurer.person.waits_until(
        lambda: [one.state for one in treasurer.rows[:4]] == [RowState.NEEDS_PLACE] * 4
    )
    first = treasurer.rows[0]
    assert [one.state for one in treasurer.rows[4:]] == [RowState.READY] * 2

    # By hand for the exceptions.
    page = treasurer.page
    page.table.go_to(first)
    treasurer.person.waits_until(
        lambda: page.viewer.row is first and page.viewer.document is not None
    )
    port = page.viewer.view.viewport()
    treasurer.person.waits_until(lambda: page.viewer.view.is_sharp)
    from PySide6.QtTest import QTest

    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=port.rect().center())
    treasurer.person.waits_until(lambda: first.state is RowState.READY)
    assert first.is_placed_by_hand


def test_pictures_on_further_pages_are_told_and_drawn(
    treasurer: Treasurer, incoming: Path
) -> None:
    incoming.mkdir(exist_ok=True)
    (incoming / "berita-acara.pdf").write_bytes(papers.letter(3))
    treasurer.adds(incoming)

    treasurer.affairs.show_pictures_on(EVERYWHERE)
    treasurer.waits_for_facts()

    (row,) = treasurer.rows
    assert row.place_words == "Hal. terakhir · kanan · gambar di hal. 1–2"
    treasurer.consents()
    treasurer.signs()
    assert row.outcome is not None
    assert row.outcome.path is not None
    parts = treasurer.person.application.parts
    document = parts.making.open(row.outcome.path)
    hits = parts.making.find(document, "secara elektronik oleh")
    assert [one.page for one in hits] == [0, 1, 2]


def test_each_document_bears_its_own_number(
    treasurer: Treasurer, incoming: Path
) -> None:
    parts = treasurer.person.application.parts
    designs = parts.settings.specimens
    lines = replace(designs[0], kind=SpecimenKind.TEXT, lines="{nama}\nNo. {nomor}")
    parts.keeper.change(specimens=(lines, *designs[1:]), specimen=lines.key)
    incoming.mkdir(exist_ok=True)
    for number in ("900/1/SPM", "900/2/SPM"):
        drawing = Drawing(title="SPM")
        sheet = drawing.sheet(612, 936)
        sheet.text(60, 150, f"Nomor : {number}", face=Face.SERIF, size=11)
        name = f"{number.replace('/', '-')}.pdf"
        (incoming / name).write_bytes(drawing.pdf())
    treasurer.adds(incoming)
    treasurer.consents()

    treasurer.signs()

    for row in treasurer.rows:
        assert row.outcome is not None
        assert row.outcome.path is not None
        signed = parts.making.open(row.outcome.path)
        number = row.path.stem.replace("-", "/")
        assert parts.making.find(signed, f"No. {number}"), row.path


def test_document_is_read_sorted_out_found_and_removed_by_keyboard(
    treasurer: Treasurer, incoming: Path
) -> None:
    write_orders(incoming, 6)
    treasurer.adds(incoming)
    row = treasurer.rows[0]
    treasurer.reads(row)
    note = "Nomor surat belum diisi"

    def answer(dialog: NoteDialog) -> None:
        treasurer.person.types(dialog.field, note)

    treasurer.person.will_answer(NoteDialog, answer)
    treasurer.presses(Qt.Key.Key_X)

    assert (row.state, row.note) == (RowState.SORTED_OUT, note)
    model = treasurer.page.model
    model.sift(Sieve.SORTED_OUT)
    assert treasurer.rows == [row]
    model.sift(Sieve.ALL)
    model.search("perencanaan spm")
    assert {one.path.parent.name for one in treasurer.rows} == {"Perencanaan"}
    model.search("")
    model.group_by(Grouping.FOLDER)
    titles = [
        model.data(model.index(number, 0))
        for number in range(model.rowCount())
        if model.at(model.index(number, 0)) is None
    ]
    assert titles == [f"SPM › {one} · 2" for one in ("Keuangan", "Perencanaan", "Umum")]
    model.group_by(Grouping.NONE)
    gone = treasurer.rows[0]
    treasurer.page.table.go_to(gone)
    treasurer.presses(Qt.Key.Key_Delete)
    assert gone not in treasurer.affairs.documents
    assert gone.path.exists()
    treasurer.person.waits_until(
        lambda: treasurer.page.foot.button.text() == "Tanda tangani 4 dokumen"
    )


def test_policy_demands_that_a_sample_is_read(
    treasurer: Treasurer, incoming: Path
) -> None:
    write_orders(incoming, 3)
    treasurer.adds(incoming)
    parts = treasurer.person.application.parts
    object.__setattr__(parts.policy, "reading", 2)
    treasurer.consents()

    foot = treasurer.page.foot
    # A single page that is seen was seen to its end.
    treasurer.reads(treasurer.rows[0])
    words = "Baca 1 dokumen lagi sampai halaman terakhir"
    treasurer.person.waits_until(lambda: foot.button.toolTip() == words)
    treasurer.reads(treasurer.rows[1])
    treasurer.person.waits_until(foot.button.isEnabled)
