"""Certificates of an office for its servers, seen and changed in the settings."""

from __future__ import annotations

import hashlib
from ssl import DER_cert_to_PEM_cert
from typing import TYPE_CHECKING

import pytest

from tests.engine.validation.authorities import new_authorities
from ttedesktop.policy import Policy
from ttedesktop.service_choice import certificates_of, wishes_from
from ui import rail
from ui.checking.trust_dialog import TrustDialog
from ui.controls.buttons import ToolButton
from ui.settings.groups import SettingsGroup
from ui.settings.office_settings import OfficeAuthorities

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def offered(person: Person) -> OfficeAuthorities:
    person.window.show_room(rail.SETTINGS)
    page = person.window.settings_page
    page.open_group(SettingsGroup.TIME_STAMPS)
    return OfficeAuthorities(person.application.parts.keeper, page.failed)


def agrees(person: Person, dialog: TrustDialog) -> None:
    assert not person.button("Percayai", within=dialog).isEnabled()
    dialog.compared.setChecked(True)
    person.clicks("Percayai", within=dialog)


def test_authority_is_trusted_for_servers_only_once_it_was_compared(
    person: Person, tmp_path: Path
) -> None:
    root = new_authorities().root.der
    file = tmp_path / "kantor.der"
    file.write_bytes(root)
    authorities, parts = offered(person), person.application.parts

    person.will_answer(TrustDialog, person.escapes)
    authorities.add(file, person.window)
    assert parts.settings.network_authorities == ()
    person.will_answer(TrustDialog, lambda dialog: agrees(person, dialog))
    authorities.add(file, person.window)

    file.unlink()
    rules = wishes_from(parts.settings, Policy()).rules
    assert rules.authorities == (root,)
    digest = hashlib.sha256(root).hexdigest()
    assert digest not in [one.sha256 for one in parts.trust_store().anchors]
    assert parts.settings.trust_anchors == ()
    person.waits_until(lambda: person.reads("Induk Uji"))
    # what is trusted already is not asked about again
    again = tmp_path / "kantor.pem"
    again.write_text(DER_cert_to_PEM_cert(root), "ascii")
    authorities.add(again, person.window)
    assert len(parts.settings.network_authorities) == 1


def test_authority_is_trusted_no_more_where_a_person_wants_that(
    person: Person,
) -> None:
    pem = DER_cert_to_PEM_cert(new_authorities().root.der)
    person.application.parts.keeper.change(network_authorities=(pem,))
    offered(person)
    person.waits_until(lambda: person.reads("Induk Uji"))
    buttons = person.window.settings_page.findChildren(ToolButton)
    (button,) = [
        one for one in buttons if one.accessibleName() == "Jangan percaya lagi"
    ]
    button.click()
    assert person.application.parts.settings.network_authorities == ()


def test_file_without_a_certificate_is_told(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "kantor.pem"
    file.write_text("bukan sertifikat")
    seen: list[str] = []
    person.will_read_trouble(seen)

    offered(person).add(file, person.window)

    person.waits_until(lambda: bool(seen))
    assert any("kantor.pem" in words for words in seen)


def test_entry_that_is_damaged_or_gone_vouches_for_nobody(tmp_path: Path) -> None:
    entries = ("-----BEGIN CERTIFICATE-----\nrusak", str(tmp_path / "tidak-ada.pem"))
    assert list(certificates_of(entries)) == []
