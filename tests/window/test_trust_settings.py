"""Whom the computer trusts, seen and changed in the settings."""

from __future__ import annotations

from datetime import timedelta
from ssl import DER_cert_to_PEM_cert
from typing import TYPE_CHECKING

import pytest

from tests.engine.validation.authorities import NOW, Authorities, new_authorities
from tests.engine.validation.updates import comment, updated
from tests.papers.letters import letter
from ttedesktop.validation.report import Verdict
from ui import rail
from ui.checking.chain_dialog import ChainDialog
from ui.checking.trust_dialog import TrustDialog
from ui.controls.error_dialog import ErrorDialog
from ui.controls.question_dialog import QuestionDialog
from ui.settings.groups import SettingsGroup
from ui.settings.trust_settings import TrustSettings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.window.person import Person

SIGNED = NOW - timedelta(days=3)


@pytest.fixture(scope="module")
def authorities() -> Authorities:
    return new_authorities()


@pytest.fixture
def settings(person: Person) -> TrustSettings:
    person.window.show_room(rail.SETTINGS)
    person.window.settings_page.open_group(SettingsGroup.TRUST)
    (found,) = person.window.findChildren(TrustSettings)
    found.start_over_unasked()
    return found


def agrees(person: Person, dialog: TrustDialog) -> None:
    assert not person.button("Percayai", within=dialog).isEnabled()
    dialog.compared.setChecked(True)
    person.clicks("Percayai", within=dialog)


def test_anchor_is_trusted_once_its_fingerprint_was_compared(
    person: Person, settings: TrustSettings, authorities: Authorities, tmp_path: Path
) -> None:
    file = tmp_path / "induk.pem"
    file.write_text(DER_cert_to_PEM_cert(authorities.root.der), "ascii")
    person.will_answer(TrustDialog, lambda dialog: agrees(person, dialog))

    settings.add_anchor(file)

    assert len(person.application.parts.settings.trust_anchors) == 1
    person.waits_until(lambda: person.reads("Induk Uji"))
    assert person.reads("Ditambahkan")


def test_imported_list_is_shown_with_its_age_and_used(
    person: Person, settings: TrustSettings, authorities: Authorities, tmp_path: Path
) -> None:
    file, path = tmp_path / "penerbit.crl", tmp_path / "surat.pdf"
    revoked = (authorities.official, SIGNED - timedelta(days=1))
    file.write_bytes(authorities.crl(revoked, at=NOW - timedelta(days=2)))
    path.write_bytes(authorities.sign(letter(), at=SIGNED))
    trust(person, authorities)

    settings.import_list(file)

    person.waits_until(lambda: person.reads("Umur 2 hari"))
    person.opens(path)
    assert person.window.document_page.strip.word == "TIDAK SAH"
    assert person.reads("sudah dicabut sebelum dokumen ditandatangani")


def test_file_that_is_no_list_is_told(
    person: Person, settings: TrustSettings, tmp_path: Path
) -> None:
    (tmp_path / "rusak.crl").write_bytes(b"rusak")
    seen: list[str] = []
    person.will_answer(ErrorDialog, lambda dialog: closes(person, dialog, seen))

    settings.import_list(tmp_path / "rusak.crl")

    assert seen


def closes(person: Person, dialog: QWidget, seen: list[str]) -> None:
    seen.append(dialog.windowTitle())
    person.escapes(dialog)


def test_everything_added_goes_when_a_person_starts_over(
    person: Person, settings: TrustSettings, authorities: Authorities
) -> None:
    parts = person.application.parts
    trust(person, authorities)
    parts.trust_folder.remember([authorities.authority.der])
    person.will_answer(
        QuestionDialog,
        lambda dialog: person.clicks("Kembalikan ke bawaan", within=dialog),
    )

    settings.start_over()

    assert parts.settings.trust_anchors == ()
    assert parts.trust_folder.certificate_count() == 0


def test_strict_policy_is_what_documents_are_judged_by(
    person: Person, settings: TrustSettings, authorities: Authorities, tmp_path: Path
) -> None:
    del settings
    path = tmp_path / "surat.pdf"
    path.write_bytes(authorities.sign(letter(), at=SIGNED))
    trust(person, authorities)
    person.application.parts.keeper.change(strict_verification=True)

    person.opens(path)

    report = person.window.document_page.report
    assert report is not None
    assert report.verdict is Verdict.INDETERMINATE


def test_chain_is_shown_from_the_root_to_the_signer(
    person: Person, settings: TrustSettings, authorities: Authorities, tmp_path: Path
) -> None:
    del settings
    path = tmp_path / "surat.pdf"
    path.write_bytes(authorities.sign(letter(), at=SIGNED))
    trust(person, authorities)
    person.opens(path)
    page, seen = person.window.document_page, list[bool]()

    def look(dialog: ChainDialog) -> None:
        words = (
            "Sertifikat induk yang tepercaya",
            "Induk Uji",
            "Penerbit Uji",
            "SITI AMINAH",
        )
        seen.extend(person.reads(word) for word in (*words, "Otoritas cap waktu"))
        person.escapes(dialog)

    person.will_answer(ChainDialog, look)
    page.validation_panel.open_card(1)
    person.clicks("Lihat rantai sertifikat")

    assert seen == [True] * 5


def test_what_changed_is_painted_and_the_signed_version_can_be_seen(
    person: Person, settings: TrustSettings, authorities: Authorities, tmp_path: Path
) -> None:
    del settings
    path = tmp_path / "surat.pdf"
    changed = updated(
        authorities.sign(letter(), at=SIGNED), comment((60, 700, 300, 760))
    )
    path.write_bytes(changed)
    trust(person, authorities)
    person.opens(path)
    page = person.window.document_page
    page.validation_panel.open_card(1)

    person.clicks("Tunjukkan yang berubah")
    assert page.differences.places
    person.clicks("Lihat versi yang ditandatangani", within=page)
    person.waits_until(lambda: page.strip.word == "Versi yang ditandatangani")
    assert page.differences.places
    person.clicks("Kembali ke dokumen")

    assert page.strip.word == "TIDAK SAH"


def trust(person: Person, authorities: Authorities) -> None:
    anchor = DER_cert_to_PEM_cert(authorities.root.der)
    person.application.parts.keeper.change(trust_anchors=(anchor,))
