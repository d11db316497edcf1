"""Pictures of what verification shows, for ``make screenshots``."""

from __future__ import annotations

from ssl import DER_cert_to_PEM_cert
from typing import TYPE_CHECKING

from tests.engine.validation.authorities import NOW, YEAR, new_authorities
from tests.engine.validation.updates import comment, updated
from tests.papers.letters import letter
from tests.window.test_page_marks import with_specimen
from ttedesktop.language import _
from ttedesktop.validation.progress import Progress, Stage
from ui import rail
from ui.checking.chain_dialog import ChainDialog
from ui.settings.groups import SettingsGroup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engine.validation.authorities import Authorities
    from tests.states.visitor import Visitor
    from ui.documents.document_page import DocumentPage

BOX = (330, 150, 530, 220)


def checking_states(
    photo: Visitor,
    folder: Path,
    opened: Callable[[Path], None],
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Look at a signed letter of strangers, at a changed one, and at who is trusted."""
    authorities = new_authorities()
    signed = authorities.sign(letter(), at=NOW - YEAR / 12, box=BOX, page=1)
    _trusted(photo, authorities, folder)
    _changed(photo, signed, folder, opened)
    _picture(photo, folder, wait_for)
    _many(photo, signed, folder, wait_for)
    path = folder / "Surat keterangan.pdf"
    path.write_bytes(authorities.sign(signed, at=NOW, box=(60, 150, 260, 220)))
    opened(path)
    photo.take("26-checked")
    window = photo.application.window
    assert window is not None
    page = window.document_page
    _under_way(photo, page)
    opened(path)

    def look(dialog: ChainDialog) -> None:
        photo.take("26-chain")
        dialog.accept()

    photo.with_dialog(
        ChainDialog, look, lambda: page.validation_panel.chain_wanted.emit(1)
    )


def _under_way(photo: Visitor, page: DocumentPage) -> None:
    """See a check that takes long, and one that was stopped."""
    page.strip.show_checking()
    page.validation_panel.clear()
    told = Progress(Stage.CHANGES, 2, 5, page=12, pages=300, broken=0)
    page.strip.show_progress(told)
    page.validation_panel.show_progress(told)
    # It may be stopped after a second.
    photo.take("26-checking")
    photo.take("26-checking-long")
    page.strip.show_stopped()
    page.validation_panel.show_stopped()
    photo.take("26-checking-stopped")


def _trusted(photo: Visitor, authorities: Authorities, folder: Path) -> None:
    window, parts = photo.application.window, photo.application.parts
    assert window is not None
    parts.keeper.change(trust_anchors=(DER_cert_to_PEM_cert(authorities.root.der),))
    for number, lasting in enumerate((YEAR, YEAR / 365)):
        issuer = (authorities.authority, authorities.root)[number]
        crl = folder / f"{number}.crl"
        revoked = (authorities.root, NOW)
        made = NOW - YEAR / 30
        crl.write_bytes(authorities.crl(revoked, at=made, lasting=lasting, by=issuer))
        parts.trust_folder.import_list(crl)
    parts.trust_folder.remember([authorities.authority.der])
    window.show_room(rail.SETTINGS)
    window.settings_page.open_group(SettingsGroup.TRUST)
    photo.take("25-trust")
    scroll = window.settings_page.cards_area.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    photo.take("25-trust-below")
    parts.trust_folder.remove(parts.trust_folder.lists()[0])


def _changed(
    photo: Visitor,
    signed: bytes,
    folder: Path,
    opened: Callable[[Path], None],
) -> None:
    path = folder / "Surat yang berubah.pdf"
    path.write_bytes(updated(signed, comment((60, 700, 300, 760))))
    opened(path)
    window = photo.application.window
    assert window is not None
    page = window.document_page
    page.validation_panel.open_card(1)
    page.validation_panel.changes_wanted.emit(1)
    photo.take("26-changes")
    page.validation_panel.signed_version_wanted.emit(1)
    photo.take("26-changes-signed-version")


def _many(
    photo: Visitor,
    signed: bytes,
    folder: Path,
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    window = photo.application.window
    assert window is not None
    window.show_room(rail.CHECKING)
    photo.take("27-many-empty")
    archive = folder / "arsip"
    archive.mkdir()
    for number in range(1, 13):
        content = signed if number % 3 else letter()
        if number % 5 == 0:
            content = updated(signed, comment((60, 700, 300, 760)))
        (archive / f"Surat Keterangan {number:03}.pdf").write_bytes(content)
    (archive / "rusak.pdf").write_bytes(b"Bukan PDF")
    page = window.checking_page
    page.add([archive])
    wait_for(lambda: len(page.reports) == 13 and not page.run.is_running)
    photo.take("27-many")


def _picture(
    photo: Visitor, folder: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    """See a letter that only shows the picture of a signature."""
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    path = folder / "Cetakan.pdf"
    path.write_bytes(with_specimen())
    switchboard.open(path, for_checking=True)
    wait_for(lambda: window.document_page.report is not None)
    wait_for(lambda: window.document_page.strip.word == _("TIDAK ADA TTE"))
    window.document_page.view.go_to_page(1)
    photo.take("28-picture-of-a-signature")
