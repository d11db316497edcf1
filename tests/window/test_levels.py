"""Levels in the window: chosen in the panel, signed without a service, completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services import Services, running_services
from tests.window.test_document_page import signs
from ttedesktop.policy import Policy
from ttedesktop.settings.store import Secret
from ttedesktop.settings.values import ProxyChoice, SignatureLevel
from ui.completing.dialog import CompletingDialog
from ui.program.background import Background
from ui.program.settings_keeper import SettingsKeeper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration

# The offscreen platform knows no least size, and says so of every window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def services() -> Iterator[Services]:
    with running_services() as running:
        yield running


def use(person: Person, services: Services) -> None:
    """Enter the services in the settings, and trust their root."""
    root = services.authorities.root.certificate.public_bytes(Encoding.PEM).decode()
    parts = person.application.parts
    # An administrator allows what lies in the own network.
    object.__setattr__(parts, "policy", Policy(local_hosts="127.0.0.1"))
    parts.keeper.change(
        time_stamp_address=services.tsa,
        proxy=ProxyChoice.NONE,
        trust_anchors=(root,),
    )


def test_level_is_chosen_in_the_panel_and_kept(person: Person, letter: Path) -> None:
    person.gets_ready_to_sign(letter)
    level = person.window.document_page.signing_panel.level

    level.offered.setCurrentIndex(level.offered.findData(SignatureLevel.B_T))
    level.offered.activated.emit(level.offered.currentIndex())

    assert person.application.parts.settings.level is SignatureLevel.B_T
    assert person.reads("Alamat otoritas cap waktu belum diisi.")
    person.clicks("Atur alamatnya")
    person.waits_until(lambda: person.reads("Hanya sidik dokumen yang dikirim"))


def test_document_is_signed_without_a_service_and_completed_from_the_list(
    person: Person,
    letter: Path,
    services: Services,
    demonstration: Demonstration,
) -> None:
    use(person, services)
    parts = person.application.parts
    parts.keeper.change(level=SignatureLevel.B_T)
    services.ways["/tsa"] = "500"

    person.gets_ready_to_sign(letter)
    signs(person, demonstration)

    assert person.reads("Ditandatangani pada tingkat B-B; yang kurang dicatat")
    (noted,) = parts.unfinished
    services.ways.clear()

    def complete(dialog: CompletingDialog) -> None:
        assert dialog.chosen() == dialog.model.rows
        assert dialog.model.rows[0].path == noted.path
        QTest.mouseClick(dialog.complete, Qt.MouseButton.LeftButton)
        person.waits_until(lambda: not list(parts.unfinished))
        person.waits_until(lambda: "menjadi B-T" in dialog.note.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(CompletingDialog, complete)
    switchboard = person.application.switchboard
    assert switchboard is not None
    switchboard.completing.show()
    report = parts.validate(parts.making.open(noted.path))
    assert report.signatures[0].level == "B-T"


def test_password_of_a_service_is_no_setting(qtbot: QtBot) -> None:
    background = Background()
    keeper = SettingsKeeper(background, None)
    with qtbot.assertNotEmitted(keeper.changed):
        keeper.keep_secret(Secret.PROXY, "rahasia")
    assert keeper.secret(Secret.PROXY) == ""
    assert "rahasia" not in repr(keeper.settings)
    background.stop()
