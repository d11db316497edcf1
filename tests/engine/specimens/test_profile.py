"""Names, positions and numbers as official documents write them."""

from __future__ import annotations

import pytest

from ttedesktop.specimens.naming_rule import (
    DocumentClass,
    NamingRule,
    Office,
    rule_for,
    under,
)
from ttedesktop.specimens.profile import Capacity, Mask, Profile, masked

SITI = Profile(
    "Siti Aminah",
    "Sekretaris Daerah",
    "19720415 199703 2 004",
    title_before="Dr.",
    title_after="M.Si.",
    rank="Pembina Utama Muda (IV/c)",
)
ALL = NamingRule(titles=True, employee_number=True, rank=True)
NONE = NamingRule(titles=False, employee_number=False, rank=False)
TITLES = NamingRule(titles=True, employee_number=False, rank=False)


def test_name_is_written_with_titles_and_taken_from_the_certificate_if_not_stated() -> (
    None
):
    assert SITI.name_over("SITI AMINAH") == "Dr. Siti Aminah, M.Si."
    assert Profile(title_after="S.E.").name_over("SITI AMINAH") == "SITI AMINAH, S.E."
    assert under(SITI, NONE).name_over("SITI AMINAH") == "Siti Aminah"
    assert (SITI.titles, under(SITI, NONE).titles) == ("Dr., M.Si.", "")


@pytest.mark.parametrize(
    ("office", "document", "rule"),
    [
        (Office.OFFICIAL, DocumentClass.LETTER, ALL),
        (Office.OFFICIAL, DocumentClass.REGULATION, NONE),
        (Office.OFFICIAL, DocumentClass.CHARTER, NONE),
        (Office.LEADER, DocumentClass.LETTER, TITLES),
        (Office.LEADER, DocumentClass.REGULATION, NONE),
        (Office.ACTING_LEADER, DocumentClass.LETTER, NONE),
        (Office.ACTING_LEADER, DocumentClass.REGULATION, NONE),
    ],
)
def test_pasal_44_says_what_stands_beside_a_name(
    office: Office, document: DocumentClass, rule: NamingRule
) -> None:
    profile = under(SITI, rule_for(office, document))

    assert rule_for(office, document) == rule
    assert bool(profile.titles) is rule.titles
    assert bool(profile.written_employee_number) is rule.employee_number
    assert bool(profile.written_rank) is rule.rank


@pytest.mark.parametrize(
    ("capacity", "lines"),
    [
        (Capacity.OWN, "Sekretaris Daerah"),
        (Capacity.ACTING, "Plt. Sekretaris Daerah"),
        (Capacity.DAILY_ACTING, "Plh. Sekretaris Daerah"),
        (Capacity.INTERIM, "Pj. Sekretaris Daerah"),
        (Capacity.TEMPORARY, "Pjs. Sekretaris Daerah"),
        (Capacity.ON_BEHALF, "a.n. BUPATI TIRTA RAYA\nSekretaris Daerah"),
    ],
)
def test_role_stands_before_the_position(capacity: Capacity, lines: str) -> None:
    profile = Profile(
        position="Sekretaris Daerah",
        capacity=capacity,
        on_behalf_of="BUPATI TIRTA RAYA",
    )

    assert profile.position_lines == lines


@pytest.mark.parametrize(
    ("number", "mask", "shown"),
    [
        ("19720415 199703 2 004", Mask.NONE, "19720415 199703 2 004"),
        ("19720415 199703 2 004", Mask.MIDDLE, "1972**** ****** 2 004"),
        ("19720415 199703 2 004", Mask.END, "******** ****** 2 004"),
        ("3204123456780001", Mask.MIDDLE, "3204********0001"),
        ("1234", Mask.END, "1234"),
        ("12345678", Mask.MIDDLE, "****5678"),
        ("", Mask.MIDDLE, ""),
    ],
)
def test_mask_covers_digits_and_keeps_the_shape_of_a_number(
    number: str, mask: Mask, shown: str
) -> None:
    assert masked(number, mask) == shown
