"""Every error has words, in Indonesian and in English, and they fit its facts."""

from __future__ import annotations

import ast
import dataclasses
import io
import itertools
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ttedesktop.errors.every_error import every_error
from ttedesktop.words.every_wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from babel.messages.catalog import Catalog, Message

    from ttedesktop.errors.errors import TteError

ROOT: Final = Path(__file__).parent.parent
ENGLISH: Final = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES"
KEYWORDS: Final = {"_": None, "mark": None, "n_": (1, 2)}
# Facts that make an error choose among causes; each is tried for every field.
PROBES: Final = (None, "", "teks", 0, 1, 7, True)

# An error that others refine is never met itself.
MET = [error for error in every_error() if not error.__subclasses__()]


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def causes_of(error: type[TteError]) -> Iterator[str]:
    wording = WORDS[error]
    if wording.choose_cause is None:
        yield wording.cause
        return
    fields = dataclasses.fields(error)
    for facts in itertools.product(PROBES, repeat=len(fields)):
        named = {f.name: fact for f, fact in zip(fields, facts, strict=True)}
        yield wording.cause_for(error(**named))


def sentences_for(error: type[TteError]) -> set[str]:
    wording = WORDS[error]
    return {wording.heading, wording.outcome, *wording.steps, *causes_of(error)} - {""}


@pytest.mark.parametrize("error", MET, ids=lambda error: error.__name__)
def test_every_error_has_a_heading_a_cause_and_at_most_three_steps(
    error: type[TteError],
) -> None:
    wording = WORDS[error]

    assert wording.heading
    assert all(causes_of(error))
    assert 1 <= len(wording.steps) <= 3


@pytest.mark.parametrize("error", MET, ids=lambda error: error.__name__)
def test_words_speak_only_of_facts_that_the_error_has(error: type[TteError]) -> None:
    facts = {f.name for f in dataclasses.fields(error)}

    spoken_of = {name for s in sentences_for(error) for name in placeholders(s)}

    assert spoken_of <= facts


def test_words_are_of_errors_that_may_be_met() -> None:
    assert set(WORDS) <= set(every_error())


# --- English ---------------------------------------------------------------------


@cache
def gathered() -> frozenset[str | tuple[str, ...]]:
    """Return the sentences that the sources mark for translation."""
    return frozenset(
        sentence
        for room in ("ttedesktop", "ui")
        for _, _, sentence, _, _ in extract_from_dir(
            str(ROOT / room), keywords=KEYWORDS, comment_tags=()
        )
        if any(sentence)
    )


def asked_for(source: Path) -> Iterator[str]:
    """Yield the sentences that a source hands to gettext, wherever they stand."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(words), *_]):
                if name in KEYWORDS:
                    yield str(words)
            case _:
                pass


def test_every_sentence_that_is_asked_for_is_gathered() -> None:
    there = {singular(one) for one in gathered()}

    # Inside the braces of an f-string, and within another call, none is found.
    lost = {
        words
        for room in ("ttedesktop", "ui")
        for source in (ROOT / room).rglob("*.py")
        for words in asked_for(source)
    } - there

    assert not lost


@cache
def english() -> Catalog:
    with (ENGLISH / "ttedesktop.po").open("rb") as catalogue:
        return read_po(catalogue, locale="en", domain="ttedesktop")


def singular(sentence: str | Sequence[str]) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]


def forms(message: Message) -> tuple[str, ...]:
    """Return the English forms of a sentence: one, or one for each number."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def test_every_sentence_for_an_error_is_marked_for_translation() -> None:
    marked = {singular(sentence) for sentence in gathered()}

    unmarked = {s for error in MET for s in sentences_for(error)} - marked

    assert not unmarked


def test_every_sentence_of_the_program_has_an_english_one() -> None:
    catalogue = english()

    untranslated = [
        singular(sentence)
        for sentence in gathered()
        if (message := catalogue.get(singular(sentence))) is None
        or message.fuzzy
        or not all(forms(message))
    ]

    assert not sorted(untranslated), "make translations, then fill in the .po"


def test_english_sentences_have_the_facts_of_the_indonesian_ones() -> None:
    differing = [
        message.id
        for message in english()
        if message.id
        for form in forms(message)
        if placeholders(form) != placeholders(singular(message.id))
    ]

    assert not differing


def test_english_catalogue_has_no_sentence_that_the_program_lost() -> None:
    in_use = {singular(sentence) for sentence in gathered()}

    lost = [
        message.id
        for message in english()
        if message.id and singular(message.id) not in in_use
    ]

    assert not lost, "make translations"


def test_compiled_catalogue_is_what_the_written_one_compiles_to() -> None:
    compiled = io.BytesIO()

    write_mo(compiled, english())

    shipped = (ENGLISH / "ttedesktop.mo").read_bytes()
    assert shipped == compiled.getvalue(), "make translations"
