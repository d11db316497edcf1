"""Settings as a file, a report, a defect, and forgetting everything: in the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from ttedesktop.settings.file import read_settings
from ttedesktop.settings.values import Appearance
from ttedesktop.specimens.profile import Profile
from ui import rail
from ui.controls.question_dialog import QuestionDialog
from ui.controls.report_dialog import CrashDialog, ReportDialog
from ui.program import saving
from ui.program.crash_watch import CrashWatch
from ui.settings.groups import SettingsGroup

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.window.person import Person
    from ui.controls.dialog import Dialog


def in_settings(person: Person, group: SettingsGroup) -> None:
    person.window.show_room(rail.SETTINGS)
    person.window.settings_page.open_group(group)


def words_of(dialog: Dialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_settings_are_exported_changed_and_imported(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "saya.tte-setelan"
    monkeypatch.setattr(saving, "choose_settings_path", lambda _parent: path)
    monkeypatch.setattr(saving, "choose_settings_file", lambda _parent: path)
    keeper = person.application.parts.keeper
    keeper.change(location="Tirtapura")
    in_settings(person, SettingsGroup.STORAGE)

    person.clicks("Ekspor…")
    person.waits_until(path.is_file)
    person.waits_until(lambda: person.reads("Setelan diekspor"))
    keeper.change(location="Lain")
    person.clicks("Impor…")
    person.waits_until(lambda: keeper.settings.location == "Tirtapura")

    assert read_settings(path).settings.location == "Tirtapura"


def test_a_changed_file_is_told_and_nothing_is_taken(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "saya.tte-setelan"
    path.write_text("{}")
    monkeypatch.setattr(saving, "choose_settings_file", lambda _parent: path)
    seen: list[str] = []
    person.will_read_trouble(seen)
    in_settings(person, SettingsGroup.STORAGE)

    person.clicks("Impor…")
    person.waits_until(lambda: bool(seen))

    assert "Berkas setelan tidak dapat dipakai" in seen
    assert "Setelan Anda tidak berubah." in seen


def test_a_report_is_shown_whole_and_holds_no_name(
    person: Person, letter: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "laporan.txt"
    monkeypatch.setattr(saving, "choose_text_path", lambda _parent, _name: path)
    keeper = person.application.parts.keeper
    keeper.change(profile=Profile(name="Dra. Siti Aminah"))
    person.opens(letter)
    shown: list[str] = []

    def answer(dialog: ReportDialog) -> None:
        shown.append(dialog.findChildren(QPlainTextEdit)[0].toPlainText())
        person.clicks("Salin laporan", within=dialog)
        person.clicks("Simpan sebagai berkas…", within=dialog)
        person.escapes(dialog)

    person.will_answer(ReportDialog, answer)
    in_settings(person, SettingsGroup.ABOUT)
    person.clicks("Buat laporan…")

    assert "documents=1" in shown[0]
    assert "Siti" not in shown[0]
    assert "surat" not in shown[0]
    assert "Surat Keluar" not in shown[0]
    assert QGuiApplication.clipboard().text() == shown[0]
    assert path.read_text("utf-8") == shown[0]


@pytest.mark.filterwarnings("ignore")
def test_a_defect_is_told_once_and_the_window_goes_on(
    person: Person, qtbot: QtBot
) -> None:
    told: list[str] = []

    def answer(dialog: CrashDialog) -> None:
        told.append(words_of(dialog))
        person.clicks("Lanjutkan", within=dialog)

    person.will_answer(CrashDialog, answer)
    watch = person.application.crashes
    watch.begin()
    try:
        with qtbot.waitSignal(watch.met):
            sys.excepthook(KeyError, KeyError("RINA"), None)
            sys.excepthook(KeyError, KeyError("RINA"), None)
        person.waits_until(lambda: bool(told))
    finally:
        watch.end()

    assert "Ada bagian program yang berhenti" in told[0]
    assert "RINA" not in told[0]
    assert len(told) == 1
    in_settings(person, SettingsGroup.APPEARANCE)
    assert person.reads("Tampilan")


def test_the_report_of_a_defect_says_where_it_was(person: Person) -> None:
    shown: list[str] = []

    def open_report(dialog: CrashDialog) -> None:
        person.will_answer(ReportDialog, read)
        person.clicks("Buka laporan", within=dialog)

    def read(dialog: ReportDialog) -> None:
        shown.append(dialog.findChildren(QPlainTextEdit)[0].toPlainText())
        person.escapes(dialog)

    person.will_answer(CrashDialog, open_report)
    switchboard = person.application.switchboard
    assert switchboard is not None
    try:
        dict[str, str]()["RINA"]
    except KeyError as error:
        switchboard.housekeeping.tell_crash(error)

    assert "KeyError" in shown[0]
    assert "test_housekeeping.py" in shown[0]
    assert "RINA" not in shown[0]


def test_python_gets_its_hooks_back() -> None:
    before = sys.excepthook
    watch = CrashWatch()
    watch.begin()
    watch.end()

    assert sys.excepthook is before


def test_forgetting_is_asked_first(person: Person) -> None:
    seen: list[str] = []

    def refuse(dialog: QuestionDialog) -> None:
        seen.append(words_of(dialog))
        (cancel,) = (
            one for one in dialog.findChildren(QPushButton) if one.text() == "Batal"
        )
        cancel.click()

    person.will_answer(QuestionDialog, refuse)
    in_settings(person, SettingsGroup.STORAGE)
    person.clicks("Hapus semua…")

    assert "Ini tidak dapat dibatalkan." in seen[0]
    assert person.window.isVisible()


def test_after_a_failed_forgetting_changes_are_kept_again(person: Person) -> None:
    keeper = person.application.parts.keeper
    store = keeper.seal()
    keeper.change(appearance=Appearance.SYSTEM)
    keeper.unseal()

    assert store is None
    assert not keeper.has_store
