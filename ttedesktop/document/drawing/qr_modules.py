"""The modules of a QR code, in runs that are drawn as rectangles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from collections.abc import Iterable


@lru_cache(maxsize=32)
def qr_rows(content: str, error: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the runs of dark modules of each row: start and length."""
    code = segno.make_qr(content, error=error, boost_error=False)
    return tuple(tuple(_runs(row)) for row in code.matrix)


def _runs(row: Iterable[int]) -> Iterable[tuple[int, int]]:
    start = length = 0
    for position, dark in enumerate(row):
        if dark:
            start, length = (start, length + 1) if length else (position, 1)
        elif length:
            yield start, length
            length = 0
    if length:
        yield start, length
