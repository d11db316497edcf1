"""Things that contain themselves, or lead back to where one came from."""

from __future__ import annotations

from tests.hostile.writing import DRAWN, Book, hostile, one_page, written

FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"


@hostile
def pages_that_hold_themselves() -> bytes:
    """A tree of pages whose root is its own branch, twice."""
    book = Book()
    book.page()
    book.kids += [2, 2]
    return book.pdf()


@hostile
def pages_whose_parents_go_round() -> bytes:
    """A page without a box, whose parents lead back to itself."""
    book = Book()
    page = book.page(media=b"")
    other = book.add(
        b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (page, page)
    )
    book.put(page, b"<</Type/Page/Parent %d 0 R/Rotate %d 0 R>>" % (other, page))
    return book.pdf()


@hostile
def outline_that_goes_round() -> bytes:
    """A table of contents whose lines follow one another in a circle."""
    return _with_outline(
        b"<</Title(Satu)/Next %d 0 R/Prev %d 0 R>>", b"<</Title(Dua)/Next %d 0 R>>"
    )


@hostile
def outline_inside_itself() -> bytes:
    """A table of contents whose line is its own first branch."""
    return _with_outline(
        b"<</Title(Satu)/First %d 0 R/Last %d 0 R/Count 9>>",
        b"<</Title(Dua)/First %d 0 R>>",
    )


def _with_outline(one: bytes, two: bytes) -> bytes:
    book = Book()
    book.page()
    first, second, root = book.reserve(), book.reserve(), book.reserve()
    book.put(first, one % (second, second))
    book.put(second, two % first)
    book.put(root, b"<</First %d 0 R/Last %d 0 R/Count 2>>" % (first, second))
    book.catalog = b"/Outlines %d 0 R/PageMode/UseOutlines" % root
    return book.pdf()


@hostile
def names_that_go_round() -> bytes:
    """Trees of names, of destinations and of attachments that hold themselves."""
    book = Book()
    tree = book.reserve()
    kids = b"%d 0 R " % tree * 8
    book.put(tree, b"<</Kids[%s]/Limits[(a)(z)]>>" % kids)
    book.catalog = (
        b"/Names<</Dests %d 0 R/EmbeddedFiles %d 0 R/JavaScript %d 0 R>>"
        b"/PageLabels %d 0 R" % (tree, tree, tree, tree)
    )
    link = book.add(b"<</Subtype/Link/Rect[0 0 99 99]/Dest(n)>>")
    book.page(entries=b"/Annots[%d 0 R]" % link)
    return book.pdf()


@hostile
def destination_that_names_itself() -> bytes:
    """A link to a name that stands for its own name."""
    book = Book()
    link = book.add(b"<</Subtype/Link/Rect[0 0 99 99]/Dest/n>>")
    book.catalog = b"/Dests<</n/m/m<</D/n>>>>/OpenAction/n"
    book.page(entries=b"/Annots[%d 0 R]" % link)
    return book.pdf()


@hostile
def form_inside_itself() -> bytes:
    """A picture that is drawn by drawing itself."""
    book = Book()
    form = book.reserve()
    own = b"%s/Resources<</XObject<</F %d 0 R>>>>" % (FORM, form)
    book.put_stream(form, b"/F Do /F Do", own)
    book.page(DRAWN + b" /F Do", resources=b"/XObject<</F %d 0 R>>" % form)
    return book.pdf()


@hostile
def forms_in_a_circle() -> bytes:
    """Thirty pictures, each drawn by drawing all of them."""
    book = Book()
    forms = [book.reserve() for _one in range(30)]
    named = b"".join(b"/F%d %d 0 R" % pair for pair in enumerate(forms))
    drawing = b"".join(b"/F%d Do " % number for number in range(30))
    for form in forms:
        own = b"%s/Resources<</XObject<<%s>>>>" % (FORM, named)
        book.put_stream(form, drawing, own)
    book.page(b"/F0 Do", resources=b"/XObject<<%s>>" % named)
    return book.pdf()


@hostile
def pattern_inside_itself() -> bytes:
    """A tile that is painted with itself."""
    book = Book()
    tile = book.reserve()
    own = (
        b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
        b"/Resources<</Pattern<</P %d 0 R>>>>" % tile
    )
    book.put_stream(tile, b"/Pattern cs /P scn 0 0 9 9 re f", own)
    return _painted_with(book, tile)


