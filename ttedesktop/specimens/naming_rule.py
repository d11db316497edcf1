"""How a name is written under official documents: Permendagri 1/2023, Pasal 44.

Regulations and decisions carry names without academic titles; assignments, letters
and other documents with them, but for charters and certificates. Officials other than
the head of a region, the deputy and the regional secretary add titles, NIP and rank;
whoever acts for one of those writes none of them.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttedesktop.specimens.profile import Profile


class Office(Enum):
    """Who signs, as far as Pasal 44 tells them apart."""

    LEADER = "leader"
    """Kepala Daerah, Wakil Kepala Daerah or Sekretaris Daerah."""
    ACTING_LEADER = "acting_leader"
    """Pj., Pjs., Plt. or Plh. of a head of region; Pj. or Plh. of a secretary."""
    OFFICIAL = "official"
    """Every other official."""


class DocumentClass(Enum):
    """What is signed, as far as Pasal 44 tells it apart."""

    LETTER = "letter"
    """Penugasan, korespondensi and khusus."""
    REGULATION = "regulation"
    """Pengaturan and penetapan."""
    CHARTER = "charter"
    """Piagam, sertifikat and STTPP."""


@dataclass(frozen=True, slots=True)
class NamingRule:
    """What stands beside a name."""

    titles: bool
    employee_number: bool
    rank: bool


def rule_for(office: Office, document: DocumentClass) -> NamingRule:
    """Return what Pasal 44 lets an office write on a class of documents."""
    if office is Office.ACTING_LEADER:
        return NamingRule(titles=False, employee_number=False, rank=False)
    has_titles = document is DocumentClass.LETTER
    is_official = office is Office.OFFICIAL and has_titles
    return NamingRule(titles=has_titles, employee_number=is_official, rank=is_official)


def under(profile: Profile, rule: NamingRule) -> Profile:
    """Return the profile with what a rule lets it write."""
    return dataclasses.replace(
        profile,
        shows_titles=rule.titles,
        shows_employee_number=rule.employee_number,
        shows_rank=rule.rank,
    )
