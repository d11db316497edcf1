"""What somebody hears who cannot see a signature: words on its field, and a tag.

In a tagged document a field is a part of the structure (ISO 32000-2, 14.8.4.8.3 and
14.7.5.3): an element Form that points at it and carries the words.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

if TYPE_CHECKING:
    from ttedesktop.untyped import PdfObject

log = logging.getLogger(__name__)

_DEEPEST: Final = 40
_MOST: Final = 100_000
"""Entries of a number tree that are counted."""


def tag_field(writer: PdfObject, field: PdfObject, words: str) -> bool:
    """Add a new field to the structure of a tagged document; True if it has one.

    ``field`` is a reference. For documents without a signature only: a structure that
    changes after one is a change that its reader has to doubt. A structure that is
    not sound is left as it is.
    """
    if "/StructTreeRoot" not in writer.root:
        return False
    try:
        reference = writer.root.raw_get("/StructTreeRoot")
        root = reference.get_object()
        key = _next_key(root)
        home = _home(reference)
        parents = _leaf(root["/ParentTree"], key)
    except Exception:
        log.info("the structure takes no further element", exc_info=True)
        return False
    element, widget = home.get_object(), field.get_object()
    made = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): home,
                pdf_name("/Alt"): generic.TextStringObject(words),
                pdf_name("/K"): _reference_to(field, widget),
            }
        )
    )
    element["/K"] = generic.ArrayObject([*_kids(element), made])
    parents.extend([generic.NumberObject(key), made])
    root["/ParentTreeNextKey"] = generic.NumberObject(key + 1)
    widget["/StructParent"] = generic.NumberObject(key)
    for changed in (element, root, root["/ParentTree"], parents):
        if changed.container_ref is not None:
            writer.update_container(changed)
    return True


def _reference_to(field: PdfObject, widget: PdfObject) -> generic.DictionaryObject:
    told: dict[Any, Any] = {
        pdf_name("/Type"): pdf_name("/OBJR"),
        pdf_name("/Obj"): field,
    }
    if "/P" in widget:
        told[pdf_name("/Pg")] = widget.raw_get("/P")
    return generic.DictionaryObject(told)


def _next_key(root: PdfObject) -> int:
    """Return the next key of the tree of parents."""
    highest = max(_keys(root["/ParentTree"]), default=-1)
    return max(highest + 1, int(root.get("/ParentTreeNextKey", 0)))


def _keys(tree: PdfObject, depth: int = 0) -> list[int]:
    """Return the keys of a number tree (ISO 32000-2, 7.9.7)."""
    if depth > _DEEPEST:
        msg = "a tree without an end"
        raise ValueError(msg)
    keys = [int(key) for key in list(tree.get("/Nums", ()))[::2]]
    for kid in tree.get("/Kids", ()):
        keys += _keys(kid.get_object(), depth + 1)
        if len(keys) > _MOST:
            msg = "too large a tree"
            raise ValueError(msg)
    return keys


def _leaf(tree: PdfObject, key: int) -> PdfObject:
    """Return the list of a number tree that takes a further key at its end."""
    if "/Nums" in tree:
        return tree["/Nums"]
    numbers = generic.ArrayObject()
    limits = generic.ArrayObject([generic.NumberObject(key)] * 2)
    leaf = {pdf_name("/Limits"): limits, pdf_name("/Nums"): numbers}
    tree["/Kids"].append(generic.DictionaryObject(leaf))
    return numbers


def _home(root: PdfObject) -> PdfObject:
    """Return a reference to the element that takes the new one in."""
    kids = _kids(root.get_object())
    if len(kids) == 1 and isinstance(kids[0], generic.IndirectObject):
        only = kids[0].get_object()
        if isinstance(only, generic.DictionaryObject) and only.get("/S") == "/Document":
            return kids[0]
    return root


def _kids(element: PdfObject) -> list[Any]:
    if "/K" not in element:
        return []
    raw = element.raw_get("/K")
    held = raw.get_object()
    return list(held) if isinstance(held, generic.ArrayObject) else [raw]
