"""Sizes of files as a person reads them: "1,5 MB"."""

from __future__ import annotations

from typing import Final

from ttedesktop.language import Language, current_language, n_

_UNITS: Final = ("kB", "MB", "GB", "TB")


def file_size(size: int) -> str:
    """Return a number of bytes in the unit that suits it, a thousand to the next."""
    if size < 1000:
        return exact_size(size)
    amount, unit = size / 1000, 0
    # What would be rounded to a thousand is one of the next unit.
    while amount >= 999.95 and unit + 1 < len(_UNITS):
        amount, unit = amount / 1000, unit + 1
    shown = f"{amount:.1f}".removesuffix(".0")
    if current_language() is Language.INDONESIAN:
        shown = shown.replace(".", ",")
    return f"{shown} {_UNITS[unit]}"


def exact_size(size: int) -> str:
    """Return a number of bytes, its digits in groups of three."""
    shown = f"{size:,}"
    if current_language() is Language.INDONESIAN:
        shown = shown.replace(",", ".")
    return n_("{count} byte", "{count} byte", size).format(count=shown)
