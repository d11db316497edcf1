"""Dialogs that no other journey meets, for pictures and for the walk of access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.papers import letters as papers
from tests.states.visitor import wait_for
from ttedesktop.language import _
from ui.checking.trust_dialog import TrustDialog
from ui.documents.password_dialog import PasswordDialog
from ui.placing.place_card import page_in_words
from ui.placing.place_name_dialog import PlaceNameDialog
from ui.queue.note import NoteDialog
from ui.queue.places import AnchorDialog, PagesDialog
from ui.settings.time_stamp_settings import SecretDialog
from ui.signing.certificate_dialog import CertificateDialog
from ui.signing.confirmation import SigningConfirmation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.states.visitor import Visitor
    from ui.controls.dialog import Dialog
    from ui.queue.document import QueuedDocument


def looked_at(visitor: Visitor, name: str) -> Callable[[Dialog], None]:
    """Return what visits a dialog under a name and leaves it with Esc."""

    def look(dialog: Dialog) -> None:
        visitor.take(name)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    return look


def confirmation(visitor: Visitor) -> None:
    """Ask to sign while the PIN still serves; the document is open."""
    page = visitor.window.document_page
    panel = page.signing_panel
    wait_for(lambda: panel.heed.is_filled and page.desk.placement is not None)
    if panel.heed.seen is not None:
        panel.heed.seen.setChecked(True)
    panel.consent.setChecked(True)
    switchboard = visitor.application.switchboard
    assert switchboard is not None
    visitor.with_dialog(
        SigningConfirmation,
        looked_at(visitor, "08-session-confirm"),
        page.ask_to_sign,
    )
    wait_for(lambda: not switchboard.is_busy)


def document_dialogs(visitor: Visitor, folder: Path, authority: bytes) -> None:
    """See what is asked about a document, a place, a certificate, and a password."""
    window, switchboard = visitor.window, visitor.application.switchboard
    assert switchboard is not None
    closed = folder / "Nota rahasia.pdf"
    closed.write_bytes(papers.encrypted())
    look = looked_at
    visitor.with_dialog(
        PasswordDialog,
        look(visitor, "30-password"),
        lambda: _opens(visitor, closed),
    )
    visitor.with_dialog(
        CertificateDialog,
        look(visitor, "30-certificate"),
        switchboard.token_affairs.choose_certificate,
    )
    visitor.with_dialog(
        PlaceNameDialog,
        look(visitor, "30-place-name"),
        PlaceNameDialog(window, _where(visitor)).ask_name,
    )
    visitor.with_dialog(
        TrustDialog, look(visitor, "30-trust"), TrustDialog(window, authority).show_once
    )
    visitor.with_dialog(
        SecretDialog,
        look(visitor, "30-secret"),
        SecretDialog(window, _("Kata sandi proksi"), "dinas").ask_password,
    )


def _where(visitor: Visitor) -> str:
    page = visitor.window.document_page
    assert page.document is not None
    assert page.desk.place.placement is not None
    return page_in_words(page.desk.place.placement, page.document.pages)


def queue_dialogs(visitor: Visitor, rows: Sequence[QueuedDocument]) -> None:
    """See what is asked about the rows of a queue."""
    visitor.with_dialog(
        AnchorDialog,
        looked_at(visitor, "30-queue-anchor"),
        AnchorDialog(visitor.window).ask_rule,
    )
    visitor.with_dialog(
        PagesDialog,
        looked_at(visitor, "30-queue-pages"),
        PagesDialog(visitor.window).ask_pages,
    )
    visitor.with_dialog(
        NoteDialog,
        looked_at(visitor, "30-queue-note"),
        NoteDialog(visitor.window, rows[:1]).ask_note,
    )


def _opens(visitor: Visitor, path: Path) -> None:
    switchboard = visitor.application.switchboard
    assert switchboard is not None
    seen = len(visitor.names)
    switchboard.open(path)
    wait_for(lambda: len(visitor.names) > seen)
