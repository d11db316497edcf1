"""The files of each kind that are the worst for a window, by how they end there."""

from __future__ import annotations

from typing import Final

NOT_OPENED: Final = (
    "flipped-in-a-thousand-places",
    "locked-by-a-stranger",
    "nothing-but-noughts",
    "pages-one-too-many",
)
NOT_DRAWN: Final = (
    "box-of-a-country",
    "laughs-ten-deep",
    "tiles-of-a-hair",
)
SHOWN: Final = (
    "box-of-five-metres",
    "form-inside-itself",
    "names-of-characters-that-cannot-be-seen",
    "outline-that-goes-round",
    "pages-as-tall-as-mountains",
)
