"""Text that runs from page to page within the margins of office paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.demo.paper import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from ttedesktop.document.drawing.sheet import Drawing, Face, Sheet, broken_into_lines

if TYPE_CHECKING:
    from collections.abc import Callable

_FEWEST_LINES: Final = 2
"""Of a paragraph that stand together before or after the turn of a page."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How running text is written: sizes in points, leading in sizes."""

    size: float = 12
    leading: float = 1.28
    after: float = 5
    """Space below a paragraph."""
    face: Face = Face.SERIF

    @property
    def step(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * self.leading


class Manuscript:
    """Pages of a drawing that are filled from top to bottom."""

    def __init__(
        self,
        drawing: Drawing,
        *,
        hand: Hand,
        furnish: Callable[[Sheet, int], None],
    ) -> None:
        """Begin with a first page; ``furnish`` draws what each page carries."""
        self._drawing = drawing
        self._furnish = furnish
        self.hand = hand
        self.page = 0
        self.sheet: Sheet
        self.y: float
        """Where the next line begins, in points from the top."""
        self.turn()

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self.sheet = self._drawing.sheet(WIDTH, HEIGHT)
        self.page += 1
        self.y = TOP
        self._furnish(self.sheet, self.page)

    def need(self, height: float) -> None:
        """Turn the page unless ``height`` points are left on it."""
        if self.y + height > BOTTOM:
            self.turn()

    def centred(self, words: str, *, face: Face, size: float) -> None:
        """Write one line in the middle between the margins."""
        middle = (LEFT + RIGHT) / 2
        self.sheet.text(
            middle, self.y + size, words, face=face, size=size, align="centre"
        )
        self.y += size * self.hand.leading

    def paragraph(
        self, words: str, *, indent: float = 0, first_indent: float = 0
    ) -> None:
        """Write a justified paragraph; indents in points from the left margin."""
        hand, width = self.hand, RIGHT - LEFT - indent
        lines = broken_into_lines(
            words, face=hand.face, size=hand.size, width=width,
            first_indent=first_indent,
        )  # fmt: skip
        while lines:
            count = self._lines_that_go_here(len(lines))
            if not count:
                self.turn()
                continue
            here, lines = lines[:count], lines[count:]
            self.y = self.sheet.paragraph(
                LEFT + indent, self.y, width, " ".join(here), face=hand.face,
                size=hand.size, leading=hand.leading, align="justify",
                first_indent=first_indent, is_continued=bool(lines),
            )  # fmt: skip
            first_indent = 0
        self.y += hand.after

    def item(self, label: str, words: str, *, at: float, text_at: float) -> None:
        """Write a labelled paragraph, its label and its text at these indents."""
        hand = self.hand
        lines = broken_into_lines(
            words, face=hand.face, size=hand.size, width=RIGHT - LEFT - text_at
        )
        if not self._lines_that_go_here(len(lines)):
            self.turn()
        self.sheet.text(
            LEFT + at, self.y + hand.size, label, face=hand.face, size=hand.size
        )
        self.paragraph(words, indent=text_at)

    def _lines_that_go_here(self, count: int) -> int:
        """Return how many of so many lines stand here: no orphans, no widows."""
        room = int((BOTTOM - self.y) / self.hand.step)
        if count <= room:
            return count
        fitting = min(room, count - _FEWEST_LINES)
        return fitting if fitting >= _FEWEST_LINES else 0
