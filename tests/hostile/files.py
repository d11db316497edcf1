"""All hostile files, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import (
    bombs,
    boxes,
    damage,
    loops,
    nesting,
    pictures,
    strokes,
    structures,
)
from tests.hostile.writing import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.hostile.writing import HostileFile

# Whoever imports this module finds the catalogue filled by these.
FAMILIES = (boxes, nesting, loops, bombs, strokes, pictures, structures, damage)


def all_files() -> Mapping[str, HostileFile]:
    return CATALOGUE
