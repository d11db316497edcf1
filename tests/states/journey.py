"""The window in every state worth looking at: for pictures, and for the walk of access.

Drives the real window on a demonstration, as a secretary and a treasurer would. A state
that stands in neither is looked at by nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.states.checking import checking_states
from tests.states.dialogs import confirmation, document_dialogs
from tests.states.guide import guide_states
from tests.states.levels import level_states
from tests.states.office import large_words, office_states
from tests.states.panel import panel_states, signature_list
from tests.states.places import (
    further_pages_states,
    letter_number_states,
    place_states,
    preparation_states,
    several_places_states,
)
from tests.states.printing import printing
from tests.states.reading import reading_states
from tests.states.specimens import editor_states
from tests.states.token_facts import token_troubles
from tests.states.visitor import wait_for
from ui import rail
from ui.controls.dialog import Dialog
from ui.program.kept_session import SessionEnd
from ui.settings.groups import SettingsGroup
from ui.signing.pin_dialog import PinDialog
from ui.tokens.pin_change import PinChangeDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.states.visitor import Visitor
    from ttedesktop.demo.demonstration import Demonstration
    from ttedesktop.document.pdf import Document
    from ui.application import Application


def opened(application: Application, path: Path, *, for_checking: bool = False) -> None:
    switchboard, window = application.switchboard, application.window
    assert switchboard is not None
    assert window is not None
    done: list[int] = []
    switchboard.settled.connect(lambda: done.append(1))
    switchboard.open(path, for_checking=for_checking)
    wait_for(lambda: bool(done))
    wait_for(lambda: window.document_page.desk.certificate is not None)


def journey(photo: Visitor, demonstration: Demonstration, letter: Path) -> None:
    """Walk through the window as a secretary would."""
    application = photo.application
    window = application.window
    assert window is not None
    wait_for(lambda: application.parts.tokens.survey is not None)
    window.show_room(rail.DOCUMENT)
    photo.take("01-home-empty")
    opened(application, letter)
    page = window.document_page
    page.signing_panel.place.wanted.emit()
    wait_for(lambda: page.box.has_stamp)
    photo.take("02-document")
    reading_states(photo, page, wait_for)
    printing(photo, letter.parent, "14-print")
    sign_with_slips(photo, demonstration)
    photo.take("05-signed")
    printing(photo, letter.parent, "14-print-signed")
    page.validation_panel.open_card(1)
    photo.take("06-signed-details")
    signature_list(photo, page.side_panel)
    assert page.document is not None
    verdicts(photo, demonstration, page.document)


def sign_with_slips(photo: Visitor, demonstration: Demonstration) -> None:
    """Type the PIN wrong twice, then right, and wait for the verdict."""
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    page = window.document_page
    # What the queue was signed with still serves, and nobody would be asked.
    photo.application.parts.kept.end(SessionEnd.ASKED)
    page.signing_panel.consent.setChecked(True)

    def wrong_pin(dialog: PinDialog) -> None:
        photo.take("03-pin")
        photo.with_dialog(PinDialog, wrong_again, lambda: typed(dialog, "999999"))

    def wrong_again(dialog: PinDialog) -> None:
        photo.take("04-pin-wrong")
        photo.with_dialog(PinDialog, right_pin, lambda: typed(dialog, "999999"))

    def right_pin(dialog: PinDialog) -> None:
        photo.take("04-pin-wrong-twice")
        QTest.keyClicks(dialog.field, demonstration.pin)
        # The next may be the last: Enter is not enough.
        dialog.signing_button.click()

    done: list[int] = []
    switchboard.settled.connect(lambda: done.append(1))
    photo.with_dialog(PinDialog, wrong_pin, page.ask_to_sign)
    wait_for(lambda: bool(done))


def verdicts(photo: Visitor, demonstration: Demonstration, signed: Document) -> None:
    """See what the window says of a changed, an unsigned and a foreign file."""
    application, folder = photo.application, signed.path.parent
    changed = bytearray(signed.content)
    changed[changed.index(b"stream", 4000) + 40] ^= 0x20
    broken = folder / "SE-0117-kiriman-ulang.pdf"
    broken.write_bytes(changed)
    opened(application, broken)
    photo.take("07-invalid")
    opened(application, demonstration.documents[1], for_checking=True)
    photo.take("08-unsigned-checked")
    opened(application, demonstration.documents[1])
    photo.take("08-session-kept")
    confirmation(photo)
    document_dialogs(photo, folder, demonstration.root_der)
    panel_states(photo, folder, lambda path: opened(application, path), wait_for)
    checking_states(photo, folder, lambda path: opened(application, path), wait_for)
    for states in (
        place_states,
        preparation_states,
        further_pages_states,
        several_places_states,
        letter_number_states,
    ):
        states(photo, folder, lambda path: opened(application, path), wait_for)
    opened(application, demonstration.documents[1])
    level_states(photo)
    switchboard = application.switchboard
    assert switchboard is not None
    photo.with_dialog(
        PinChangeDialog,
        lambda dialog: seen(photo, dialog, "08-pin-change"),
        switchboard.token_affairs.change_pin,
    )
    unreadable = folder / "bukan-dokumen.pdf"
    unreadable.write_bytes(b"Bukan PDF")
    photo.with_dialog(
        Dialog,
        lambda dialog: seen(photo, dialog, "09-error"),
        lambda: switchboard.open(unreadable),
    )
    photo.settle(1500)


def typed(dialog: PinDialog, pin: str) -> None:
    QTest.keyClicks(dialog.field, pin)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def seen(photo: Visitor, dialog: Dialog, name: str) -> None:
    """Take a picture of a dialog and close it."""
    photo.take(name)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def rooms(photo: Visitor, pin: str) -> None:
    """Look into the other rooms."""
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    while window.documents.with_documents:
        # Nobody is there to say that a box that was placed may go.
        window.documents.close_page()
    window.show_room(rail.DOCUMENT)
    photo.take("10-home-recent")
    token_room(photo, pin)
    window.show_room(rail.SETTINGS)
    for group in SettingsGroup:
        window.settings_page.open_group(group)
        photo.take(f"12-settings-{group.value}")
    editor_states(photo, wait_for)
    guide_states(photo)
    office_states(photo)
    large_words(photo)


def token_room(photo: Visitor, pin: str) -> None:
    """See the token ready, tried with a wrong PIN and the right one, and in trouble."""
    window = photo.application.window
    assert window is not None
    page = window.token_page
    window.show_room(rail.TOKEN)
    wait_for(lambda: bool(page.subtitle))
    photo.take("11-token")

    def wrong(dialog: PinDialog) -> None:
        photo.take("11-token-pin")
        typed(dialog, "999999")

    photo.with_dialog(PinDialog, wrong, page.trial_wanted.emit)
    photo.settle(2500)
    photo.take("11-token-pin-wrong")
    photo.with_dialog(PinDialog, lambda one: typed(one, pin), page.trial_wanted.emit)
    photo.settle(2500)
    photo.take("11-token-tried")
    survey = photo.application.parts.tokens.survey
    assert survey is not None
    photo.settle(3000)
    for name, facts in token_troubles(survey).items():
        page.show_facts(facts)
        photo.take(f"11-token-{name}")
