"""Pages of absurd sizes and turns."""

from __future__ import annotations

from tests.hostile.writing import Book, hostile, one_page


@hostile
def box_of_a_country() -> bytes:
    """A page of a thousand million points by a hundred million."""
    return one_page(media=b"[0 0 1000000000 100000000]")


@hostile
def box_beyond_floats() -> bytes:
    """A page whose sides are larger than a number can be."""
    return one_page(media=b"[0 0 1e38 99999999999999999999999999999999999999999]")


@hostile
def box_of_five_metres() -> bytes:
    """The largest page of the standard, 14,400 points square."""
    return one_page(media=b"[0 0 14400 14400]")


@hostile
def box_inverted() -> bytes:
    """A page whose upper right corner lies below its lower left one."""
    return one_page(media=b"[595 842 0 0]")


@hostile
def box_below_the_origin() -> bytes:
    """A page that lies wholly at negative places."""
    return one_page(media=b"[-99595 -99842 -99000 -99000]")


@hostile
def box_empty() -> bytes:
    """A page without any extent."""
    return one_page(media=b"[0 0 0 0]")


@hostile
def box_of_a_hair() -> bytes:
    """A page of a thousandth of a point."""
    return one_page(media=b"[0 0 0.001 0.001]")


@hostile
def box_not_a_number() -> bytes:
    """A page whose sides are called nan and inf."""
    return one_page(media=b"[nan -inf inf NaN]")


@hostile
def box_of_words() -> bytes:
    """A page whose sides are strings and names."""
    return one_page(media=b"[(a) /b <</c 1>> null]")


@hostile
def box_of_three_numbers() -> bytes:
    """A page whose box lacks a number."""
    return one_page(media=b"[0 0 595]")


@hostile
def box_missing() -> bytes:
    """A page without a box."""
    return one_page(media=b"")


@hostile
def box_of_a_thread() -> bytes:
    """A page a point wide and a million points long."""
    return one_page(media=b"[0 0 1 1000000]")


@hostile
def box_cropped_away() -> bytes:
    """A page whose crop box lies beside its sheet."""
    return one_page(entries=b"/CropBox[5000 5000 6000 6000]")


@hostile
def box_that_refers_to_itself() -> bytes:
    """A page whose box is an object that refers to itself."""
    book = Book()
    loop = book.reserve()
    book.put(loop, b"%d 0 R" % loop)
    book.page(media=b" %d 0 R" % loop)
    return book.pdf()


@hostile
def unit_of_a_million() -> bytes:
    """A page each point of which is said to be a million points."""
    return one_page(entries=b"/UserUnit 1000000")


@hostile
def unit_below_nothing() -> bytes:
    """A page whose unit is negative."""
    return one_page(entries=b"/UserUnit -3")


@hostile
def unit_of_almost_nothing() -> bytes:
    """A page whose unit is nearly nothing."""
    return one_page(entries=b"/UserUnit 0.0000000001")


@hostile
def turned_absurdly() -> bytes:
    """A page turned by a number of degrees that no register holds."""
    return one_page(entries=b"/Rotate 99999999999999999999")


@hostile
def turned_askew() -> bytes:
    """A page turned by seventeen degrees below nothing."""
    return one_page(entries=b"/Rotate -1817")


@hostile
def pages_that_grow() -> bytes:
    """Two hundred pages, from a point to the largest of the standard."""
    book = Book()
    for number in range(200):
        side = 1 + number * 72
        book.page(media=b"[0 0 %d %d]" % (side, 14400 - side + 1))
    return book.pdf()


@hostile
def pages_as_tall_as_mountains() -> bytes:
    """Two thousand pages, each a hundred thousand points tall."""
    book = Book()
    book.pages(2100, media=b"[0 0 595 99999]")
    return book.pdf()
