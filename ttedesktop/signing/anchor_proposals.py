"""Places that a document's own anchors propose, in the order of signing.

Templates leave one character or a variable where a signature belongs. What stands
there once is proposed; of what stands there several times a person chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.signing.place_finding import FoundPlace, places_at
from ttedesktop.signing.place_rule import LETTER_ANCHOR, AnchorRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.contents import SearchHit
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

_NUMBERED: Final = "${{ttd_pengirim{number}}}"
_MOST_NUMBERED: Final = 9
_CHARACTERS: Final = ("#", "^")
"""One character alone, as the most used service of signatures demands."""


@dataclass(frozen=True, slots=True)
class AnchorProposals:
    """What the anchors of a document come to."""

    sure: tuple[FoundPlace, ...] = ()
    """One for each anchor that stands there once, in the order of signing."""
    choices: tuple[FoundPlace, ...] = ()
    """All that were found, of which a person chooses, from the first page on."""


def proposals_in(document: Document, renderer: Renderer) -> AnchorProposals:
    """Return the places at the anchors that offices use.

    Raises PageUndrawable and SignerCannotReadDocument. Not to be waited for in the
    window's thread.
    """
    sure: list[FoundPlace] = []
    choices: list[FoundPlace] = []
    for text, hits in _anchors(document, renderer):
        places = places_at(hits, AnchorRule(text), document, renderer)
        if len(places) == 1:
            sure += places
        choices += places
    choices.sort(key=lambda one: _order(one, document))
    return AnchorProposals(tuple(sure), tuple(choices))


def _anchors(
    document: Document, renderer: Renderer
) -> Iterator[tuple[str, list[SearchHit]]]:
    """Yield the anchors that are there, the sender's before the others'."""
    pages = range(len(document.pages))

    def standing_alone(text: str) -> list[SearchHit]:
        return [one for one in renderer.search(document, text, pages) if _is_alone(one)]

    yield LETTER_ANCHOR.text, standing_alone(LETTER_ANCHOR.text)
    for number in range(1, _MOST_NUMBERED + 1):
        text = _NUMBERED.format(number=number)
        hits = standing_alone(text)
        if not hits:
            break
        yield text, hits
    for text in _CHARACTERS:
        yield text, standing_alone(text)


def _is_alone(hit: SearchHit) -> bool:
    """Whether it is a word of its own: “#” in “Blok #2” is no anchor."""
    return not hit.before[-1:].strip() and not hit.after[:1].strip()


def _order(place: FoundPlace, document: Document) -> tuple[int, float, float]:
    placement = place.placement
    if placement is None:
        return (0, 0.0, 0.0)
    seen = document.pages[placement.page].to_view(placement.rect, scale=1)
    return (placement.page, seen.y, seen.x)
