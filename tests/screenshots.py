"""``make screenshots``: the window in every state worth looking at, as PNG files.

Drives the real window on a demonstration, in both themes and at the sizes of common
office screens less title bar and taskbar. Looks at nothing by itself: a person does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.checking_screenshots import checking_states
from tests.guide_pictures import renew_pictures
from tests.guide_screenshots import guide_states
from tests.level_screenshots import level_states
from tests.office_screenshots import large_words, office_states
from tests.panel_screenshots import panel_states, signature_list
from tests.place_screenshots import (
    further_pages_states,
    letter_number_states,
    place_states,
    preparation_states,
    several_places_states,
)
from tests.print_screenshots import printing
from tests.queue_screenshots import queue_states
from tests.reading_screenshots import reading_states
from tests.specimen_screenshots import editor_states, sheets
from tests.token_facts import token_troubles
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.language import Language
from ttedesktop.settings import Appearance
from ui import rail
from ui.application import Application
from ui.controls.dialog import Dialog
from ui.program.kept_session import SessionEnd
from ui.settings.groups import SettingsGroup
from ui.signing.pin_dialog import PinDialog
from ui.tokens.pin_change import PinChangeDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.pdf import Document

Widget = TypeVar("Widget", bound=QWidget)
LOOKS = (Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST)
SIZES = {"1366x768": (1366, 696), "1920x1080": (1920, 1008), "960x540": (960, 468)}
PARTS = ("", "queue", "window", "checking")
PATIENCE = 30_000


@dataclass
class Photographer:
    """Takes pictures of one window in one theme and size."""

    application: Application
    folder: Path
    suffix: str
    taken: list[Path] = field(default_factory=list)

    @property
    def window(self) -> QWidget:
        assert self.application.window is not None
        return self.application.window

    def take(self, name: str) -> None:
        settle()
        path = self.folder / f"{name}-{self.suffix}.png"
        self.window.grab().save(str(path))
        self.taken.append(path)

    def with_dialog(
        self,
        kind: type[Widget],
        act: Callable[[Widget], None],
        begin: Callable[[], None],
    ) -> None:
        """Begin something that asks, and act on the dialog when it is there."""

        def look() -> None:
            found = [one for one in self.window.findChildren(kind) if one.isVisible()]
            if found:
                act(found[0])
            else:
                QTimer.singleShot(50, look)

        QTimer.singleShot(50, look)
        begin()


def wait_for(condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    deadline = QDeadlineTimer(PATIENCE)
    while not condition():
        assert not deadline.hasExpired(), "the window did not come so far"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def settle(milliseconds: int = 900) -> None:
    """Let pages, stamps and fades come to rest."""
    # QTest.qWait keeps Python's lock, so that nothing in the background gets on.
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def opened(application: Application, path: Path, *, for_checking: bool = False) -> None:
    switchboard, window = application.switchboard, application.window
    assert switchboard is not None
    assert window is not None
    done: list[int] = []
    switchboard.settled.connect(lambda: done.append(1))
    switchboard.open(path, for_checking=for_checking)
    wait_for(lambda: bool(done))
    wait_for(lambda: window.document_page.desk.certificate is not None)


def journey(photo: Photographer, demonstration: Demonstration, letter: Path) -> None:
    """Walk through the window as a secretary would."""
    application = photo.application
    window = application.window
    assert window is not None
    wait_for(lambda: application.parts.tokens.survey is not None)
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


def sign_with_slips(photo: Photographer, demonstration: Demonstration) -> None:
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


def verdicts(
    photo: Photographer, demonstration: Demonstration, signed: Document
) -> None:
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
    settle(1500)


def typed(dialog: PinDialog, pin: str) -> None:
    QTest.keyClicks(dialog.field, pin)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def seen(photo: Photographer, dialog: Dialog, name: str) -> None:
    """Take a picture of a dialog and close it."""
    photo.take(name)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def rooms(photo: Photographer, pin: str) -> None:
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


def token_room(photo: Photographer, pin: str) -> None:
    """See the token ready, tried with a wrong PIN and the right one, and in trouble."""
    window = photo.application.window
    assert window is not None
    page = window.token_page
    window.show_room(rail.TOKEN)
    photo.take("11-token")

    def wrong(dialog: PinDialog) -> None:
        photo.take("11-token-pin")
        typed(dialog, "999999")

    photo.with_dialog(PinDialog, wrong, page.trial_wanted.emit)
    settle(2500)
    photo.take("11-token-pin-wrong")
    photo.with_dialog(PinDialog, lambda one: typed(one, pin), page.trial_wanted.emit)
    settle(2500)
    photo.take("11-token-tried")
    survey = photo.application.parts.tokens.survey
    assert survey is not None
    settle(3000)
    for name, facts in token_troubles(survey).items():
        page.show_facts(facts)
        photo.take(f"11-token-{name}")


def session(
    demonstration: Demonstration,
    folder: Path,
    *,
    size: str,
    appearance: Appearance,
    language: Language,
    parts: str = "",
) -> list[Path]:
    """Take all pictures in one theme, size and language."""
    with tempfile.TemporaryDirectory() as private:
        office = Path(private) / "Surat Keluar 2026"
        office.mkdir()
        letter = office / demonstration.documents[0].name
        shutil.copy(demonstration.documents[0], letter)
        application = Application(None, demonstration=demonstration.folder)
        application.parts.keeper.change(appearance=appearance, language=language)
        application.start()
        assert application.window is not None
        application.window.resize(*SIZES[size])
        suffix = f"{size}-{appearance.value}-{language.value}"
        photo = Photographer(application, folder, suffix)
        if parts in {"", "queue"}:
            queue_states(photo, Path(private), demonstration.pin, wait_for)
        if parts in {"", "window"}:
            journey(photo, demonstration, letter)
            rooms(photo, demonstration.pin)
        if parts == "checking":
            checking_states(photo, office, partial(opened, application), wait_for)
        application.stop()
        QApplication.processEvents()
    return photo.taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("screenshots"))
    parser.add_argument("--only", default="", help="Such as 1366x768-light-id.")
    parser.add_argument("--part", default="", choices=PARTS)
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as private:
        os.environ["XDG_DATA_HOME"] = str(Path(private) / "data")
        demonstration = make_demonstration(Path(private) / "demonstration")
        sheets(options.folder, demonstration)
        for size, appearance, language in product(SIZES, LOOKS, Language):
            name = f"{size}-{appearance.value}-{language.value}"
            if options.only in name:
                taken = session(
                    demonstration,
                    options.folder,
                    size=size,
                    appearance=appearance,
                    language=language,
                    parts=options.part,
                )
                sys.stdout.write(f"{len(taken)} {name}\n")
    sys.stdout.write(f"{renew_pictures(options.folder)} of the guide\n")


if __name__ == "__main__":
    main()
