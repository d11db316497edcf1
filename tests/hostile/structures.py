"""Documents that lie about their parts, or have absurdly many of them."""

from __future__ import annotations

from tests.hostile.writing import DRAWN, Book, hostile, one_page, written

ONE_KID = b"/Kids[4 0 R]/Count 1"


@hostile
def pages_one_too_many() -> bytes:
    """A document of twenty thousand and one pages."""
    return _with_pages(20_001)


@hostile
def pages_by_the_thousand() -> bytes:
    """A document of as many pages as are read here at most."""
    return _with_pages(20_000)


@hostile
def page_listed_five_thousand_times() -> bytes:
    """A document that lists its only page five thousand times."""
    book = Book()
    book.kids = [book.page()] * 5000
    return book.pdf()


def _with_pages(times: int) -> bytes:
    book = Book()
    book.pages(times)
    return book.pdf()


@hostile
def count_of_two_thousand_million() -> bytes:
    """One page, and a count of two thousand million."""
    return one_page().replace(b"/Count 1>>", b"/Count 2147483647>>")


@hostile
def count_below_nothing() -> bytes:
    """One page, and a count of fewer than none."""
    return one_page().replace(b"/Count 1>>", b"/Count -7>>")


@hostile
def count_of_more_than_there_are() -> bytes:
    """One page, and a count of nineteen thousand."""
    return one_page().replace(b"/Count 1>>", b"/Count 19000>>")


@hostile
def pages_none() -> bytes:
    """A document without a page."""
    return one_page().replace(ONE_KID, b"/Kids[]/Count 0")


@hostile
def pages_that_are_nothing() -> bytes:
    """A document whose pages are null, a number, a string and a list."""
    return one_page().replace(ONE_KID, b"/Kids[null 7 (a) [] 99 0 R 4 0 R]/Count 6")


@hostile
def pages_that_are_a_stream() -> bytes:
    """A document whose only page is its drawing."""
    return one_page().replace(ONE_KID, b"/Kids[3 0 R]/Count 1")


@hostile
def catalog_is_a_list() -> bytes:
    """A document whose catalogue is a list of itself."""
    book = Book()
    book.page()
    book.put(1, b"[1 0 R 1 0 R]")
    return book.pdf()


@hostile
def catalog_is_nowhere() -> bytes:
    """A document whose catalogue is an object that is not there."""
    return one_page().replace(b"/Root 1 0 R", b"/Root 99 0 R")


@hostile
def objects_numbered_absurdly() -> bytes:
    """Objects of numbers and generations beyond all tables."""
    return (
        one_page()
        .replace(b"4 0 R", b"99999999 65536 R")
        .replace(b"4 0 obj", b"99999999 65536 obj")
    )


@hostile
def page_of_nothing_that_fits() -> bytes:
    """A page each entry of which is of a wrong kind."""
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/Outlines 7/Names(a)/AcroForm[]"
            b"/Metadata/M>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent(2)/MediaBox[0 0 595 842]/Contents<</A 1>>"
            b"/Resources 9/Annots/None/Rotate[90]/UserUnit/One/Group 3>>",
        }
    )


# --- encryption --------------------------------------------------------------------


@hostile
def locked_with_rubbish() -> bytes:
    """A document whose encryption has keys of random kinds."""
    return _locked(b"/Filter/Standard/V 5/R 6/O 7/U/U/P(a)/OE[]/UE<<>>/Length -1")


@hostile
def locked_by_a_stranger() -> bytes:
    """A document that is encrypted in a way nobody knows."""
    return _locked(b"/Filter/Rahasia/V 99/R 99/Length 99999999")


@hostile
def locked_by_itself() -> bytes:
    """A document whose encryption is described by the catalogue."""
    return one_page().replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 1 0 R/ID[(a)(a)]")


def _locked(entries: bytes) -> bytes:
    book = Book()
    book.page()
    lock = book.add(b"<<%s>>" % entries)
    return book.pdf(b"/Encrypt %d 0 R/ID[(a)(b)]" % lock)


# --- very many ---------------------------------------------------------------------


@hostile
def notes_by_the_hundred_thousand() -> bytes:
    """A page with a hundred thousand notes, each with a look of its own."""
    book = Book()
    look = book.stream(
        DRAWN * 20,
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency>>",
    )
    notes = b"".join(
        b"<</Type/Annot/Subtype/Square/F 4/Rect[%d %d 590 840]/CA .5/AP<</N %d 0 R>>>>"
        % (number % 500, number % 700, look)
        for number in range(100_000)
    )
    book.page(entries=b"/Annots[%s]" % notes)
    return book.pdf()


