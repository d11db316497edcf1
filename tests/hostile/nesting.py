"""Things inside things, deeper than anybody looks."""

from __future__ import annotations

from tests.hostile.writing import DRAWN, FLATE, Book, bomb, hostile, one_page

DEEP = 100_000


@hostile
def arrays_in_arrays() -> bytes:
    """An object of a hundred thousand arrays, each inside the one before."""
    book = Book()
    deep = book.add(b"[" * DEEP + b"]" * DEEP)
    book.catalog = b"/Deep %d 0 R" % deep
    book.page(entries=b"/Annots %d 0 R" % deep)
    return book.pdf()


@hostile
def dictionaries_in_dictionaries() -> bytes:
    """Resources of a hundred thousand dictionaries inside one another."""
    return one_page(resources=b"/XObject" + b"<</A" * DEEP + b"<<>>" + b">>" * DEEP)


@hostile
def arrays_in_a_drawing() -> bytes:
    """A page whose drawing opens a million arrays and closes none."""
    return one_page(b"[" * 1_000_000 + DRAWN)


@hostile
def parentheses_in_a_string() -> bytes:
    """A title with a million parentheses inside one another."""
    book = Book()
    book.page()
    info = book.add(b"<</Title(%s%s)>>" % (b"(" * 1_000_000, b")" * 1_000_000))
    return book.pdf(b"/Info %d 0 R" % info)


@hostile
def states_saved_without_end() -> bytes:
    """A page that saves its state fifty million times and never restores it."""
    return one_page(bomb(b"q " * 500_000, 100), packed=FLATE)


@hostile
def states_never_saved() -> bytes:
    """A page that restores states which nobody saved, fifty million times."""
    return one_page(bomb(b"Q " * 500_000, 100), packed=FLATE)


@hostile
def marks_opened_without_end() -> bytes:
    """A page of five million marked contents that are never closed."""
    return one_page(bomb(b"/P<</MCID 1>>BDC " * 50_000, 100), packed=FLATE)


@hostile
def blend_groups_in_blend_groups() -> bytes:
    """Two thousand transparent groups inside one another, each as large as the page."""
    book = Book()
    inner = book.stream(DRAWN, _group(b""))
    for _level in range(2000):
        inner = book.stream(b"/G gs /F Do", _group(b"/XObject<</F %d 0 R>>" % inner))
    book.page(b"/G gs /F Do", resources=_BLENDING + b"/XObject<</F %d 0 R>>" % inner)
    return book.pdf()


_BLENDING = b"/ExtGState<</G<</BM/Luminosity/ca 0.5>>>>"


def _group(resources: bytes) -> bytes:
    return (
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/I true"
        b"/K true/CS/DeviceRGB>>/Resources<<%s%s>>" % (_BLENDING, resources)
    )


@hostile
def blend_groups_side_by_side() -> bytes:
    """Twenty thousand transparent groups over one another, as large as the page."""
    book = Book()
    group = book.stream(DRAWN, _group(b""))
    book.page(
        b"/G gs " + b"/F Do " * 20_000,
        resources=_BLENDING + b"/XObject<</F %d 0 R>>" % group,
    )
    return book.pdf()


@hostile
def pages_in_a_deep_tree() -> bytes:
    """A page fifty thousand branches deep in the tree of pages."""
    book = Book()
    page = book.page()
    below = page
    for _level in range(50_000):
        below = book.add(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % below)
    book.kids = [below]
    return book.pdf()


@hostile
def outline_of_one_deep_branch() -> bytes:
    """A table of contents of fifty thousand levels, one line in each."""
    book = Book()
    page = book.page()
    root = book.reserve()
    last = 50_000
    first = book.reserve()
    numbers = [first, *(book.reserve() for _level in range(last - 1))]
    for place, number in enumerate(numbers):
        inner = b""
        if place + 1 < last:
            child = numbers[place + 1]
            inner = b"/First %d 0 R/Last %d 0 R/Count 1" % (child, child)
        parent = numbers[place - 1] if place else root
        book.put(
            number,
            b"<</Title(%d)/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>"
            % (place, parent, page, inner),
        )
    book.put(root, b"<</First %d 0 R/Last %d 0 R/Count 1>>" % (first, first))
    book.catalog = b"/Outlines %d 0 R" % root
    return book.pdf()


@hostile
def layers_in_a_deep_order() -> bytes:
    """Layers whose order is fifty thousand lists inside one another."""
    book = Book()
    layer = book.add(b"<</Type/OCG/Name(Lapisan)>>")
    order = b"[" * 50_000 + b"%d 0 R" % layer + b"]" * 50_000
    book.catalog = b"/OCProperties<</OCGs[%d 0 R]/D<</Order%s>>>>" % (layer, order)
    book.page()
    return book.pdf()


@hostile
def clips_in_clips() -> bytes:
    """A page that narrows its clip two hundred thousand times, always askew."""
    step = b"q 0.9999 0.001 -0.001 0.9999 0 0 cm 0 0 m 595 9 l 580 842 l h W n "
    return one_page(step * 200_000 + DRAWN)


@hostile
def fields_in_a_deep_tree() -> bytes:
    """A form whose only field lies twenty thousand fields deep."""
    book = Book()
    page = book.page()
    parents = [book.reserve() for _level in range(20_000)]
    for place, number in enumerate(parents):
        kid = b"/Kids[%d 0 R]" % parents[place + 1] if number != parents[-1] else b""
        parent = b"/Parent %d 0 R" % parents[place - 1] if place else b""
        book.put(number, b"<</T(%d)/FT/Tx%s%s>>" % (place, parent, kid))
    book.catalog = b"/AcroForm<</Fields[%d 0 R]>>" % parents[0]
    book.put(
        page,
        book.objects[page][:-2] + b"/Annots[%d 0 R]>>" % parents[-1],
    )
    return book.pdf()
