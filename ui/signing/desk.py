"""Joins panel, box and thumbnails while a document waits to be signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.document.findings.finding import Finding, Weight
from ttedesktop.document.inspection import what_prevents_signing
from ttedesktop.document.letter_number import number_in
from ttedesktop.errors.document_errors import ExistingSignatureBroken, PageUndrawable
from ttedesktop.messages import words_of
from ttedesktop.signing.output import Destination
from ttedesktop.signing.prepared_field import SeedValues
from ttedesktop.signing.request import PadesLevel
from ttedesktop.signing.specimen import Occasion
from ttedesktop.validation.report import Verdict
from ui.placing.place_desk import PlaceDesk
from ui.signing.certificate_choice import fitting_certificate
from ui.signing.flow import SigningOrder
from ui.specimens.miniatures import SpecimenMiniatures, box_kind_of
from ui.specimens.stamp_preview import StampPreview

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.prepared_field import ExistingField
    from ttedesktop.signing.request import Placement
    from ttedesktop.signing.stamp_text import StampText
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.survey import Survey
    from ttedesktop.validation.report import ValidationReport
    from ui.pages.document_view import DocumentView
    from ui.pages.thumbnail_list import ThumbnailList
    from ui.placing.drawn_stamp import DrawnStamp
    from ui.placing.signature_box import SignatureBox
    from ui.program.parts import Parts
    from ui.signing.panel import SigningChoices, SigningPanel


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
        self.place = PlaceDesk(parts, panel.place, box, view, thumbnails)
        """Where the signature goes."""
        self.place.signer = self._signer_names
        self._is_begun = False
        self._set_aside: tuple[Document, Placement] | None = None
        """Where the person had put the box that was taken away, and in what."""
        for moved in (box.placement_changed, panel.place.numbers.typed):
            moved.connect(lambda _placement: self._placed_by_hand())
        self.place.changed.connect(panel.refresh)
        self.place.field_changed.connect(self._field_changed)
        self._preview = StampPreview(parts)
        self._preview.drawn.connect(self._stamp_came)
        self._miniatures = SpecimenMiniatures(parts)
        self._miniatures.drawn.connect(panel.show_specimen)
        self._show_specimens()
        box.stamp_wanted.connect(self._draw_stamp)
        panel.visibility_changed.connect(self._visibility_chosen)
        panel.specimen_chosen.connect(lambda key: parts.keeper.change(specimen=key))
        panel.sign_requested.connect(self._give_order)
        panel.letter_number.changed.connect(box.draw_anew)
        panel.level.chosen.connect(lambda level: parts.keeper.change(level=level))
        parts.keeper.changed.connect(self._settings_changed)
        self._settings_changed()
        view.last_page_seen.connect(self._last_page_seen)
        view.page_failed.connect(self._page_failed)

    @property
    def certificate(self) -> TokenCertificate | None:
        """Who would sign; None if no token is there."""
        return self._certificate

    @property
    def placement(self) -> Placement | None:
        """Where the signature would stand; None if invisible or not placed."""
        return self.place.placement

    @property
    def is_begun(self) -> bool:
        """Whether the person has put the box somewhere, and not signed yet."""
        return self._is_begun and self.place.is_active

    def take(self, document: Document) -> None:
        """Begin with another document."""
        self._document = document
        self._is_begun = False
        self._panel.start_over()
        self._panel.letter_number.forget()
        self._panel.details.be_first(is_first=not document.carries_signature)
        self.place.take(document)
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
        self._read_number(document)
        self._draw_miniature()

    def start(self) -> None:
        """Let the person place the box; at the usual place if none was chosen."""
        document = self._document
        if document is None:
            return
        # Whoever has put it somewhere already finds it there, whatever came between.
        self.keep_from(self)
        aside, self._set_aside = self._set_aside, None
        placement = None
        if aside is not None and aside[0] is document:
            placement, self._is_begun = aside[1], True
        self.place.start(placement, is_visible=self._panel.choices().is_visible)

    def stop(self) -> None:
        """Take the box away; it comes back where the person had put it."""
        self.keep_from(self)
        self.place.stop()

    def keep_from(self, other: SigningDesk) -> None:
        """Begin later where the person had put the box in the same document there."""
        document, placement = other._document, other.placement
        if document is None or placement is None or other.place.field is not None:
            return
        if other.is_begun:
            self._set_aside = document, placement

    def _placed_by_hand(self) -> None:
        self._is_begun = self.place.is_active

    def leave(self) -> None:
        """Forget the document, and the consent that was given for it."""
        self.place.leave()
        self._document = None
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
        last = self._parts.settings.certificate
        self.choose(fitting_certificate(survey, wanted=self._certificate, last=last))

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
            self.place.signer_changed()
            self._redraw()

    def _settings_changed(self) -> None:
        settings = self._parts.settings
        self._panel.level.show_level(
            settings.level,
            has_service=bool(settings.time_stamp_address),
            is_fixed=self._parts.policy.locks("signing.level"),
        )

    def refresh_specimen(self) -> None:
        """Show what became of the specimens and of what the person states."""
        self._show_specimens()
        self._redraw()

    def _show_specimens(self) -> None:
        settings = self._parts.settings
        design = settings.chosen_specimen
        self._panel.show_specimens(settings.specimens, design.key)
        self.place.show_kind(box_kind_of(design))

    # --- inside ----------------------------------------------------------------

    def _redraw(self) -> None:
        self._draw_miniature()
        self.place.redraw()

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

    def _read_number(self, document: Document) -> None:
        """Propose the number that the document itself bears."""

        def show(number: str) -> None:
            if self._document is document:
                self._panel.letter_number.propose(number)

        self._parts.background.run(
            lambda: number_in(document, self._parts.making),
            to=self,
            on_success=show,
            on_failure=lambda _error: None,
        )

    def _visibility_chosen(self, visible: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.place.set_visible(visible=visible)
        self._parts.keeper.change(is_visible=visible)

    def _field_changed(self, field: ExistingField | None) -> None:
        self._panel.obey(field.wants if field is not None else SeedValues())

    def _signer_names(self) -> tuple[str, ...]:
        """Return by what the signer may be called in a place prepared for them."""
        profile = self._parts.settings.signing_profile
        certificate = self._certificate
        named = (certificate.name,) if certificate is not None else ()
        return (*named, profile.name, profile.position)

    def _draw_stamp(self) -> None:
        document, placement = self._document, self._box.placement
        if document is None or placement is None or not self.place.is_active:
            return
        scale = self._view.scale * self._view.devicePixelRatioF()
        text = self._text(document)
        self._preview.draw_in_place(text, placement, document, scale=scale)

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

    def _stamp_came(self, stamp: DrawnStamp) -> None:
        if self.place.is_active:
            self._box.show_stamp(stamp)

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
        field = self.place.field
        folder = Path(settings.output_folder) if settings.output_folder else None
        self._parts.keeper.change(
            certificate=certificate.sha256,
            reason=choices.reason,
            location=choices.location,
        )
        if choices.is_visible:
            self.place.remember()
        self.order_given.emit(
            SigningOrder(
                document=document,
                certificate=certificate,
                placement=self.place.placement if choices.is_visible else None,
                anchor=self.place.anchor,
                field_name=field.name if field is not None else "",
                picture_pages=self.place.picture_pages if choices.is_visible else (),
                specimen=self._parts.specimen(),
                occasion=_occasion(choices),
                footer=settings.footer,
                certification=choices.certification,
                destination=Destination(folder=folder, suffix=settings.output_suffix),
                level=PadesLevel(settings.level.value),
            )
        )


def _occasion(choices: SigningChoices) -> Occasion:
    return Occasion(choices.reason, choices.location, choices.number)


def _heading(error: TteError) -> str:
    return words_of(error).heading