@hostile
def notes_at_absurd_places() -> bytes:
    """Notes and links whose boxes are beyond numbers, inverted, empty or no boxes."""
    boxes = (
        b"[-1e38 -1e38 1e38 1e38]", b"[9 9 1 1]", b"[nan nan inf inf]", b"[0 0 0 0]",
        b"[(a)]", b"7", b"null", b"[0 0 99999999999999999999 1]",
    )  # fmt: skip
    kinds = (
        b"Link/A<</S/URI/URI(http://a.invalid)>>",
        b"FreeText/DA(/F 1e9 Tf)/Contents(a)",
        b"Line/L[1e38 0 0 nan]",
        b"Ink/InkList[[1 2 3] 7 [nan 1]]",
        b"Polygon/Vertices[1]",
        b"Widget/FT/Tx/T(a)/V(b)",
        b"Highlight/QuadPoints[1e38 1 1 1 1 1 1 1]",
        b"Popup",
        b"Redact/QuadPoints[1]",
    )
    notes = b"".join(
        b"<</Type/Annot/Subtype/%s/F 4/Rect %s>>" % (kind, box)
        for kind in kinds
        for box in boxes
    )
    return one_page(entries=b"/Annots[%s]" % notes)


@hostile
def links_by_the_hundred_thousand() -> bytes:
    """A page of a hundred thousand links, over one another."""
    link = b"<</Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(http://a.invalid/%06d)>>>>"
    links = b"".join(link % number for number in range(100_000))
    return one_page(entries=b"/Annots[%s]" % links)


@hostile
def fields_by_the_thousand() -> bytes:
    """A form of thirty thousand fields on one page."""
    book = Book()
    page = book.page()
    fields = [
        book.add(
            b"<</Subtype/Widget/FT/Tx/T(%d)/V(x)/F 4/Rect[0 0 99 99]/P %d 0 R"
            b"/DA(/Helv 9 Tf)>>" % (number, page)
        )
        for number in range(30_000)
    ]
    named = b" ".join(b"%d 0 R" % field for field in fields)
    book.put(page, book.objects[page][:-2] + b"/Annots[%s]>>" % named)
    book.catalog = b"/AcroForm<</NeedAppearances true/Fields[%s]>>" % named
    return book.pdf()


@hostile
def outline_of_a_hundred_thousand_lines() -> bytes:
    """A table of contents of a hundred thousand lines, each of a hundred letters."""
    book = Book()
    page = book.page()
    root = book.reserve()
    lines = [book.reserve() for _line in range(100_000)]
    for place, number in enumerate(lines):
        following = b"/Next %d 0 R" % lines[place + 1] if number != lines[-1] else b""
        book.put(
            number,
            b"<</Title(%06d%s)/Parent %d 0 R/Dest[%d 0 R/XYZ 0 9e9 0]%s>>"
            % (place, b"a" * 100, root, page, following),
        )
    book.put(root, b"<</First %d 0 R/Last %d 0 R>>" % (lines[0], lines[-1]))
    book.catalog = b"/Outlines %d 0 R" % root
    return book.pdf()


@hostile
def layers_by_the_thousand() -> bytes:
    """A document of twenty thousand layers, each of them locked and hidden."""
    book = Book()
    layers = [
        book.add(b"<</Type/OCG/Name(Lapisan %d)>>" % number) for number in range(20_000)
    ]
    named = b" ".join(b"%d 0 R" % layer for layer in layers)
    book.catalog = (
        b"/OCProperties<</OCGs[%s]/D<</Order[%s]/OFF[%s]/Locked[%s]/BaseState/OFF>>>>"
        % (named, named, named, named)
    )
    book.page()
    return book.pdf()


@hostile
def attachments_by_the_thousand() -> bytes:
    """A document with ten thousand attachments, some without a file or a name."""
    book = Book()
    file = book.stream(b"x", b"/Type/EmbeddedFile")
    specs = [
        book.add(b"<</Type/Filespec/F(a)/EF<</F %d 0 R>>>>" % (file if n % 3 else 1))
        for n in range(10_000)
    ]
    named = b"".join(b"(%05d) %d 0 R " % pair for pair in enumerate(specs))
    book.catalog = b"/Names<</EmbeddedFiles<</Names[%s]>>>>" % named
    book.page()
    return book.pdf()


