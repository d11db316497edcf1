"""The guide says only what the program says: its words, pictures, links and rooms."""

from __future__ import annotations

import re
from functools import cache
from importlib.readers import MultiplexedPath
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QImageReader

from tests.guide_pictures import CUTS
from tests.test_words import ENGLISH, gathered, singular
from ttedesktop.language import Language, choose_language
from ui.actions import MENUS
from ui.guide.chapters import (
    KEYS,
    chapter_of,
    chapters,
    guide_folder,
    search,
    slug_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "docs" / "panduan"
BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
PICTURE: Final = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK: Final = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]+)\)")
LARGEST_PICTURE: Final = 110_000
"""Bytes; the whole guide is shipped with the program."""
WRITTEN: Final = sorted(FOLDER.rglob("*.md"))


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    choose_language(Language.INDONESIAN)
    yield
    choose_language(Language.INDONESIAN)


def named(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def plain(sentence: str) -> str:
    """Return words of the program as the guide quotes them."""
    return " ".join(sentence.split()).removesuffix("…").removesuffix(" ({count})")


@cache
def spoken(*, in_english: bool) -> re.Pattern[str]:
    """Return what fits every sentence of the program, in one of its languages."""
    if in_english:
        with (ENGLISH / "ttedesktop.po").open("rb") as catalogue:
            messages = read_po(catalogue, locale="en", domain="ttedesktop")
        said = {singular(one.string) for one in messages if one.string}
    else:
        said = {singular(one) for one in gathered()}
    # A sentence that is nothing but a place to be filled would fit everything.
    whole = {plain(one) for one in said if re.sub(r"\{\w+\}|\W", "", one)}
    fitting = (
        re.sub(r"\\{\w+\\}", "[^*]+", re.escape(one).replace("_", "_")) for one in whole
    )
    return re.compile("|".join(sorted(fitting)))


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_words_in_bold_are_words_of_the_window(path: Path) -> None:
    said = spoken(in_english=path.parent.name == "en")

    unsaid = [
        words
        for words in BOLD.findall(path.read_text("utf-8"))
        if not said.fullmatch(plain(words))
    ]

    assert not unsaid


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    if path.parent.name == "en":
        choose_language(Language.ENGLISH)
    there = {one.key: one for one in chapters()}
    here, _slug = chapter_of(path.name)

    astray = []
    for link in LINK.findall(path.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        key, slug = chapter_of(link)
        name = link.partition("#")[0]
        titles = {slug_of(one.title) for one in there[key or here].sections}
        is_file = not name or (path.parent / name).resolve().is_file()
        if not is_file or (slug and slug not in titles):
            astray.append(link)

    assert not astray


def test_every_picture_is_shown_and_described_and_small() -> None:
    texts = [path.read_text("utf-8") for path in WRITTEN]
    told = [one for text in texts for one in PICTURE.findall(text)]
    shown = {(FOLDER / name).resolve() for _words, name in told}
    there = {one.resolve() for one in (FOLDER / "gambar").iterdir()}

    assert shown == there
    assert {one.stem for one in there} == set(CUTS)
    assert all(words for words, _name in told)
    assert not [one for one in there if one.stat().st_size > LARGEST_PICTURE]
    assert not [one for one in there if not QImageReader(str(one)).canRead()]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("en/*.md")), ids=named)
def test_a_chapter_has_the_same_sections_in_every_language(path: Path) -> None:
    headings = re.compile("^#+ ", re.MULTILINE)
    original = (FOLDER / path.name).read_text("utf-8")

    assert headings.findall(path.read_text("utf-8")) == headings.findall(original)


def test_the_guide_is_where_the_window_looks_for_it() -> None:
    assert guide_folder() == FOLDER
    keys = [one.key for one in chapters()]

    assert len(keys) == len(set(keys)) >= 12
    assert all(one.sections for one in chapters())


def test_a_bundled_program_has_the_guide_among_its_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guide").mkdir()
    # So PyInstaller answers: a path of several places, which is no name of a folder.
    bundled = MultiplexedPath(tmp_path)
    monkeypatch.setattr("ui.guide.chapters.files", lambda _package: bundled)

    assert guide_folder() == tmp_path / "guide"


@pytest.mark.parametrize("language", Language)
def test_the_keys_are_those_of_the_menus(language: Language) -> None:
    choose_language(language)
    (keys,) = (one for one in chapters() if one.key == KEYS)

    listed = set(re.findall(r"`([^`]+)`", keys.markdown))

    assert {key for _menu, entries in MENUS for _n, _w, key in entries if key} <= listed


def test_what_is_looked_for_is_found_in_titles_first_and_by_all_words() -> None:
    found = search("pin terkunci")

    assert (found[0].chapter.key, found[0].section) == ("pin-token", "PIN terkunci")
    assert {"masalah", "pin-token"} <= {one.chapter.key for one in found}
    assert "terkunci" in found[0].excerpt.casefold()
    # Words of their own come before what only holds the letters, such as "samping".
    assert "pin" in search("pin")[0].section.casefold().split()
    assert "Panel samping" not in {one.section for one in search("pin")[:5]}
    assert not search("kata yang tidak ada di mana pun")
    assert not search("   ")


def test_a_reader_of_english_finds_the_first_chapter_and_the_keys_in_english() -> None:
    choose_language(Language.ENGLISH)
    titles = {one.key: one.title for one in chapters()}

    assert titles["pertama"] == "A first signature in a minute"
    assert titles[KEYS] == "Keys"
    assert titles["putusan"] == "What the verdicts mean"
    assert titles["pin-token"] == "PIN and token"
    assert titles["antrean"] == "Antrean dan dokumen anggaran"
