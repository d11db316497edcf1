"""All specimens of a person as small pictures, each drawn as it would be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.document.geometry import points
from ttedesktop.specimens.design import KEEPS_SHAPE, SMALLEST_SIZES
from ui.placing.box_geometry import BoxKind
from ui.specimens.stamp_preview import StampPreview

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.specimens.design import SpecimenDesign
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.pages.page_loader import PagePicture
    from ui.program.parts import Parts


class SpecimenMiniatures(QObject):
    """Draws them off the GUI thread, each newest wish of each specimen."""

    drawn = Signal(str, object)
    """Key of the specimen, and its ``QImage``."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._previews: dict[str, StampPreview] = {}

    def draw(
        self,
        certificate: TokenCertificate | None,
        document: Document | None,
        *,
        ratio: float,
    ) -> None:
        """Ask for all of them at ``ratio`` device pixels a logical one."""
        for design in self._parts.settings.specimens:
            text = self._parts.specimen(design).text_for(certificate, document)
            size = points(design.size.width), points(design.size.height)
            self._preview_of(design.key).draw(text, size, scale=ratio)

    def _preview_of(self, key: str) -> StampPreview:
        if key not in self._previews:
            preview = StampPreview(self._parts)
            preview.drawn.connect(lambda picture: self._came(key, picture))
            self._previews[key] = preview
        return self._previews[key]

    def _came(self, key: str, picture: PagePicture) -> None:
        # Qt borrows the pixels of a picture, which are gone with it.
        self.drawn.emit(key, picture.image.copy())


def box_kind_of(design: SpecimenDesign) -> BoxKind:
    """Return what a box is told about a specimen."""
    size, least = design.size, SMALLEST_SIZES[design.kind]
    return BoxKind(
        design.title,
        (points(size.width), points(size.height)),
        (points(least.width), points(least.height)),
        keeps_shape=design.kind in KEEPS_SHAPE,
    )
