"""The panel at the left of the pages: five views of one document, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ttedesktop.language import _, mark, n_
from ui.contents.attachment_list import AttachmentList
from ui.contents.layer_tree import LayerTree
from ui.contents.outline_tree import OutlineTree
from ui.contents.side_contents import SideContents, read_contents
from ui.contents.side_tabs import NAMES, SideTabs, SideView
from ui.contents.signature_list import SignatureList
from ui.controls.labels import label
from ui.pages.layer_switch import LayerSwitch
from ui.pages.page_loader import Purpose
from ui.pages.thumbnail_list import ThumbnailList

if TYPE_CHECKING:
    from collections.abc import Sized

    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.report import ValidationReport
    from ttedesktop.validation.reporting.explanation import Explanation
    from ui.pages.document_view import DocumentView
    from ui.pages.page_loader import PageLoader, PageWish
    from ui.program.parts import Parts

_WIDE: Final = 260
_NARROW: Final = 232
"""Where the window itself is narrow."""
_NONE: Final = {
    SideView.OUTLINE: mark("Dokumen ini tidak memiliki daftar isi"),
    SideView.SIGNATURES: mark("Dokumen ini tidak memiliki tanda tangan"),
    SideView.ATTACHMENTS: mark("Dokumen ini tidak memiliki lampiran"),
    SideView.LAYERS: mark("Dokumen ini tidak memiliki lapisan"),
}
_UNREAD: Final = {
    SideView.OUTLINE: mark("Daftar isi dokumen ini tidak dapat dibaca"),
    SideView.ATTACHMENTS: mark("Lampiran dokumen ini tidak dapat dibaca"),
    SideView.LAYERS: mark("Lapisan dokumen ini tidak dapat dibaca"),
}


class SidePanel(QFrame):
    """Pages in small, table of contents, signatures, attachments and layers.

    What a document holds is asked for only when its first page is on the screen.
    """

    signature_chosen = Signal(int)
    """Number of a signature, from 1."""
    attachment_wanted = Signal(object)
    """The ``Attachment`` that is to be saved."""
    jumps = Signal()
    """Somebody goes to a place that a line named."""
    layers_changed = Signal()
    """Pages that were drawn before look different now."""
    labels_changed = Signal()
    """``page_labels`` are known, or are another document's."""
    failed = Signal(object)
    """The ``TteError`` for which something could not be done."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self._parts = parts
        self._document: Document | None = None
        self._loader: PageLoader | None = None
        self._is_asked = False
        self.page_labels: tuple[str, ...] = ()
        """What the document calls its pages; empty where it only counts them."""
        self._known: Document | None = None
        self._wanted = SideView.PAGES
        """What the person chose last; a document may not have it."""
        self._is_narrow = False
        self.tabs = SideTabs()
        self.thumbnails = ThumbnailList()
        self.outline = OutlineTree()
        self.signatures = SignatureList()
        self.attachments = AttachmentList()
        self.layers = LayerTree()
        self.switch = LayerSwitch(parts)
        self.switch.setParent(self)
        self._views: dict[SideView, QWidget] = {
            SideView.PAGES: self.thumbnails,
            SideView.OUTLINE: self.outline,
            SideView.SIGNATURES: self.signatures,
            SideView.ATTACHMENTS: self.attachments,
            SideView.LAYERS: self.layers,
        }
        self._places: dict[SideView, QWidget] = {}
        self._available = {SideView.PAGES}
        self._stack = QStackedWidget()
        self._lay_out()
        self._join()
        self.clear()

    # --- what is shown -----------------------------------------------------------

    @property
    def view(self) -> SideView:
        """The view that is open."""
        is_there = self._wanted in self._available
        return self._wanted if is_there else SideView.PAGES

    @property
    def has_read(self) -> Document | None:
        """The document whose contents are known; None while they are asked for."""
        return self._known

    @property
    def current(self) -> QWidget:
        """What of the panel takes the keyboard."""
        return self._views[self.view]

    def open_view(self, view: SideView) -> None:
        """Open a view; the pages in small while the document does not have it."""
        self._wanted = view
        self._ask()
        self._show_wanted()

    def show_document(self, document: Document, loader: PageLoader) -> None:
        """Show a document, or a version of it; ``show_report`` tells the signatures."""
        self.clear_pages()
        self._document, self._loader = document, loader
        self.thumbnails.show_document(document, loader)
        loader.page_ready.connect(self._page_came)
        loader.page_failed.connect(self._page_came)

    def clear(self) -> None:
        """Show nothing."""
        self.clear_pages()
        self.signatures.rows.show_rows(())
        self._set_state(SideView.SIGNATURES, ())

    def clear_pages(self) -> None:
        """Forget the pages and what belongs to them; signatures stay."""
        loader, self._loader = self._loader, None
        if loader is not None:
            loader.page_ready.disconnect(self._page_came)
            loader.page_failed.disconnect(self._page_came)
        self._document, self._is_asked, self._known = None, False, None
        self.page_labels = ()
        self.labels_changed.emit()
        self.switch.leave()
        self.thumbnails.clear()
        self._show(SideContents((), (), ()))

    def show_checking(self) -> None:
        """Say that the signatures are being checked."""
        self.signatures.show_checking()
        self._available.add(SideView.SIGNATURES)
        self.tabs.set_state(SideView.SIGNATURES, enabled=True)
        self._show_wanted()

    def show_report(self, report: ValidationReport, told: Explanation) -> None:
        """Show what was found of the signatures."""
        self.signatures.show_report(report, told.signatures)
        self._set_state(SideView.SIGNATURES, report.signatures)

    # --- where one reads ----------------------------------------------------------

    def attend(self, view: DocumentView) -> None:
        """Lead the view of the pages, and follow it, from now on."""
        view.current_page_changed.connect(self.thumbnails.set_current)
        view.layout_changed.connect(lambda: self._follow(view))
        self.thumbnails.page_chosen.connect(view.turn_to_page)
        self.outline.spot_chosen.connect(lambda _spot: self.jumps.emit())
        self.outline.spot_chosen.connect(view.go_to_spot)
        self.switch.switched.connect(view.pictures_changed)

    def _follow(self, view: DocumentView) -> None:
        """Mark the section that stands in the upper third of the view."""
        if SideView.OUTLINE not in self._available or not view.pages:
            return
        port = view.viewport()
        chosen = self.outline.chosen
        if chosen is not None and chosen.page < len(view.pages):
            # What was chosen stays marked as long as it is in sight: at the end of a
            # document it cannot come to the top.
            seen = view.page_transform(chosen.page).map(QPointF(0.0, chosen.y))
            if -1 <= seen.y() <= port.height() and view.page_at(seen) is not None:
                return
        eye = QPointF(port.width() / 2, port.height() / 3)
        page = view.nearest_page(eye)
        there, _invertible = view.page_transform(page).inverted()
        self.outline.show_position(page, there.map(eye).y())

    # --- layers ------------------------------------------------------------------

    def reset_layers(self) -> None:
        """Bring the layers back to how the document has them.

        To be called before signing: what is seen then is what others will see.
        """
        self.switch.reset()

    @property
    def has_changed_layers(self) -> bool:
        """Whether not all layers are shown as the document has them."""
        return self.switch.is_changed

    # --- room --------------------------------------------------------------------

    def set_room(self, width: int, *, compact: bool) -> None:
        """Fit to the width of the window, in logical pixels."""
        self._is_narrow = compact
        self.thumbnails.set_room(width)
        self._fit()

    # --- inside ------------------------------------------------------------------

    def _page_came(self, wish: PageWish, _outcome: object) -> None:
        if wish.purpose is Purpose.VIEW:
            self._ask()

    def _ask(self) -> None:
        document = self._document
        if document is None or self._is_asked:
            return
        self._is_asked = True
        renderer = self._parts.making
        self._parts.background.run(
            lambda: read_contents(renderer, document),
            to=self,
            on_success=lambda contents: self._take(document, contents),
            on_failure=self.failed.emit,
        )

    def _take(self, document: Document, contents: SideContents) -> None:
        if document is self._document:
            self._known = document
            self.page_labels = contents.labels
            self.labels_changed.emit()
            self.switch.take(document, contents.layers or ())
            self._show(contents)

    def _show(self, contents: SideContents) -> None:
        self.outline.show_entries(contents.outline or ())
        self.attachments.show_attachments(contents.attachments or ())
        self._show_layers()
        self._set_state(SideView.OUTLINE, contents.outline)
        self._set_state(SideView.ATTACHMENTS, contents.attachments)
        self._set_state(SideView.LAYERS, contents.layers)

    def _set_state(self, view: SideView, things: Sized | None) -> None:
        """Let a view be opened if it has something to show."""
        has_any = things is not None and len(things) > 0
        if things is None:
            words = _(_UNREAD[view])
        elif not has_any:
            words = _(_NONE[view])
        else:
            words = _counted(view, len(things))
        self.tabs.set_state(view, enabled=has_any, words=words)
        if has_any:
            self._available.add(view)
        else:
            self._available.discard(view)
        self._show_wanted()

    def _show_wanted(self) -> None:
        self._stack.setCurrentWidget(self._places[self.view])
        self.tabs.select(self.view)
        self._fit()

    def _show_layers(self) -> None:
        self.layers.show_layers(self.switch.layers, is_changed=self.switch.is_changed)

    def _switched(self) -> None:
        self._show_layers()
        self.thumbnails.pictures_changed()
        self.layers_changed.emit()

    def _fit(self) -> None:
        wide = _NARROW if self._is_narrow else _WIDE
        is_small = self.view is SideView.PAGES
        least = max(self.thumbnails.column, self.tabs.least_width)
        self.setFixedWidth(least if is_small else wide)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        for view, shown in self._views.items():
            place = shown if view is SideView.PAGES else _headed(_(NAMES[view]), shown)
            self._places[view] = place
            self._stack.addWidget(place)

    def _join(self) -> None:
        self.tabs.chosen.connect(self.open_view)
        self.signatures.signature_chosen.connect(lambda _number: self.jumps.emit())
        self.signatures.signature_chosen.connect(self.signature_chosen)
        self.attachments.saving_wanted.connect(self.attachment_wanted)
        self.layers.toggled.connect(self.switch.switch)
        self.layers.reset_wanted.connect(self.reset_layers)
        self.switch.switched.connect(self._switched)
        self.switch.failed.connect(self.failed)


def _headed(words: str, shown: QWidget) -> QWidget:
    made = QWidget()
    heading = label(words, role="label")
    heading.setContentsMargins(12, 12, 12, 6)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(heading)
    column.addWidget(shown, 1)
    return made


def _counted(view: SideView, count: int) -> str:
    """Return how much a view has, for its tab."""
    if view is SideView.SIGNATURES:
        words = n_("{count} tanda tangan", "{count} tanda tangan", count)
    elif view is SideView.ATTACHMENTS:
        words = n_("{count} lampiran", "{count} lampiran", count)
    elif view is SideView.LAYERS:
        words = n_("{count} lapisan", "{count} lapisan", count)
    else:
        return _(NAMES[view])
    return words.format(count=count)
