"""Each kind of specimen says what it should, and no word leaves its box."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.qr_codes import codes_on, worn
from ttedesktop.demo.crest import crest_picture
from ttedesktop.document.geometry import points
from ttedesktop.errors.document_errors import StampTooSmall
from ttedesktop.signing.specimen import Occasion, Specimen
from ttedesktop.signing.stamp import draw_stamp
from ttedesktop.specimens.design import (
    HAS_QR,
    SMALLEST_SIZES,
    SpecimenDesign,
    SpecimenKind,
)
from ttedesktop.specimens.profile import Capacity, Profile

if TYPE_CHECKING:
    from ttedesktop.signing.stamp_text import StampText

LONG = Profile(
    "R. Ng. Muhammad Abdurrahman Kusumawardhana Hadiningrat Sastrodiprodjo",
    "Kepala Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk "
    "dan Keluarga Berencana",
    "19720415 199703 2 004",
    title_before="Prof. Dr. Ir. H.",
    title_after="S.T., M.Si., M.Kom., Ph.D.",
    rank="Pembina Utama Muda (IV/c)",
    capacity=Capacity.ON_BEHALF,
    on_behalf_of="BUPATI KEPULAUAN TIRTA RAYA BAGIAN TIMUR LAUT",
    organisation="Pemerintah Kabupaten Tirta Raya",
    shows_rank=True,
)
SHORT = Profile("Ani", "Camat", "19720415 199703 2 004", organisation="Kecamatan")
ADDRESS = "https://tte.tirtaraya.invalid/periksa/{nomor}"
OCCASION = Occasion(
    number="800.1.11.1/123/BKPSDM/2026",
    when=datetime(2026, 11, 22, 3, 58, tzinfo=UTC),
)
HALF_POINT = 0.5
CODES = [kind for kind in SpecimenKind if kind in HAS_QR]


@cache
def crest() -> bytes:
    return crest_picture()


def text_of(
    kind: SpecimenKind,
    profile: Profile = SHORT,
    *,
    has_picture: bool = True,
    qr: str = "",
) -> StampText:
    design = SpecimenDesign("uji", kind, qr=qr)
    specimen = Specimen(profile, design, crest() if has_picture else b"")
    return specimen.text_for(None, None, occasion=OCCASION)


def drawn(text: StampText, size: tuple[float, float] | None = None) -> bytes:
    usual = SpecimenDesign("uji", text.kind).size
    width, height = size or (points(usual.width), points(usual.height))
    return draw_stamp(text, width=width, height=height)


def words_on(stamp: bytes) -> list[tuple[str, Any]]:
    with pymupdf.open(stream=stamp, filetype="pdf") as pdf:
        content: Any = pdf[0].get_text("dict")
    return [
        (span["text"], pymupdf.Rect(span["bbox"]))
        for block in content["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]


def plain(stamp: bytes) -> str:
    return " ".join(" ".join(words for words, _box in words_on(stamp)).split())


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_no_word_leaves_its_box(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(SpecimenKind))
    has_picture = data.draw(st.booleans())
    least = SMALLEST_SIZES[kind]
    width = data.draw(st.floats(points(least.width), 400))
    height = data.draw(st.floats(points(least.height), 400))
    words = data.draw(
        st.sampled_from([LONG, SHORT, Profile("W" * 200, "M" * 300, "1" * 60)])
    )

    stamp = drawn(text_of(kind, words, has_picture=has_picture), (width, height))

    for written, box in words_on(stamp):
        # Ascents of the font stand above every letter that there is.
        assert box.x0 >= -HALF_POINT, written
        assert box.x1 <= width + HALF_POINT, written
        assert box.y0 + box.height * 0.2 >= -HALF_POINT, written
        assert box.y1 - box.height * 0.2 <= height + HALF_POINT, written


@pytest.mark.parametrize(
    ("kind", "said", "unsaid"),
    [
        (
            SpecimenKind.QR_CARD,
            "Ditandatangani secara elektronik oleh: Camat Keasliannya",
            "Kecamatan",
        ),
        (SpecimenKind.QR_CARD, "Ani NIP. 19720415 199703 2 004", "Pembina"),
        (
            SpecimenKind.CREST_CARD,
            "CAMAT DITANDATANGANI SECARA ELEKTRONIK Ani NIP. 19720415 199703 2 004",
            "Keasliannya",
        ),
        (SpecimenKind.SHORT, "Ditandatangani secara elektronik oleh:", "Ani"),
        (SpecimenKind.TEXT, "oleh: Camat Ani Kecamatan, 22 November 2026", "NIP"),
    ],
)
def test_kind_says_what_offices_write(
    kind: SpecimenKind, said: str, unsaid: str
) -> None:
    words = plain(drawn(text_of(kind)))

    assert said in words
    assert unsaid not in words


@pytest.mark.parametrize("kind", [SpecimenKind.QR_ONLY, SpecimenKind.PICTURE])
def test_code_and_picture_stand_without_words(kind: SpecimenKind) -> None:
    assert plain(drawn(text_of(kind))) == ""


@pytest.mark.parametrize("profile", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("qr", ["", ADDRESS, "https://tte.invalid/{sha256}"])
@pytest.mark.parametrize("kind", CODES)
def test_code_is_read_at_the_sharpness_of_an_office_scanner(
    kind: SpecimenKind, qr: str, profile: Profile
) -> None:
    text = text_of(kind, profile, qr=qr)

    stamp = drawn(text)

    assert codes_on(stamp, dots=150) == [text.qr_content]
    plain_code = drawn(text_of(kind, profile, qr=qr, has_picture=False))
    assert codes_on(plain_code, dots=150) == [text.qr_content]


@pytest.mark.parametrize("kind", CODES)
def test_code_with_a_crest_is_read_after_printing_and_scanning(
    kind: SpecimenKind,
) -> None:
    text = text_of(kind, LONG, qr=ADDRESS)

    assert codes_on(drawn(text), dots=200, wear=worn) == [text.qr_content]


def test_address_of_the_agency_holds_the_number_of_the_document() -> None:
    text = text_of(SpecimenKind.QR_ONLY, qr=ADDRESS)

    assert text.qr_content == (
        "https://tte.tirtaraya.invalid/periksa/800.1.11.1/123/BKPSDM/2026"
    )


@pytest.mark.parametrize("kind", SpecimenKind)
def test_box_that_is_too_small_is_refused_with_what_it_needs(
    kind: SpecimenKind,
) -> None:
    least = SMALLEST_SIZES[kind]

    with pytest.raises(StampTooSmall) as refused:
        drawn(text_of(kind), (points(least.width) - 3, points(least.height)))

    assert refused.value.least_width == round(least.width)


@pytest.mark.parametrize("kind", SpecimenKind)
def test_stamp_is_small(kind: SpecimenKind) -> None:
    assert len(drawn(text_of(kind, LONG))) < 60_000
