"""From the options of ``ttedesktop sign`` to a signing request for each document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from ttedesktop.commands.certifications import CERTIFICATIONS
from ttedesktop.commands.places import PlaceWish
from ttedesktop.commands.speaking import say
from ttedesktop.commands.specimens import specimen_from
from ttedesktop.document.geometry import points
from ttedesktop.document.letter_number import number_in
from ttedesktop.language import _
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.signing.place_finding import FoundPlace
from ttedesktop.signing.request import PadesLevel, SigningRequest
from ttedesktop.signing.specimen import Occasion, Specimen, stamp_for
from ttedesktop.signing.stamp_pictures import pictures_in_words, places_like
from ttedesktop.signing.surroundings import Trouble, troubles_of
from ttedesktop.signing.trouble_words import words_for_picture, words_for_trouble
from ttedesktop.specimens.footer import Footer
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.request import Certification
    from ttedesktop.tokens.certificate import TokenCertificate


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one call wants of every document."""

    place: PlaceWish
    is_visible: bool
    specimen: Specimen
    occasion: Occasion
    footer: Footer
    certification: Certification | None
    scheme: Scheme
    level: PadesLevel = PadesLevel.B_B

    @classmethod
    def from_options(cls, options: dict[str, Any]) -> Self:
        """Read the options. Raises ``click.BadParameter``."""
        specimen = specimen_from(options)
        size = specimen.design.size
        box = points(size.width), points(size.height)
        return cls(
            place=PlaceWish.from_options(options, box),
            is_visible=not options["invisible"],
            specimen=specimen,
            occasion=Occasion(
                options["reason"], options["location"], options["number"]
            ),
            footer=Footer(
                is_on=bool(options["footer"]),
                words="\n".join(options["footer"]),
                on_every_page=not options["footer_once"],
            ),
            certification=CERTIFICATIONS.get(options["certify"] or ""),
            scheme=Scheme(options["scheme"]),
            level=PadesLevel(options["level"]),
        )

    def request_for(
        self, document: Document, certificate: TokenCertificate, renderer: Renderer
    ) -> SigningRequest:
        """Return the request for one document.

        Raises StampTooSmall, SignerCannotReadDocument and what ``PlaceWish.find``
        raises. What the box covers is said, and keeps nobody from signing.
        """
        found = self._found(document, certificate, renderer)
        if self.footer.sentences and _is_signed(document):
            words = _("{name}: sudah bertanda tangan, jadi kalimat kaki ditiadakan.")
            say(words.format(name=document.name))
        placement = found.placement
        stamp = b""
        if placement is not None:
            occasion = self._occasion_of(document, renderer)
            text = self.specimen.text_for(certificate, document, occasion=occasion)
            stamp = stamp_for(text, placement, document.pages)
            _say_what_is_covered(document, found, renderer)
            told = pictures_in_words(placement, found.picture_pages)
            if told:
                say(f"{document.name}: {told}")
        return SigningRequest(
            document=document,
            certificate=certificate,
            placement=placement,
            anchor=found.anchor,
            stamp_pdf=stamp,
            field_name=found.field_name,
            picture_pages=found.picture_pages,
            footer=self.footer,
            reason=self.occasion.reason,
            location=self.occasion.location,
            certification=self.certification,
            scheme=self.scheme,
            level=self.level,
        )

    def _occasion_of(self, document: Document, renderer: Renderer) -> Occasion:
        """Return the occasion with the letter's own number, where nobody gave one."""
        asks = "nomor" in self.specimen.design.fields
        if not asks or self.occasion.number:
            return self.occasion
        number = number_in(document, renderer)
        words = (
            _("{name}: nomor {number} dibaca dari dokumen.")
            if number
            else _("{name}: nomornya tidak dapat dibaca; pakai --number.")
        )
        say(words.format(name=document.name, number=number))
        return replace(self.occasion, number=number)

    def _found(
        self, document: Document, certificate: TokenCertificate, renderer: Renderer
    ) -> FoundPlace:
        if not self.is_visible and not self.place.is_field:
            return FoundPlace(None)
        signer = (
            certificate.name,
            self.specimen.profile.name,
            self.specimen.profile.position,
        )
        return self.place.find(document, renderer, signer)


def _is_signed(document: Document) -> bool:
    return any(one.is_signed for one in existing_fields(document))


def _say_what_is_covered(
    document: Document, found: FoundPlace, renderer: Renderer
) -> None:
    if found.placement is None:
        return
    if not found.field_name:
        told = troubles_of(document, found.placement, renderer, anchor=found.anchor)
        for one in told:
            # Outside its page it is no note but an error, which comes later.
            if one.trouble is not Trouble.OUTSIDE:
                say(f"{document.name}: {words_for_trouble(one)}")
    for place in places_like(found.placement, found.picture_pages, document):
        for one in troubles_of(document, place, renderer):
            say(f"{document.name}: {words_for_picture(place.page, one)}")
