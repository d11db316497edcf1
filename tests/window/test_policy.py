"""What an administrator fixed is shown as such, and cannot be changed in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from tests.token_workshop import SOFTHSM
from ttedesktop.policy import Policy
from ttedesktop.policy_errors import ModuleNotAllowed
from ttedesktop.validation.trust_folder import TrustFolder
from ui.background import Background
from ui.settings_groups import SettingsGroup
from ui.settings_keeper import SettingsKeeper
from ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_fixed_drivers_stand_in_the_settings_without_buttons(
    qtbot: QtBot, tmp_path: Path
) -> None:
    background = Background()
    page = SettingsPage(
        SettingsKeeper(background, None),
        Policy(modules=(SOFTHSM,)),
        TrustFolder(tmp_path),
    )
    qtbot.addWidget(page)
    told: list[object] = []
    page.failed.connect(told.append)

    page.open_group(SettingsGroup.DRIVERS)
    page.add_module()
    background.stop()

    words = [one.text() for one in page.findChildren(QLabel)]
    assert "Diatur administrator" in words
    assert SOFTHSM in words
    assert "Pilih berkas…" not in [b.text() for b in page.findChildren(QPushButton)]
    assert [type(one) for one in told] == [ModuleNotAllowed]