@hostile
def names_of_characters_that_cannot_be_seen() -> bytes:
    """Names with control and direction characters, halves of letters, and line ends."""
    said = "\u202egnp.exe\u0000\r\n\u2066\ud800\ufffe".encode(
        "utf-16-be", "surrogatepass"
    )
    text = b"<feff%s>" % said.hex().encode()
    book = Book()
    page = book.page(resources=b"/ExtGState<</#00#0d#e2#80#ae<<>>>>")
    layer = book.add(b"<</Type/OCG/Name%s>>" % text)
    line = book.reserve()
    outline = book.add(b"<</First %d 0 R/Last %d 0 R/Count 1>>" % (line, line))
    book.put(line, b"<</Title%s/Parent %d 0 R/Dest[%d 0 R]>>" % (text, outline, page))
    file = book.stream(b"x", b"/Type/EmbeddedFile")
    spec = book.add(b"<</F%s/UF%s/Desc%s/EF<</F %d 0 R>>>>" % (text, text, text, file))
    book.catalog = (
        b"/Outlines %d 0 R/OCProperties<</OCGs[%d 0 R]/D<</Order[%d 0 R]>>>>"
        b"/Names<</EmbeddedFiles<</Names[%s %d 0 R]>>>>/PageLabels<</Nums[0<</P%s>>]>>"
        % (outline, layer, layer, text, spec, text)
    )
    info = book.add(b"<</Title%s/Author%s/CreationDate%s>>" % (text, text, text))
    return book.pdf(b"/Info %d 0 R" % info)


@hostile
def labels_in_roman_millions() -> bytes:
    """Pages that are numbered in Roman numerals from two thousand million on."""
    return _labelled(b"<</S/R/St 2147483640>>")


@hostile
def labels_in_endless_letters() -> bytes:
    """Pages that are numbered in letters from two thousand million on."""
    return _labelled(b"<</S/A/St 2147483640>>")


@hostile
def labels_of_a_megabyte() -> bytes:
    """Pages each of which is named by a megabyte of letters."""
    return _labelled(b"<</S/D/P(%s)>>" % (b"Lampiran " * 110_000))


def _labelled(label: bytes) -> bytes:
    book = Book()
    book.pages(300)
    book.catalog = b"/PageLabels<</Nums[0 %s]>>" % label
    return book.pdf()


# --- what acts, and what lies elsewhere --------------------------------------------


@hostile
def actions_of_every_kind() -> bytes:
    """Scripts, programs, forms to be sent, sounds and films, at every occasion."""
    deeds = (
        b"<</S/JavaScript/JS(while(true){app.alert(1)})>>",
        b"<</S/Launch/F(calc.exe)/Win<</F(cmd.exe)/P(/c calc)>>>>",
        b"<</S/SubmitForm/F(http://a.invalid/)>>",
        b"<</S/ImportData/F(\\\\\\\\a.invalid\\\\b)>>",
        b"<</S/GoToR/F(file:///etc/passwd)/D[0/Fit]>>",
        b"<</S/GoToE/T<</R/C/N(a)>>>>",
        b"<</S/Rendition/OP 0>>",
        b"<</S/URI/URI(file:///etc/passwd)>>",
        b"<</S/URI/URI(javascript:alert\\(1\\))>>",
    )
    book = Book()
    links = b"".join(
        b"<</Subtype/Link/Rect[0 %d 595 %d]/A%s/AA<</E%s/PO%s>>>>"
        % (place * 50, place * 50 + 50, deed, deed, deed)
        for place, deed in enumerate(deeds)
    )
    book.page(entries=b"/Annots[%s]/AA<</O%s/C%s>>" % (links, deeds[0], deeds[1]))
    book.catalog = (
        b"/OpenAction%s/AA<</WC%s/WS%s>>/Names<</JavaScript<</Names[(a)%s]>>>>"
        % (deeds[0], deeds[1], deeds[0], deeds[0])
    )
    return book.pdf()


@hostile
def contents_elsewhere() -> bytes:
    """A page whose drawing and picture lie in files and at addresses elsewhere."""
    book = Book()
    image = book.stream(
        b"",
        b"/Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/F<</FS/URL/F(http://a.invalid/a.jpg)>>/FFilter/DCTDecode"
    )  # fmt: skip
    book.page(
        b"9 0 0 9 0 0 cm /I Do",
        packed=b"/F(/dev/zero)",
        resources=b"/XObject<</I %d 0 R>>" % image,
    )
    return book.pdf()


@hostile
def form_of_another_kind_that_laughs() -> bytes:
    """An XFA form of entities that multiply ten thousand million times."""
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 11)
    )
    book = Book()
    form = book.stream(b"<!DOCTYPE x [%s]><xdp>&a10;</xdp>" % entities)
    book.catalog = b"/AcroForm<</Fields[]/XFA %d 0 R>>" % form
    book.page()
    return book.pdf()
