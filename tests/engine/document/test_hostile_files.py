"""Hostile files end in a page or in words, and the engine lives on after each.

``make hostile`` throws all of them, with the true deadlines. Here some of each family
meet a renderer that gives a page little time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from tests.faults.promises import workers
from tests.hostile.files import FAMILIES, all_files
from tests.hostile.trial import FINE, PARENT, Parts, Trials, deeds, resident
from tests.papers.letters import letter
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 45.0
"""Seconds of one call on a busy machine; the deadlines below are a twentieth."""
NOT_OPENED: Final = (
    "flipped-in-a-thousand-places",
    "locked-by-a-stranger",
    "locked-with-rubbish",
    "objects-of-four-gigabytes",
    "page-listed-five-thousand-times",
    "pages-one-too-many",
    "pages-that-hold-themselves",
    "rubbish-far-before-the-head",
)
NOT_DRAWN: Final = (
    "box-of-a-country",
    "contents-with-an-absurd-predictor",
    "laughs-ten-deep",
    "tiles-of-a-hair",
    "unit-of-a-million",
)
NOT_SIGNED: Final = (
    "arrays-in-arrays",
    "cut-in-the-middle",
    "form-of-another-kind-that-laughs",
)
SHOWN: Final = (
    "actions-of-every-kind",
    "font-inside-itself",
    "font-with-flipped-bytes",
    "form-inside-itself",
    "image-that-lies",
    "labels-in-roman-millions",
    "map-of-four-thousand-million-characters",
    "names-of-characters-that-cannot-be-seen",
    "names-that-go-round",
    "outline-that-goes-round",
    "symbols-of-four-thousand-million-pixels",
    "words-of-a-drawing-that-are-none",
)


@dataclass
class Room:
    """Where the files are thrown, and how much this process took before."""

    trials: Trials
    renderer: Renderer
    before: int


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    before = set(workers())
    with Renderer(page_deadline=1.5) as renderer, Validator() as validator:
        renderer.draw(letter(), scale=1)
        limits = dict.fromkeys(("open", *deeds()), PATIENCE)
        trials = Trials(
            Parts(renderer, validator), tmp_path_factory.mktemp("berkas"), limits=limits
        )
        yield Room(trials, renderer, resident())
    assert set(workers()) <= before, "a child is left"


def test_there_are_many_and_each_says_what_it_is() -> None:
    files = all_files().values()

    assert len(files) >= 75
    assert all(len(file.what.split()) > 3 for file in files)
    assert len(FAMILIES) == 8


@pytest.mark.parametrize("name", [*NOT_OPENED, *NOT_DRAWN, *NOT_SIGNED, *SHOWN])
def test_file_ends_in_a_page_or_in_words(room: Room, name: str) -> None:
    trial = room.trials.of(all_files()[name])
    outcomes = trial.outcomes

    assert not trial.broken
    assert (outcomes["open"] == FINE) == (name not in NOT_OPENED)
    assert (outcomes.get("first") == FINE) == (name in (*NOT_SIGNED, *SHOWN))
    # What cannot be drawn must not be signed.
    assert (outcomes.get("sign") == FINE) == (name in SHOWN)


def test_afterwards_letters_are_drawn_and_nothing_was_kept(room: Room) -> None:
    assert room.renderer.draw(letter(), scale=1).width == 612
    assert resident() - room.before < PARENT
