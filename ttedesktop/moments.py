"""Dates and times as an office writes them: "22 November 2026, 09.58 WIB"."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ttedesktop.language import Language, current_language

_MONTHS: Final = {
    Language.INDONESIAN: (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    Language.ENGLISH: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_ZONES: Final = {7: "WIB", 8: "WITA", 9: "WIT"}
"""Hours ahead of UTC (Keputusan Presiden 41/1987)."""


def day(when: datetime) -> str:
    """Return the date of a moment, on this computer's clock."""
    local = when.astimezone()
    return f"{local.day} {_MONTHS[current_language()][local.month - 1]} {local.year}"


def clock(when: datetime) -> str:
    """Return hours and minutes of a moment, on this computer's clock."""
    local = when.astimezone()
    separator = "." if current_language() is Language.INDONESIAN else ":"
    return f"{local.hour:02}{separator}{local.minute:02}"


def moment(when: datetime) -> str:
    """Return date, time and zone of a moment, on this computer's clock."""
    return f"{day(when)}, {clock_with_zone(when)}"


def clock_with_zone(when: datetime) -> str:
    """Return time and zone of a moment, on this computer's clock."""
    return f"{clock(when)} {_zone(when.astimezone())}"


def _zone(local: datetime) -> str:
    offset = local.utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    if hours in _ZONES:
        return _ZONES[int(hours)]
    if not hours:
        return "UTC"
    return f"UTC{hours:+g}"