def _painted_with(book: Book, pattern: int) -> bytes:
    book.page(
        b"/Pattern cs /P scn 0 0 595 842 re f",
        resources=b"/Pattern<</P %d 0 R>>" % pattern,
    )
    return book.pdf()


@hostile
def soft_mask_inside_itself() -> bytes:
    """A mask that is drawn through itself."""
    book = Book()
    group, state = book.reserve(), book.reserve()
    book.put(state, b"<</SMask<</S/Luminosity/G %d 0 R>>>>" % group)
    own = b"%s/Group<</S/Transparency>>/Resources<</ExtGState<</G %d 0 R>>>>"
    book.put_stream(group, b"/G gs " + DRAWN, own % (FORM, state))
    book.page(b"/G gs " + DRAWN, resources=b"/ExtGState<</G %d 0 R>>" % state)
    return book.pdf()


@hostile
def font_inside_itself() -> bytes:
    """A font whose letter is written in the font itself."""
    book = Book()
    font, letter = book.reserve(), book.reserve()
    book.put_stream(letter, b"1000 0 d0 BT /F 1 Tf (aaaa) Tj ET 0 0 500 500 re f")
    book.put(
        font,
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0"
        b" 0]/FirstChar 97/LastChar 97/Widths[1000]/Encoding<</Differences[97/a]>>"
        b"/CharProcs<</a %d 0 R>>/Resources<</Font<</F %d 0 R>>>>>>" % (letter, font),
    )
    text = b"BT /F 20 Tf 60 600 Td (aaaa) Tj ET"
    book.page(text, resources=b"/Font<</F %d 0 R>>" % font)
    return book.pdf()


@hostile
def colours_inside_themselves() -> bytes:
    """A colour space that is based on itself."""
    book = Book()
    space = book.reserve()
    book.put(space, b"[/Indexed %d 0 R 255 (%s)]" % (space, b"a" * 768))
    book.page(
        b"/C cs 9 sc 0 0 400 400 re f", resources=b"/ColorSpace<</C %d 0 R>>" % space
    )
    return book.pdf()


@hostile
def function_inside_itself() -> bytes:
    """A shading whose function is stitched together from itself."""
    book = Book()
    function = book.reserve()
    parts = b"%d 0 R " % function * 8
    book.put(
        function,
        b"<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[.1 .2 .3 .4 .5 .6 .7]"
        b"/Encode[%s]>>" % (parts, b"0 1 " * 8),
    )
    shade = b"/Sh<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 842]/Function "
    book.page(b"/Sh sh", resources=b"/Shading<<%s%d 0 R>>>>" % (shade, function))
    return book.pdf()


@hostile
def appearance_inside_itself() -> bytes:
    """A note whose look is drawn by drawing its look."""
    book = Book()
    look = book.reserve()
    own = b"%s/Resources<</XObject<</F %d 0 R>>>>" % (FORM, look)
    book.put_stream(look, b"/F Do", own)
    note = book.add(
        b"<</Type/Annot/Subtype/Stamp/F 4/Rect[0 0 300 300]/AP<</N %d 0 R>>>>" % look
    )
    book.page(entries=b"/Annots[%d 0 R]" % note)
    return book.pdf()


@hostile
def layers_that_go_round() -> bytes:
    """Layers whose membership, visibility and order refer to themselves."""
    book = Book()
    member, rule, order = book.reserve(), book.reserve(), book.reserve()
    book.put(member, b"<</Type/OCMD/OCGs[%d 0 R]/VE %d 0 R>>" % (member, rule))
    book.put(rule, b"[/Not %d 0 R]" % rule)
    book.put(order, b"[(a) %d 0 R %d 0 R]" % (order, order))
    book.catalog = (
        b"/OCProperties<</OCGs[%d 0 R]/D<</Order %d 0 R/RBGroups %d 0 R>>>>"
        % (member, order, order)
    )
    book.page(
        b"/OC/M BDC " + DRAWN + b" EMC", resources=b"/Properties<</M %d 0 R>>" % member
    )
    return book.pdf()


@hostile
def fields_that_go_round() -> bytes:
    """A form whose field is its own parent and its own child."""
    book = Book()
    field = book.reserve()
    book.put(
        field,
        b"<</T(a)/FT/Tx/Subtype/Widget/Rect[0 0 99 99]/Parent %d 0 R"
        b"/Kids[%d 0 R %d 0 R]"
        b">>" % (field, field, field),
    )
    book.catalog = b"/AcroForm<</Fields[%d 0 R]>>" % field
    book.page(entries=b"/Annots[%d 0 R]" % field)
    return book.pdf()


