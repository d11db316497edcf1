"""The first start: five steps, left and taken up again, and a practice signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.keyrings.standins import MacKeychain
from tests.window.running import running
from ttedesktop.demo.practice import NAME
from ttedesktop.language import Language
from ttedesktop.settings.store import SettingsStore
from ttedesktop.settings.values import Settings
from ttedesktop.validation.report import Verdict
from ui.application import Application
from ui.setup.contents import ToolStep
from ui.setup.page import SetupPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.window.person import Person


def setup_page(person: Person) -> SetupPage:
    return next(one for one in person.window.findChildren(SetupPage) if one.isVisible())


def begins(person: Person) -> SetupPage:
    switchboard = person.application.switchboard
    assert switchboard is not None
    switchboard.setup.begin()
    return setup_page(person)


def test_all_steps_are_gone_through_and_it_is_not_offered_again(person: Person) -> None:
    page, keeper = begins(person), person.application.parts.keeper
    assert person.window.rail.isHidden()

    for step in range(4):
        assert page.step == step
        person.clicks("Lanjutkan", within=page)
    person.clicks("Selesai", within=page)

    assert not person.window.rail.isHidden()
    assert person.reads("Apa yang ingin Anda kerjakan?")
    assert not keeper.settings.offers_setup
    assert keeper.settings.setup_step == 0


def test_it_is_left_at_a_step_and_taken_up_there(person: Person) -> None:
    page = begins(person)
    person.clicks("Lanjutkan", within=page)
    person.clicks("Lanjutkan", within=page)
    person.clicks("Lewati penyiapan", within=page)
    assert person.reads("Penyiapan dapat dilanjutkan")
    assert not person.window.rail.isHidden()

    person.clicks("Lanjutkan")

    assert setup_page(person).step == 2
    person.clicks("Kembali", within=setup_page(person))
    assert setup_page(person).step == 1


def test_another_language_is_spoken_at_the_same_step(person: Person) -> None:
    begins(person).go_to(3)

    person.application.parts.keeper.change(language=Language.ENGLISH)
    person.waits_until(lambda: person.reads("Where does the result go?"))

    assert setup_page(person).step == 3
    assert person.window.rail.isHidden()


def test_the_token_that_is_plugged_in_is_named(person: Person) -> None:
    page = begins(person)
    page.go_to(1)
    (tool,) = page.findChildren(ToolStep)

    person.waits_until(lambda: tool.token.sentence.startswith("Terbaca: "))

    assert tool.token.isChecked()
    assert tool.token.accessibleDescription() == tool.token.sentence


def test_practice_signs_a_sheet_that_nobody_trusts(person: Person) -> None:
    page = begins(person)
    page.go_to(4)
    (field,) = (
        one
        for one in page.findChildren(QLineEdit)
        if one.accessibleName() == "PIN latihan"
    )

    QTest.keyClicks(field, "000000")
    person.clicks("Tanda tangani lembar latihan", within=page)
    person.waits_until(lambda: person.reads("PIN latihan salah."))
    assert not field.text()
    person.types(field, "123456")
    person.waits_until(lambda: person.reads("Berhasil. Begitulah caranya"))
    person.clicks("Buka lembar latihan", within=page)
    shown = person.window.document_page
    person.waits_until(lambda: shown.report is not None)

    report = shown.report
    assert report is not None
    assert report.verdict is Verdict.INDETERMINATE
    signer = report.signatures[0].signer
    assert signer is not None
    assert signer.name == NAME
    assert not person.window.rail.isHidden()


@pytest.mark.parametrize(
    ("kept", "is_due"),
    [
        (None, True),
        (Settings(setup_step=2), True),
        (Settings(), False),
        (Settings(offers_setup=False, setup_step=2), False),
    ],
)
def test_it_is_offered_once_and_when_it_was_broken_off(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    kept: Settings | None,
    *,
    is_due: bool,
) -> None:
    del qtbot
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    chain = MacKeychain()
    chain.install(monkeypatch)
    store = SettingsStore(chain.backend())
    if kept is not None:
        store.save(kept)
    application = Application(store)
    application.take(store.load())
    with running(application) as made:
        made.offer_setup()

        assert made.window is not None
        assert made.window.is_setting_up is is_due
