"""The places of a document to which a signature box may go, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.geometry import PageGeometry, PdfRect
    from ttedesktop.signing.place_finding import FoundPlace
    from ttedesktop.signing.prepared_field import ExistingField
    from ttedesktop.signing.request import Placement


@dataclass(frozen=True, slots=True)
class Station:
    """One place: a prepared field, or one of the hits of an anchor."""

    placement: Placement
    field: str = ""
    """Name of the prepared field; empty for a hit."""
    hit: int = 0
    """Which of the hits, from 0."""
    anchor: PdfRect | None = None

    def is_at(self, other: Station) -> bool:
        """Whether it is the same field, or the same text of the document."""
        if self.field or other.field:
            return self.field == other.field
        here, there = self.placement.page, other.placement.page
        return self.anchor == other.anchor and here == there


def stations_of(
    fields: Sequence[ExistingField],
    hits: Sequence[FoundPlace],
    pages: Sequence[PageGeometry],
) -> tuple[Station, ...]:
    """Return fields that nobody has signed, and hits, in the order of reading."""
    found = [
        Station(one.placement, field=one.name)
        for one in fields
        if one.placement is not None and not one.is_signed
    ]
    found += [
        Station(one.placement, hit=number, anchor=one.anchor)
        for number, one in enumerate(hits)
        if one.placement is not None and one.anchor is not None
    ]

    def order(one: Station) -> tuple[int, float, float]:
        page = one.placement.page
        seen = pages[page].to_view(one.placement.rect, scale=1)
        return page, seen.y, seen.x

    return tuple(sorted(found, key=order))


def beside(stations: Sequence[Station], here_now: Station, by: int) -> Station | None:
    """Return the station ``by`` places on from where the box is; None at the ends.

    The box is in a field or on an anchor; elsewhere it goes to the first, or the last.
    """
    here = [number for number, one in enumerate(stations) if one.is_at(here_now)]
    number = here[0] + by if here else (0 if by > 0 else len(stations) - 1)
    return stations[number] if 0 <= number < len(stations) else None
