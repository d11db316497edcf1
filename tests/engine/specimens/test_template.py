"""Fields in braces are filled in; what is empty leaves nothing behind."""

from __future__ import annotations

import pytest

from ttedesktop.specimens.design import STARTING, SpecimenDesign, design_named, new_key
from ttedesktop.specimens.template import (
    fields_in,
    filled,
    filled_address,
    unknown_fields,
)

FACTS = {"nama": "SITI", "nip": "", "instansi": "", "tanggal": "1 Mei 2026"}


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{nama}", "SITI"),
        ("{nama}\nNIP. {nip}\n{tanggal}", "SITI\n1 Mei 2026"),
        ("{instansi}, {tanggal}", "1 Mei 2026"),
        ("Tanpa isian", "Tanpa isian"),
        ("{tidak_dikenal}", "{tidak_dikenal}"),
        ("{nama", "{nama"),
        ("", ""),
    ],
)
def test_template_is_filled_in(template: str, words: str) -> None:
    assert filled(template, FACTS) == words


def test_address_keeps_what_stands_around_an_empty_field() -> None:
    address = "https://tte.invalid/periksa?no={nip}&d={tanggal}"

    assert filled_address(address, FACTS).endswith("?no=&d=1 Mei 2026")


def test_fields_are_told_apart_from_those_that_do_not_exist() -> None:
    assert fields_in("{nama} {umur}", "{nip}") == {"nama", "umur", "nip"}
    assert unknown_fields("{nama} {umur}", "{alamat}") == ("alamat", "umur")


def test_specimen_is_found_by_key_or_name_and_ones_own_comes_first() -> None:
    own = SpecimenDesign("qr", name="Surat keluar")

    assert design_named("QR", (own,)) is own
    assert design_named("surat keluar", (own,)) is own
    assert design_named("lambang", (own,)) == STARTING[1]
    assert design_named("tidak ada", (own,)) is None


def test_key_looks_like_the_name_and_is_not_taken() -> None:
    assert new_key("Surat Keluar (Sekda)", ()) == "surat-keluar-sekda"
    assert new_key("Kartu QR", ("kartu-qr", "kartu-qr-2")) == "kartu-qr-3"
    assert new_key("سورت", ()) == "spesimen"
