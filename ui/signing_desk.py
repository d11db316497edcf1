"""Joins panel, box and thumbnails while a document waits to be signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.document.finding import Finding, Weight
from ttedesktop.document.geometry import PdfRect, ViewRect
from ttedesktop.document.inspection import what_prevents_signing
from ttedesktop.document_errors import ExistingSignatureBroken, PageUndrawable
from ttedesktop.messages import words_of
from ttedesktop.signing.output import Destination
from ttedesktop.signing.place_finding import PlacesFound, find_places
from ttedesktop.signing.place_rule import AnchorRule
from ttedesktop.signing.placement import place_at, usual_place
from ttedesktop.signing.specimen import Occasion
from ttedesktop.validation.report import Verdict
from ui.signing_flow import SigningOrder
from ui.specimen_miniatures import SpecimenMiniatures, box_kind_of
from ui.stamp_preview import StampPreview

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.errors import TteError
    from ttedesktop.signing.request import Placement
    from ttedesktop.signing.stamp_text import StampText
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.survey import Survey
    from ttedesktop.validation.report import ValidationReport
    from ui.box_geometry import BoxKind
    from ui.document_view import DocumentView
    from ui.page_loader import PagePicture
    from ui.parts import Parts
    from ui.signature_box import SignatureBox
    from ui.signing_panel import SigningChoices, SigningPanel
    from ui.thumbnail_list import ThumbnailList

_LETTER_ANCHOR: Final = AnchorRule("${ttd_pengirim}")
"""What e-letter systems leave where the sender's signature belongs."""


