"""What is read out of the signature box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.document.geometry import millimetres
from ttedesktop.language import _

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from ttedesktop.document.geometry import PageGeometry


def name_of(box: QRectF, index: int | None, page: PageGeometry | None) -> str:
    """Return the name by which a screen reader tells the box and its place."""
    if index is None or page is None:
        return _("Kotak tanda tangan, belum diletakkan")
    words = _(
        "Kotak tanda tangan, halaman {page}, {left} milimeter dari kiri, "
        "{bottom} milimeter dari bawah"
    )
    return words.format(
        page=index + 1,
        left=round(millimetres(box.left())),
        bottom=round(millimetres(page.height - box.bottom())),
    )
