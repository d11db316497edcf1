"""Amounts of money as Indonesian finance documents write them."""

from __future__ import annotations

from typing import Final

_SMALL: Final = (
    "", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan",
    "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_GREAT: Final = (
    (1_000_000_000_000, "triliun"),
    (1_000_000_000, "miliar"),
    (1_000_000, "juta"),
    (1_000, "ribu"),
)


def amount(rupiah: int) -> str:
    """Return whole rupiah in figures, such as ``1.250.000.000,00``."""
    return f"{rupiah:,}".replace(",", ".") + ",00"


def in_words(rupiah: int) -> str:
    """Return whole rupiah in words (terbilang), such as ``dua ribu rupiah``."""
    return f"{_spelled(rupiah) or 'nol'} rupiah"


def _spelled(number: int) -> str:
    for unit, name in _GREAT:
        if number >= unit:
            many, rest = divmod(number, unit)
            # One thousand has a word of its own, one million has not.
            head = "seribu" if number < 2_000 else f"{_spelled(many)} {name}"
            return f"{head} {_spelled(rest)}".strip()
    return _spelled_hundreds(number)


def _spelled_hundreds(number: int) -> str:
    if number < 12:
        return _SMALL[number]
    if number < 20:
        return f"{_SMALL[number - 10]} belas"
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{_SMALL[tens]} puluh {_SMALL[rest]}".strip()
    hundreds, rest = divmod(number, 100)
    head = "seratus" if hundreds == 1 else f"{_SMALL[hundreds]} ratus"
    return f"{head} {_spelled_hundreds(rest)}".strip()
