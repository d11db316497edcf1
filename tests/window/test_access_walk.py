"""A walk through all states of the window: names, roles, sizes for a hand, the way of
Tab, the manner of the language, and no word cut off.

Four scales of a screen of 1366 x 768 and of 1920 x 1080 come down to three sizes in
logical pixels; below the smallest the window does not go. A state is visited once, and
seen at all of them.
"""

from __future__ import annotations

import importlib
import itertools
import os
import pkgutil
import shutil
import time
from typing import TYPE_CHECKING, Final

import pytest

import ui
from tests.states.journey import journey, rooms
from tests.states.queue import queue_states
from tests.states.visitor import wait_for
from tests.window.stray_windows import no_stray_windows
from tests.window.walk import Walk
from ttedesktop.language import Language
from ttedesktop.settings.values import TextSize
from ui.controls.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration

USUAL: Final = (1366, 696)
SMALLEST: Final = (960, 468)
"""Of 125 % there is something between; of 150 % on 1366 x 768 there would be less."""
IS_WHOLE: Final = "WHOLE_WALK" in os.environ
"""Whether it is ``make walk``: the suite sees less of sizes, words and languages.

It leaves documents in large English words to that, too."""
SIZES: Final = (USUAL, (1093, 557), SMALLEST) if IS_WHOLE else (USUAL, SMALLEST)
PARTS: Final = ("queue", "documents", "rooms")
ZONES: Final = {
    Language.INDONESIAN: "Asia/Jakarta",
    Language.ENGLISH: "Asia/Makassar",
}

_OTHER_WORDS: Final = [
    (part, size, language)
    for part, size, language in itertools.product(PARTS, TextSize, Language)
    if (size, language) != (TextSize.NORMAL, Language.INDONESIAN)
]
WORDS: Final = (
    _OTHER_WORDS
    if IS_WHOLE
    else [(part, TextSize.LARGEST, Language.ENGLISH) for part in ("queue", "rooms")]
)
"""Parts of the walk, the size of words in percent, and their language."""

pytestmark = [
    pytest.mark.usefixtures("own_data"),
    # Half a minute each, on a computer that has nothing else to do.
    pytest.mark.timeout(400),
]


@pytest.fixture(scope="module")
def seen() -> dict[str, set[type[Dialog]]]:
    """Return the kinds of dialogs that were walked through, by the part of the walk."""
    return {}


@pytest.fixture
def zone(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Put the computer into a zone of Indonesia."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def change(person: Person, **values: object) -> None:
    """Change what has the window made anew."""
    before = person.window
    person.application.parts.keeper.change(**values)
    person.waits_until(lambda: person.window is not before)


def go(walk: Walk, part: str, demonstration: Demonstration, folder: Path) -> None:
    """Go through the states of a part; nothing may flash up on the way."""
    walk.window.resize(*USUAL)
    with no_stray_windows():
        visit(walk, part, demonstration, folder)
    walk.ends_well()


def visit(walk: Walk, part: str, demonstration: Demonstration, folder: Path) -> None:
    """Be led through the states of a part."""
    if part == "queue":
        queue_states(walk, folder, demonstration.pin, wait_for, 12)
    elif part == "documents":
        office = folder / "Surat Keluar 2026"
        office.mkdir()
        letter = office / demonstration.documents[0].name
        shutil.copy(demonstration.documents[0], letter)
        journey(walk, demonstration, letter)
    else:
        rooms(walk, demonstration.pin)


@pytest.mark.parametrize("zone", [ZONES[Language.INDONESIAN]], indirect=True)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.usefixtures("zone")
def test_everything_can_be_read_reached_and_used(
    person: Person,
    demonstration: Demonstration,
    tmp_path: Path,
    seen: dict[str, set[type[Dialog]]],
    part: str,
) -> None:
    walk = Walk(person.application, sizes=SIZES)

    go(walk, part, demonstration, tmp_path)

    seen[part] = walk.dialogs
    assert not walk.found, "\n".join(walk.found)


def test_no_dialog_is_forgotten(seen: dict[str, set[type[Dialog]]]) -> None:
    if set(seen) != set(PARTS):
        pytest.skip("told only by the whole walk")
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    forgotten = set(Dialog.__subclasses__()) - set().union(*seen.values())

    assert not forgotten


@pytest.mark.parametrize("zone", [ZONES[Language.ENGLISH]], indirect=True)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.usefixtures("zone")
def test_words_are_not_cut_off_or_foreign(
    person: Person,
    demonstration: Demonstration,
    tmp_path: Path,
    words: tuple[str, TextSize, Language],
) -> None:
    part, size, language = words
    change(person, text_size=size, language=language)
    walk = Walk(person.application, sizes=(USUAL,), with_tab=False)

    go(walk, part, demonstration, tmp_path)

    assert not walk.found, "\n".join(walk.found)
