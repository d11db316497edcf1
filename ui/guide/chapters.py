"""The chapters of the guide as they are written, and what is said where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.language import Language, current_language
from ui.guide.key_table import key_table

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS: Final = "tombol"
"""The chapter that is made from what the keys do, so that it cannot be out of date."""
BESIDE: Final = ("policy.md", "policy.example.toml")
"""Pages for administrators that stand beside the guide; links alone lead there."""
_NUMBERED: Final = re.compile(r"\d+-(?P<key>.+)")
_HEADING: Final = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SIGNS: Final = re.compile(r"[*`|>#]|^-+$|:?-{3,}:?", re.MULTILINE)
_WORD: Final = re.compile(r"\w+")
_AROUND: Final = 40
"""Characters of a sentence that are shown before and behind what was found."""
_MOST: Final = 60
"""Hits that are listed: whoever finds more looks for one more word."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a chapter with the words below it, without marks."""

    title: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One file of the guide."""

    key: str
    """By which the window asks for it; the file is named so behind its number."""
    markdown: str
    names: tuple[str, ...] = ()
    """By which the window asks for its sections, in order: their Indonesian slugs."""
    is_listed: bool = True
    """Whether it belongs to the guide itself."""

    @property
    def title(self) -> str:
        """The heading of the whole chapter."""
        return self.sections[0].title

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """What stands under each heading, in order."""
        found = list(_HEADING.finditer(self.markdown))
        ends = [one.start() for one in found[1:]] + [len(self.markdown)]
        texts = (
            self.markdown[one.end() : end] for one, end in zip(found, ends, strict=True)
        )
        return tuple(
            Section(without_marks(one[2]), without_marks(text))
            for one, text in zip(found, texts, strict=True)
        )


@dataclass(frozen=True, slots=True)
class GuideHit:
    """A section in which all the words stand that were looked for."""

    chapter: Chapter
    section: str
    """Title of the section."""
    excerpt: str
    """The words around the first one that was found."""


def guide_folder() -> Path:
    """Return where the chapters are: shipped with the program, else in the sources."""
    # A bundled program has several ideas of where "resources" is, but one of this.
    shipped = Path(str(files("resources") / "guide"))
    sources = shipped.parent.parent / "docs" / "panduan"
    return shipped if shipped.is_dir() else sources


def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in the order of reading, in the language in use.

    They are written in Indonesian; those that are there in English, too, are taken
    from there. What stands beside the guide comes last.
    """
    return _chapters_in(current_language())


@cache
def _chapters_in(language: Language) -> tuple[Chapter, ...]:
    return tuple(_read(language))


def _read(language: Language) -> Iterator[Chapter]:
    for path in sorted(guide_folder().glob("*.md")):
        named = _NUMBERED.fullmatch(path.stem)
        if named is None:
            continue
        translated = path.parent / language.value / path.name
        source = translated if translated.is_file() else path
        text = source.read_text("utf-8")
        if named["key"] == KEYS:
            text += key_table()
        yield Chapter(named["key"], text, _slugs(path.read_text("utf-8")))
    for name in BESIDE:
        path = guide_folder().parent / name
        if path.is_file():
            yield Chapter(name, _as_markdown(path), is_listed=False)


def _slugs(markdown: str) -> tuple[str, ...]:
    return tuple(slug_of(one[2]) for one in _HEADING.finditer(markdown))


def _as_markdown(path: Path) -> str:
    text = path.read_text("utf-8")
    return text if path.suffix == ".md" else f"# {path.name}\n\n```\n{text}```\n"


def chapter_of(link: str) -> tuple[str, str]:
    """Return the key of the chapter that a link leads to, and the slug of a section.

    The key is empty where the link leads to another part of the same chapter.
    """
    path, _sign, slug = link.partition("#")
    file = Path(path)
    if file.name in BESIDE:
        return file.name, slug
    named = _NUMBERED.fullmatch(file.stem)
    return (named["key"] if named is not None else "", slug)


def is_section(chapter: Chapter, place: int, title: str, wanted: str) -> bool:
    """Return whether a heading is the section that is asked for.

    ``place`` counts the headings of the chapter, ``title`` is the heading as it is
    shown, ``wanted`` a title, its slug, or the name by which the window asks for it.
    """
    slug = slug_of(wanted)
    return slug == slug_of(title) or slug in chapter.names[place : place + 1]


def slug_of(title: str) -> str:
    """Return the name of a heading in a link, as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", title.lower())
    return kept.replace(" ", "-")


def without_marks(markdown: str) -> str:
    """Return the words of a text without the marks of Markdown."""
    words = _PICTURE.sub(" ", markdown)
    words = _LINK.sub(r"\1", words)
    bare = " ".join(_SIGNS.sub(" ", words).split())
    # A mark stood between a word and what closes the sentence.
    return re.sub(r" (?=[.,;:?])", "", bare)


def search(words: str) -> tuple[GuideHit, ...]:
    """Return the sections that hold all the words.

    Those named so stand first; what only holds them inside longer words, as with the
    affixes of Indonesian, stands last.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found: list[tuple[int, GuideHit]] = []
    for chapter in chapters():
        for section in chapter.sections if chapter.is_listed else ():
            rank = _rank(section, wanted)
            if rank is not None:
                excerpt = _excerpt(section.text, wanted)
                found.append((rank, GuideHit(chapter, section.title, excerpt)))
    return tuple(hit for _rank_of_it, hit in sorted(found, key=lambda one: one[0]))[
        :_MOST
    ]


def _rank(section: Section, wanted: list[str]) -> int | None:
    """Return 0 for the best place of all the words; None where one is missing."""
    title, text = section.title.casefold(), section.text.casefold()
    words_of_title = set(_WORD.findall(title))
    words_of_text = set(_WORD.findall(text))
    ranks: list[int] = []
    for one in wanted:
        if one in words_of_title:
            ranks.append(0)
        elif one in words_of_text:
            ranks.append(1)
        elif one in title or one in text:
            ranks.append(2)
        else:
            return None
    return max(ranks)


def _excerpt(text: str, wanted: list[str]) -> str:
    folded = text.casefold()
    places = [place for one in wanted if (place := folded.find(one)) >= 0]
    first = min(places, default=0)
    start = text.rfind(" ", 0, max(0, first - _AROUND)) + 1 if first > _AROUND else 0
    end = text.find(" ", first + 2 * _AROUND)
    shown = text[start : end if end > 0 else len(text)]
    before = "… " if start else ""
    return f"{before}{shown}{' …' if end > 0 else ''}"
