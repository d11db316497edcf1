"""What a signature has to heed in a document that claims to be an archive (PDF/A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

if TYPE_CHECKING:
    from ttedesktop.untyped import PdfObject


def define_colours(root: PdfObject, form: PdfObject, *, archive_part: int) -> None:
    """Say what the colours of a form mean, where an archive of a part does not.

    Its output intent may be of four inks or of greys, or there is none: then red,
    green and blue need a definition of their own (ISO 19005-1, 6.2.3.3).
    """
    if not archive_part or _names_rgb(root):
        return
    white = generic.ArrayObject(map(generic.FloatObject, ("0.9505", "1", "1.089")))
    matrix = map(
        generic.FloatObject,
        (
            "0.4124", "0.2126", "0.0193", "0.3576", "0.7152", "0.1192", "0.1805",
            "0.0722", "0.9505",
        ),
    )  # fmt: skip
    gamma = generic.FloatObject("2.2")
    rgb = {
        pdf_name("/WhitePoint"): white,
        pdf_name("/Gamma"): generic.ArrayObject([gamma] * 3),
        pdf_name("/Matrix"): generic.ArrayObject(matrix),
    }
    grey = {pdf_name("/WhitePoint"): white, pdf_name("/Gamma"): gamma}
    form["/Resources"]["/ColorSpace"] = generic.DictionaryObject(
        {
            pdf_name("/DefaultRGB"): _space("/CalRGB", rgb),
            pdf_name("/DefaultGray"): _space("/CalGray", grey),
        }
    )


def _space(name: str, settings: dict[Any, Any]) -> generic.ArrayObject:
    return generic.ArrayObject([pdf_name(name), generic.DictionaryObject(settings)])


def _names_rgb(root: PdfObject) -> bool:
    try:
        return any(
            int(one["/DestOutputProfile"]["/N"]) == 3 for one in root["/OutputIntents"]
        )
    except Exception:  # noqa: BLE001 - what cannot be read says nothing
        return False
