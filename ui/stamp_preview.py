"""Shows a stamp before it is signed, drawn as the signature will draw it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.language import _
from ttedesktop.moments import moment
from ttedesktop.signing.specimen import Specimen
from ttedesktop.signing.stamp_text import StampText, qr_content_for
from ui.page_loader import PagePicture, picture_of

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.renderer import Renderer
    from ttedesktop.errors import TteError
    from ttedesktop.settings import Profile
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.background import Background

log = logging.getLogger(__name__)

_SHARPEST: Final = 12.0
"""Device pixels a point beyond which a stamp is not drawn."""


class StampPreview(QObject):
    """Draws the newest wish off the GUI thread; what came too late is dropped."""

    drawn = Signal(object)
    """The ``PagePicture`` of the stamp."""

    def __init__(self, background: Background, renderer: Renderer) -> None:
        super().__init__()
        self._background = background
        self._renderer = renderer
        self._wish = 0

    def draw(self, text: StampText, size: tuple[float, float], *, scale: float) -> None:
        """Ask for a stamp of ``size`` points at ``scale`` device pixels a point."""
        self._wish += 1
        wish = self._wish
        width, height = size

        def work() -> PagePicture:
            # Loaded here: the first page is on the screen before this is needed.
            from ttedesktop.signing.stamp import draw_stamp

            pdf = draw_stamp(text, width=width, height=height)
            return picture_of(self._renderer.draw(pdf, scale=min(scale, _SHARPEST)))

        self._background.run(
            work,
            to=self,
            on_success=lambda picture: self._came(wish, picture),
            on_failure=_note,
        )

    def _came(self, wish: int, picture: PagePicture) -> None:
        if wish == self._wish:
            self.drawn.emit(picture)


def preview_text(
    profile: Profile, certificate: TokenCertificate | None, document: Document
) -> StampText:
    """Return the words of the stamp, with a stand-in where no token is there yet."""
    specimen = specimen_of(profile)
    if certificate is not None:
        return specimen.text_for(certificate, document)
    name = profile.name or _("Nama penanda tangan")
    return StampText(
        name=name,
        position=profile.position,
        employee_number=profile.employee_number,
        qr_content=qr_content_for(
            name=name,
            organisation="",
            moment=moment(datetime.now(UTC)),
            sha256=document.sha256,
        ),
    )


def specimen_of(profile: Profile) -> Specimen:
    """Return what a person states on their stamp."""
    return Specimen(
        name=profile.name,
        position=profile.position,
        employee_number=profile.employee_number,
    )


def _note(error: TteError) -> None:
    log.info("the stamp cannot be shown: %s", error)
