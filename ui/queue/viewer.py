"""The current document of the queue beside the list, with its signature box."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.errors.document_errors import PasswordNeeded, PasswordWrong
from ttedesktop.language import _
from ttedesktop.messages import words_of
from ttedesktop.signing.specimen import Occasion
from ttedesktop.signing.stamp_pictures import places_like
from ttedesktop.specimens.design import design_named
from ui.controls.buttons import Button, ToolButton
from ui.controls.elided_label import ElidedLabel
from ui.controls.labels import disc, frame, label
from ui.pages.document_view import DocumentView
from ui.pages.page_loader import PageLoader
from ui.pages.paper_names import paper_name
from ui.placing.signature_box import SignatureBox
from ui.queue.document import DONE, QueuedDocument, RowState
from ui.specimens.stamp_preview import StampPreview

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.request import Placement
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.program.parts import Parts

_PAUSE: Final = 60
"""Milliseconds for which a document must be the current one to be opened."""


class QueueViewer(QWidget):
    """Shows one document at a time; says when its last page was seen."""

    was_read = Signal(object)
    """The ``QueuedDocument`` whose last page was seen."""
    placed = Signal(object, object, object)
    """A document, the ``Placement`` a person chose for it, and the ``Document``."""
    step_wanted = Signal(int)
    opening_wanted = Signal(object)
    """A document that is to be opened in its own room."""
    password_wanted = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._row: QueuedDocument | None = None
        self._document: Document | None = None
        self._loader: PageLoader | None = None
        self._certificate: TokenCertificate | None = None
        self._is_locked = self._is_drawn = False
        self.view = DocumentView()
        self.box = SignatureBox(self.view)
        self._preview = StampPreview(parts)
        self._preview.drawn.connect(self.box.show_stamp)
        self._name = ElidedLabel("", role="name")
        self._line = label("", role="caption")
        self._notice = _Notice()
        self._notice.button.clicked.connect(
            lambda: self.password_wanted.emit(self._row)
        )
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._notice)
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._open)
        self.view.last_page_seen.connect(self._last_page_seen)
        self.view.first_drawn.connect(self._drawn)
        self.view.current_page_changed.connect(lambda _index: self._tell())
        self.box.placement_changed.connect(self._moved)
        self.box.stamp_wanted.connect(self._draw_stamp)
        self.view.installEventFilter(self)

    @property
    def row(self) -> QueuedDocument | None:
        """The document that is shown, or is being opened."""
        return self._row

    @property
    def document(self) -> Document | None:
        """What is shown; None while it is being opened."""
        return self._document

    def show_row(self, row: QueuedDocument | None) -> None:
        """Show a document, once it is sure that it stays the current one."""
        if row is self._row and row is not None:
            self.refresh()
            return
        self._row = row
        self._leave()
        self._tell()
        if row is not None:
            self._pause.start()

    def reopen(self) -> None:
        """Read the document that is shown once more."""
        self._leave()
        self._open()

    def refresh(self) -> None:
        """Show what has changed of the document that is shown."""
        self._tell()
        row, document = self._row, self._document
        if row is None or document is None:
            return
        is_fixed = self._is_locked or not row.is_open or bool(row.facts.field_name)
        movable = not is_fixed and row.state is not RowState.UNREADABLE
        self.box.pictures = _pictures(row, document) if movable else ()
        self.box.set_active(active=movable)
        if movable and self.box.placement != row.facts.placement:
            self.box.set_placement(row.facts.placement)

    def set_certificate(self, certificate: TokenCertificate | None) -> None:
        """Show on the stamp who would sign."""
        self._certificate = certificate
        if self._document is not None and self.box.placement is not None:
            self.box.set_placement(self.box.placement)

    def set_locked(self, *, locked: bool) -> None:
        """Leave the places as they are while a batch runs."""
        self._is_locked = locked
        self.refresh()

    def next_screen(self) -> bool:
        """Go on by a screen; False at the end of the document."""
        bar = self.view.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return False
        self.view.keyPressEvent(
            QKeyEvent(
                QEvent.Type.KeyPress,
                Qt.Key.Key_PageDown,
                Qt.KeyboardModifier.NoModifier,
            )
        )
        return True

    def close_document(self) -> None:
        """Show nothing and let go of everything."""
        self._row = None
        self._leave()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space leads through the pages and on to the next document here, too."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
            and not event.modifiers()
        ):
            if not self.next_screen():
                self.step_wanted.emit(1)
            return True
        return False

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._row is not None and self._document is None:
            self._pause.start()

    # --- opening -------------------------------------------------------------------

    def _open(self) -> None:
        row = self._row
        if row is None or not self.isVisible():
            return
        path, password = _shown_path(row), row.password
        self._parts.background.run(
            lambda: self._parts.reading.open(path, password=password),
            to=self,
            on_success=lambda document: self._opened(row, document),
            on_failure=lambda error: self._failed(row, error),
        )

    def _opened(self, row: QueuedDocument, document: Document) -> None:
        if row is not self._row or self._document is not None:
            return
        self._document = document
        self._loader = PageLoader(self._parts.reading, document, self._parts.making)
        self._body.setCurrentWidget(self.view)
        self.view.show_document(document, self._loader)
        self.view.fit_page()
        self.refresh()
        place = row.facts.placement
        self.view.go_to_page(0 if place is None or row.read_at is None else place.page)

    def _failed(self, row: QueuedDocument, error: TteError) -> None:
        if row is self._row:
            self._notice.tell(error)
            self._body.setCurrentWidget(self._notice)

    def _leave(self) -> None:
        self._pause.stop()
        self.box.set_active(active=False)
        self.view.clear()
        loader, self._loader = self._loader, None
        if loader is not None:
            loader.stop()
        document, self._document = self._document, None
        self._is_drawn = False
        if document is not None:
            self._forget(document)

    def _forget(self, document: Document) -> None:
        renderers = (self._parts.reading, self._parts.making)

        def drop() -> None:
            for one in renderers:
                one.forget(document)

        self._parts.background.run(
            drop,
            to=self,
            on_success=lambda _none: None,
            on_failure=lambda _error: None,
        )

    # --- what is seen --------------------------------------------------------------

    def _drawn(self) -> None:
        """From now on something is seen; a single page perhaps to its end."""
        self._is_drawn = True
        self.recheck_reading()

    def _last_page_seen(self) -> None:
        row = self._row
        # What was read must be what is signed, and seen by somebody.
        if (
            row is None
            or self._document is None
            or not (self._is_drawn and self.view.isVisible())
            or row.read_at is not None
            or row.state in DONE
            or not row.facts.sha256
            or row.facts.sha256 != self._document.sha256
        ):
            return
        row.read_at = datetime.now(UTC)
        self.was_read.emit(row)

    def recheck_reading(self) -> None:
        """Set the mark where the facts came after the last page was seen."""
        document, bar = self._document, self.view.verticalScrollBar()
        if document is None or bar.value() < bar.maximum():
            return
        if self.view.current_page == len(document.pages) - 1:
            self._last_page_seen()

    def _moved(self, placement: Placement | None) -> None:
        row, document = self._row, self._document
        if row is None or document is None or self._is_locked or not row.is_open:
            return
        if placement is None or self.box.is_too_small:
            return
        if placement != row.facts.placement:
            self.placed.emit(row, placement, document)

    def _draw_stamp(self) -> None:
        document, placement = self._document, self.box.placement
        if document is None or placement is None:
            return
        key = self._row.specimen if self._row is not None else ""
        specimen = self._parts.specimen(
            design_named(key, self._parts.settings.specimens)
        )
        number = self._row.facts.number if self._row is not None else ""
        text = specimen.text_for(
            self._certificate, document, occasion=Occasion(number=number)
        )
        scale = self.view.scale * self.view.devicePixelRatioF()
        self._preview.draw_in_place(text, placement, document, scale=scale)

    def _tell(self) -> None:
        row, document = self._row, self._document
        self._name.set_words("" if row is None else row.path.stem)
        words = ""
        if document is not None:
            words = _("Halaman {page} dari {count} · {paper}").format(
                page=self.view.current_page + 1,
                count=len(document.pages),
                paper=paper_name(document.pages[self.view.current_page]),
            )
        self._line.setText(words)

    def _lay_out(self) -> None:
        head = frame("viewer-head")
        head.setFixedHeight(61)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._line)
        words.addStretch(1)
        up = ToolButton("chevron_up", _("Dokumen sebelumnya (Alt+↑)"))
        down = ToolButton("chevron_down", _("Dokumen berikutnya (Alt+↓)"))
        opening = ToolButton("open", _("Buka di Dokumen"))
        up.clicked.connect(lambda: self.step_wanted.emit(-1))
        down.clicked.connect(lambda: self.step_wanted.emit(1))
        opening.clicked.connect(lambda: self.opening_wanted.emit(self._row))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(0)
        row.addLayout(words, 1)
        for one in (up, down, opening):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._body, 1)


class _Notice(QWidget):
    """Stands where the pages would, if they cannot be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading = label("", role="section", wrap=True)
        self._cause = label("", role="helper", wrap=True)
        self.button = Button(_("Masukkan kata sandi"), icon="lock_closed")
        for one in (self._heading, self._cause):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        icon = disc("error_circle", "none", size=64)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._heading)
        column.addWidget(self._cause)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def tell(self, error: TteError) -> None:
        words = words_of(error)
        self._heading.setText(words.heading)
        self._cause.setText(words.cause)
        self.button.setVisible(isinstance(error, PasswordNeeded | PasswordWrong))


def _pictures(row: QueuedDocument, document: Document) -> tuple[Placement, ...]:
    """Return where the stamp is seen as a picture; what is known may be outdated."""
    facts = row.facts
    if facts.placement is None or facts.sha256 != document.sha256:
        return ()
    return places_like(facts.placement, facts.picture_pages, document)


def _shown_path(row: QueuedDocument) -> Path:
    """Return the result of a document that is signed, else the document itself."""
    outcome = row.outcome
    if row.state is RowState.SIGNED and outcome is not None and outcome.path:
        return outcome.path
    return row.path
