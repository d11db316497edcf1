"""Who signs and in which role: what people state about themselves on a stamp."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Capacity(Enum):
    """For whom somebody signs, as an official letter puts it before the position."""

    OWN = "own"
    ACTING = "plt"
    """Pelaksana tugas."""
    DAILY_ACTING = "plh"
    """Pelaksana harian."""
    INTERIM = "pj"
    """Penjabat."""
    TEMPORARY = "pjs"
    """Penjabat sementara."""
    ON_BEHALF = "an"
    """Atas nama: whom one signs for stands in the line above."""


PREFIXES: Final = {
    Capacity.ACTING: "Plt.",
    Capacity.DAILY_ACTING: "Plh.",
    Capacity.INTERIM: "Pj.",
    Capacity.TEMPORARY: "Pjs.",
}


class Mask(Enum):
    """How much of a number of a person is shown on a document that anybody reads."""

    NONE = "none"
    MIDDLE = "middle"
    """The first four and the last four digits."""
    END = "end"
    """The last four digits only."""


MASKED: Final = "*"
_LEFT_OPEN: Final = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person states about themselves on the stamp; no certificate proves it."""

    name: str = ""
    """As it should be written; empty takes the certificate's name."""
    position: str = ""
    """Jabatan, in one line or two."""
    employee_number: str = ""
    """NIP, 18 digits as a rule; empty leaves the line out."""
    label: str = ""
    """What the person calls this role; empty for the one they have of their own."""
    title_before: str = ""
    """Titles before the name, such as "Dr."."""
    title_after: str = ""
    """Titles after the name, such as "M.Si."."""
    rank: str = ""
    """Pangkat/golongan, such as "Pembina Utama Muda (IV/c)"."""
    national_id: str = ""
    """NIK; written only where a template asks for it."""
    organisation: str = ""
    """Instansi; empty takes the certificate's."""
    capacity: Capacity = Capacity.OWN
    on_behalf_of: str = ""
    """The office for which one signs, with ``Capacity.ON_BEHALF``."""
    shows_titles: bool = True
    shows_employee_number: bool = True
    shows_rank: bool = False
    mask: Mask = Mask.NONE
    """How NIP and NIK are written."""

    def name_over(self, certified: str) -> str:
        """Return the name with its titles; ``certified`` where none is stated."""
        name = self.name or certified
        if not self.shows_titles:
            return name
        before = f"{self.title_before} " if self.title_before else ""
        after = f", {self.title_after}" if self.title_after else ""
        return f"{before}{name}{after}"

    @property
    def titles(self) -> str:
        """The titles by themselves, where they are written at all."""
        shown = (self.title_before, self.title_after) if self.shows_titles else ()
        return ", ".join(one for one in shown if one)

    @property
    def position_lines(self) -> str:
        """The position as a letter writes it, the office it stands for above it."""
        lines = [self.position] if self.position else []
        prefix = PREFIXES.get(self.capacity)
        if prefix is not None and lines:
            lines = [f"{prefix} {self.position}"]
        if self.capacity is Capacity.ON_BEHALF and self.on_behalf_of:
            lines.insert(0, f"a.n. {self.on_behalf_of}")
        return "\n".join(lines)

    @property
    def written_employee_number(self) -> str:
        """The NIP as it is written, or nothing."""
        if not self.shows_employee_number:
            return ""
        return masked(self.employee_number, self.mask)

    @property
    def written_national_id(self) -> str:
        """The NIK as it is written, or nothing."""
        return masked(self.national_id, self.mask)

    @property
    def written_rank(self) -> str:
        """The rank as it is written, or nothing."""
        return self.rank if self.shows_rank else ""


def masked(number: str, mask: Mask) -> str:
    """Return a number with some of its digits covered; spaces stay where they are."""
    digits = sum(character.isdigit() for character in number)
    if mask is Mask.NONE or digits <= _LEFT_OPEN:
        return number
    first = _LEFT_OPEN if mask is Mask.MIDDLE and digits > 2 * _LEFT_OPEN else 0
    shown: list[str] = []
    seen = 0
    for character in number:
        if not character.isdigit():
            shown.append(character)
            continue
        seen += 1
        is_open = seen <= first or seen > digits - _LEFT_OPEN
        shown.append(character if is_open else MASKED)
    return "".join(shown)