@hostile
def actions_that_go_round() -> bytes:
    """An action at opening that is followed by itself."""
    book = Book()
    action = book.reserve()
    book.put(
        action,
        b"<</S/URI/URI(http://a.invalid)/Next[%d 0 R %d 0 R]>>" % ((action,) * 2),
    )
    link = book.add(b"<</Subtype/Link/Rect[0 0 99 99]/A %d 0 R>>" % action)
    book.catalog = b"/OpenAction %d 0 R" % action
    book.page(entries=b"/Annots[%d 0 R]" % link)
    return book.pdf()


@hostile
def references_in_a_chain() -> bytes:
    """Contents behind a hundred thousand references, the last of which is the first."""
    book = Book()
    numbers = [book.reserve() for _link in range(100_000)]
    for number, following in zip(numbers, [*numbers[1:], numbers[0]], strict=True):
        book.put(number, b"%d 0 R" % following)
    page = book.add(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>"
        % numbers[0]
    )
    book.kids = [page]
    return book.pdf()


@hostile
def length_of_itself() -> bytes:
    """A stream whose length is the stream."""
    book = Book()
    contents = book.reserve()
    book.put(contents, b"<</Length %d 0 R>>\nstream\n%s\nendstream" % (contents, DRAWN))
    page = book.add(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % contents
    )
    book.kids = [page]
    return book.pdf()


@hostile
def table_that_goes_round() -> bytes:
    """A table of objects that is preceded by itself."""
    content = one_page()
    start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


@hostile
def structure_that_goes_round() -> bytes:
    """A structure of paragraphs that hold one another."""
    book = Book()
    root, one, two = book.reserve(), book.reserve(), book.reserve()
    book.put(root, b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R>>" % (one, one))
    book.put(
        one, b"<</S/P/P %d 0 R/K[%d 0 R %d 0 R]/Kids[%d 0 R]>>" % (two, two, one, one)
    )
    book.put(two, b"<</S/P/P %d 0 R/K[%d 0 R %d 0 R]>>" % (one, one, two))
    book.catalog = b"/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>" % root
    book.page(b"/P<</MCID 0>>BDC " + DRAWN + b" EMC", entries=b"/StructParents 0")
    return book.pdf()


@hostile
def character_map_of_itself() -> bytes:
    """A font whose map of characters is built upon itself."""
    book = Book()
    chart = book.reserve()
    book.put_stream(
        chart,
        b"/CIDInit/ProcSet findresource begin begincmap /A usecmap endcmap",
        b"/Type/CMap/CMapName/A/UseCMap %d 0 R" % chart,
    )
    font = book.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding %d 0 R/ToUnicode %d 0 R"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>" % (chart, chart)
    )
    text = b"BT /F 20 Tf 60 600 Td (abcd) Tj ET"
    book.page(text, resources=b"/Font<</F %d 0 R>>" % font)
    return book.pdf()


@hostile
def object_stream_of_itself() -> bytes:
    """An object that is said to lie in the very stream that it is."""
    head = b"4 0 "
    packed = head + b"<</Type/Catalog/Pages 4 0 R>>"
    out = bytearray(b"%PDF-1.5\n")
    place = len(out)
    out += (
        b"4 0 obj\n<</Type/ObjStm/N 1/First 4/Extends 4 0 R/Length %d>>\nstream\n%s\n"
        b"endstream\nendobj\n" % (len(packed), packed)
    )
    start = len(out)
    rows = b"".join((bytes([2]) + (4).to_bytes(2) + bytes([0])) for _number in range(5))
    out += (
        b"5 0 obj\n<</Type/XRef/Size 6/Root 4 0 R/W[1 2 1]/Length 20>>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (rows, start)
    )
    return bytes(out[:place] + out[place:])


@hostile
def article_that_goes_round() -> bytes:
    """An article whose beads are threaded through one another for ever."""
    bead = b"<</T 5 0 R/N 6 0 R/V 6 0 R/P 3 0 R/R[0 0 9 9]>>"
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/Threads[5 0 R 5 0 R]>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/B[6 0 R]>>",
            4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(DRAWN), DRAWN),
            5: b"<</Type/Thread/F 6 0 R/I 5 0 R>>",
            6: bead,
        }
    )