class SigningDesk(QObject):
    """Knows who would sign, where, and what still keeps them from it."""

    order_given = Signal(object)
    """The ``SigningOrder``, when a person pressed the button."""

    def __init__(
        self,
        parts: Parts,
        panel: SigningPanel,
        box: SignatureBox,
        view: DocumentView,
        thumbnails: ThumbnailList,
    ) -> None:
        super().__init__(panel)
        self._parts = parts
        self._panel, self._box = panel, box
        self._view, self._thumbnails = view, thumbnails
        self._document: Document | None = None
        self._certificate: TokenCertificate | None = None
        self._placement: Placement | None = None
        self._anchor: PdfRect | None = None
        """The text that the box was laid to; it is to be covered."""
        self._is_active = False
        self._was_moved = False
        self._preview = StampPreview(parts.background, parts.making)
        self._preview.drawn.connect(self._stamp_came)
        self._miniatures = SpecimenMiniatures(parts)
        self._miniatures.drawn.connect(panel.show_specimen)
        self._show_specimens()
        self._shown: PagePicture | None = None
        box.placement_changed.connect(self._moved)
        box.stamp_wanted.connect(self._draw_stamp)
        panel.visibility_changed.connect(self._visibility_chosen)
        panel.specimen_chosen.connect(lambda key: parts.keeper.change(specimen=key))
        panel.placement_wanted.connect(self._go_to_box)
        panel.sign_requested.connect(self._give_order)
        view.last_page_seen.connect(self._last_page_seen)
        view.page_failed.connect(self._page_failed)

    @property
    def certificate(self) -> TokenCertificate | None:
        """Who would sign; None if no token is there."""
        return self._certificate

    @property
    def placement(self) -> Placement | None:
        """Where the signature would stand; None if invisible or not placed."""
        return self._placement

    def take(self, document: Document) -> None:
        """Begin with another document."""
        self._document = document
        self._placement = self._anchor = None
        self._was_moved = False
        self._panel.start_over()
        self._panel.show_placement(None, document.pages)
        hindrance = what_prevents_signing(document)
        self._panel.show_hindrance(_heading(hindrance) if hindrance else "")
        # Pages may have failed before: the desk is set up after the first is seen.
        for index in sorted(self._view.failed_pages)[:1]:
            self._page_failed(index)
        self._panel.require_reading(
            required=self._parts.settings.must_read_to_the_end
            and len(document.pages) > 1
        )
        self._look_through(document)
        self._draw_miniature()

    def start(self, placement: Placement | None = None) -> None:
        """Let the person place the box; at the usual place if none was chosen."""
        document = self._document
        if document is None:
            return
        self._is_active = True
        width, height = self._box.kind.usual
        usual = usual_place(document.pages, width=width, height=height)
        self._place(placement or usual)
        self._was_moved = placement is not None
        self._box.set_active(active=self._panel.choices().is_visible)
        if placement is None:
            self._look_for_anchor(document)

    def stop(self) -> None:
        """Take the box away."""
        self._is_active = False
        self._box.set_active(active=False)
        self._thumbnails.show_placement(None)

    def leave(self) -> None:
        """Forget the document, and the consent that was given for it."""
        self.stop()
        self._document, self._placement = None, None
        self._panel.start_over()

    def heed(self, report: ValidationReport) -> None:
        """Keep a person from signing where an earlier signature is broken."""
        document = self._document
        if document is None or what_prevents_signing(document) is not None:
            return
        for one in report.signatures:
            if one.verdict is Verdict.INVALID:
                broken = ExistingSignatureBroken(document.name, one.field)
                self._panel.show_hindrance(_heading(broken))

    def show_survey(self, survey: Survey) -> None:
        """Keep the certificate chosen if it is still there, else take another."""
        there = survey.certificates()
        wanted = self._certificate
        last = self._parts.settings.certificate
        fitting = (
            [one for one in there if wanted is not None and one.sha256 == wanted.sha256]
            or [one for one in there if one.can_sign and one.sha256 == last]
            or [one for one in there if one.can_sign]
            or [one for one in there if one.is_signing_certificate]
        )
        self.choose(fitting[0] if fitting else None)

    def choose(self, certificate: TokenCertificate | None) -> None:
        """Let this certificate sign."""
        same = (
            certificate is not None
            and self._certificate is not None
            and certificate.sha256 == self._certificate.sha256
        )
        self._certificate = certificate
        self._panel.show_certificate(certificate)
        if not same:
            self._redraw()

    def refresh_specimen(self) -> None:
        """Show what became of the specimens and of what the person states."""
        self._show_specimens()
        self._redraw()

    def _show_specimens(self) -> None:
        settings, before = self._parts.settings, self._box.kind
        design = settings.chosen_specimen
        self._panel.show_specimens(settings.specimens, design.key)
        kind = self._box.kind = box_kind_of(design)
        if kind.usual != before.usual and self._placement is not None:
            self._resize(kind)

    # --- inside ----------------------------------------------------------------

    def _redraw(self) -> None:
        self._draw_miniature()
        if self._is_active and self._placement is not None:
            self._box.set_placement(self._placement)

    def _place(self, placement: Placement) -> None:
        document = self._document
        if document is None:
            return
        self._placement = placement
        self._box.set_placement(placement)
        self._panel.show_placement(placement, document.pages)
        self._thumbnails.show_placement(placement)

    def _resize(self, kind: BoxKind) -> None:
        """Give the box the usual size of another specimen, its middle where it was."""
        document, placement = self._document, self._placement
        if document is None or placement is None:
            return
        seen = document.pages[placement.page].to_view(placement.rect, scale=1)
        width, height = kind.usual
        left = seen.x + (seen.width - width) / 2
        top = seen.y + (seen.height - height) / 2
        box = ViewRect(left, top, width, height)
        self._place(place_at(document.pages, placement.page, box))

    def _look_for_anchor(self, document: Document) -> None:
        def found(places: PlacesFound) -> None:
            untouched = self._document is document and not self._was_moved
            one = places.only
            if untouched and self._is_active and one is not None and one.placement:
                self._anchor = one.anchor
                self._place(one.placement)

        self._parts.background.run(
            lambda: find_places(_LETTER_ANCHOR, document, self._parts.making),
            to=self,
            on_success=found,
            on_failure=lambda _error: None,
        )

    def _look_through(self, document: Document) -> None:
        """Look for what a signer should know; pages and stamps get their turns."""

        def show(findings: tuple[Finding, ...]) -> None:
            if self._document is document:
                self._panel.show_findings(findings)

        def failed(_error: TteError) -> None:
            show((Finding(Weight.WARN, "not_looked_through"),))

        if what_prevents_signing(document) is not None:
            return
        self._parts.background.run(
            lambda: self._parts.making.inspect(document),
            to=self,
            on_success=show,
            on_failure=failed,
        )

    def _moved(self, placement: Placement | None) -> None:
        document = self._document
        if document is None:
            return
        self._was_moved = True
        fits = placement is not None and not self._box.is_too_small
        self._placement = placement if fits else None
        self._panel.show_placement(self._placement, document.pages)
        self._thumbnails.show_placement(self._placement)

    def _visibility_chosen(self, visible: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self._is_active:
            self._box.set_active(active=visible)
            self._thumbnails.show_placement(self._placement if visible else None)
        self._parts.keeper.change(is_visible=visible)

    def _go_to_box(self) -> None:
        document = self._document
        if document is None:
            return
        if self._placement is None:
            self._place(usual_place(document.pages, page=self._view.current_page))
        self._box.bring_into_view()

    def _draw_stamp(self, width: float, height: float) -> None:
        document = self._document
        if document is None:
            return
        scale = self._view.scale * self._view.devicePixelRatioF()
        self._preview.draw(self._text(document), (width, height), scale=scale)

    def _text(self, document: Document) -> StampText:
        """Return what the stamp would say if the button were pressed now."""
        return self._parts.specimen().text_for(
            self._certificate, document, occasion=_occasion(self._panel.choices())
        )

    def _draw_miniature(self) -> None:
        document = self._document
        if document is None:
            return
        self._miniatures.draw(
            self._certificate,
            document,
            ratio=self._view.devicePixelRatioF(),
        )

    def _stamp_came(self, picture: PagePicture) -> None:
        # Qt borrows the pixels: both are kept until the next stamp comes.
        self._shown = picture
        self._box.show_stamp(picture.image)

    def _last_page_seen(self) -> None:
        # A view behind another document is seen by nobody.
        if self._view.isVisible():
            self._panel.require_reading(required=False)

    def _page_failed(self, index: int) -> None:
        document = self._document
        if document is not None:
            error = PageUndrawable(document.name, index + 1)
            self._panel.show_hindrance(_heading(error))

    def _give_order(self) -> None:
        document, certificate = self._document, self._certificate
        if document is None or certificate is None:
            return
        choices, settings = self._panel.choices(), self._parts.settings
        folder = Path(settings.output_folder) if settings.output_folder else None
        self._parts.keeper.change(
            certificate=certificate.sha256,
            reason=choices.reason,
            location=choices.location,
        )
        self.order_given.emit(
            SigningOrder(
                document=document,
                certificate=certificate,
                placement=self._placement if choices.is_visible else None,
                specimen=self._parts.specimen(),
                occasion=_occasion(choices),
                certification=choices.certification,
                destination=Destination(folder=folder, suffix=settings.output_suffix),
            )
        )


def _occasion(choices: SigningChoices) -> Occasion:
    return Occasion(choices.reason, choices.location, choices.number)


def _heading(error: TteError) -> str:
    return words_of(error).heading
