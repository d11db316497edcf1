"""What an administrator fixed is shown as such, and cannot be changed in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from tests.tokens.workshop import SOFTHSM
from ttedesktop.errors.policy_errors import AnchorNotAllowed, ModuleNotAllowed
from ttedesktop.policy import FixedSetting, Policy
from ttedesktop.validation.trust.trust_folder import TrustFolder, own_trust_folder
from ui.program.background import Background
from ui.program.settings_keeper import SettingsKeeper
from ui.settings.groups import SettingsGroup
from ui.settings.page import SettingsPage
from ui.settings.trust_settings import TrustSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

# The offscreen platform knows no least size, and says so of every window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.stop()


def page_with(qtbot: QtBot, background: Background, policy: Policy) -> SettingsPage:
    keeper = SettingsKeeper(background, None, policy=policy)
    page = SettingsPage(keeper, policy, own_trust_folder())
    qtbot.addWidget(page)
    page.show()
    return page


def named(page: SettingsPage, name: str) -> QWidget:
    return next(w for w in page.findChildren(QWidget) if w.accessibleName() == name)


def test_what_is_fixed_bears_a_lock_and_what_is_proposed_can_be_changed(
    qtbot: QtBot, background: Background
) -> None:
    policy = Policy(
        said=(
            FixedSetting("signing.location", "Tirtapura"),
            FixedSetting("signing.suffix", "_sah", is_locked=False),
        )
    )
    page = page_with(qtbot, background, policy)
    page.open_group(SettingsGroup.SIGNING)

    location, suffix = named(page, "Lokasi"), named(page, "Akhiran nama berkas")
    assert isinstance(location, QLineEdit)
    assert isinstance(suffix, QLineEdit)

    assert (location.text(), location.isEnabled()) == ("Tirtapura", False)
    assert "Diatur administrator" in location.accessibleDescription()
    assert (suffix.text(), suffix.isEnabled()) == ("_sah", True)
    locks = [one for one in page.findChildren(QLabel) if "Diatur" in one.text()]
    assert len(locks) == 1


def test_a_setting_goes_back_to_what_the_administrator_proposed(
    qtbot: QtBot, background: Background
) -> None:
    policy = Policy(said=(FixedSetting("signing.suffix", "_sah", is_locked=False),))
    page = page_with(qtbot, background, policy)
    page.open_group(SettingsGroup.SIGNING)
    suffix = named(page, "Akhiran nama berkas")
    back = named(page, "Kembalikan “Akhiran nama berkas” ke semula")
    assert isinstance(suffix, QLineEdit)
    assert not back.isVisible()

    suffix.selectAll()
    QTest.keyClicks(suffix, "_lain")
    assert back.isVisible()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)

    assert suffix.text() == "_sah"
    assert not back.isVisible()


def test_a_name_that_no_file_may_have_is_not_taken(
    qtbot: QtBot, background: Background
) -> None:
    keeper = SettingsKeeper(background, None)
    page = SettingsPage(keeper, Policy(), own_trust_folder())
    qtbot.addWidget(page)
    page.open_group(SettingsGroup.SIGNING)
    suffix = named(page, "Akhiran nama berkas")
    assert isinstance(suffix, QLineEdit)

    QTest.keyClicks(suffix, "/")
    assert suffix.property("wrong") == "true"
    assert keeper.settings.output_suffix == "_TTE"
    QTest.keyClick(suffix, Qt.Key.Key_Return)

    assert suffix.text() == "_TTE"
    assert suffix.property("wrong") == "false"


def test_settings_are_found_by_what_they_say(
    qtbot: QtBot, background: Background
) -> None:
    page = page_with(qtbot, background, Policy())

    QTest.keyClicks(page.search, "layar dikunci")
    assert named(page, "Tanyakan PIN").isVisible()
    page.search.setText("zzz")
    words = [one.text() for one in page.findChildren(QLabel)]
    assert "Tidak ada setelan untuk “zzz”" in words
    page.search.setText("PSrE")
    QTest.mouseClick(named(page, "Buka Verifikasi"), Qt.MouseButton.LeftButton)

    assert page.group is SettingsGroup.TRUST
    assert not page.search.text()


def test_nobody_adds_anchors_where_only_the_administrator_may(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    page = page_with(qtbot, background, Policy(own_anchors=False))
    told: list[object] = []
    page.failed.connect(told.append)

    page.open_group(SettingsGroup.TRUST)
    (trust,) = page.findChildren(TrustSettings)
    trust.add_anchor(tmp_path / "any.pem")

    assert [type(one) for one in told] == [AnchorNotAllowed]


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
