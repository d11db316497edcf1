"""What is said of the look of two revisions, without the engine that draws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ttedesktop.document.geometry import PdfRect

PageWatch = Callable[[int, int], None]
"""Is told which page is compared now, from 1, and of how many."""
Boxes = Mapping[int, Sequence[PdfRect]]
"""Boxes in points by the index of their page."""


@dataclass(frozen=True, slots=True)
class FilledBox:
    """The box of a form field that was filled in, and what it should show."""

    rect: PdfRect
    words: str = ""
    """The value that it holds; empty where the look need not spell it."""
    before: str = ""
    """The value that it held, if its look is not made anew by who shows it."""


Fillings = Mapping[int, Sequence[FilledBox]]
"""Boxes of form fields by the index of their page."""


@dataclass(frozen=True, slots=True)
class Look:
    """The outcome of the comparison."""

    is_repaired: bool = False
    """Whether the renderer had to repair one of the two to draw it."""
    changed_pages: tuple[int, ...] = ()
    """Indices of the pages that look different, from 0."""
    hides_writing: bool = False
    """Whether something that was added lies over what was signed."""
    is_complete: bool = True
    """Whether every page was compared."""
    misspelt_pages: tuple[int, ...] = ()
    """Indices of pages with a field that shows other words than its value."""
    changed_places: tuple[tuple[int, PdfRect], ...] = ()
    """Index of the page and box of each part that looks different."""
