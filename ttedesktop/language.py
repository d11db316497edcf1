"""The language in which a person is addressed: Indonesian, or English.

Sentences stand in the code in Indonesian; ``resources/locale`` holds one
gettext catalogue for each other language.
"""

from __future__ import annotations

import gettext
from enum import Enum
from importlib.resources import as_file, files
from typing import Final

DOMAIN: Final = "ttedesktop"


class Language(Enum):
    """A language of the program, by its ISO 639-1 code."""

    INDONESIAN = "id"
    ENGLISH = "en"


class _Current:
    """The language in use; one for the whole process, as with gettext itself."""

    language: Language = Language.INDONESIAN
    translations: gettext.NullTranslations = gettext.NullTranslations()


def choose_language(language: Language) -> None:
    """Use ``language`` for every sentence translated from now on."""
    _Current.language = language
    if language is Language.INDONESIAN:
        _Current.translations = gettext.NullTranslations()
        return
    with as_file(files("resources") / "locale") as folder:
        _Current.translations = gettext.translation(
            DOMAIN, folder, languages=[language.value], fallback=True
        )


def current_language() -> Language:
    """Return the language in use."""
    return _Current.language


def _(sentence: str) -> str:
    """Return an Indonesian sentence in the language in use."""
    return _Current.translations.gettext(sentence) if sentence else ""


def n_(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that goes with ``count``."""
    return _Current.translations.ngettext(one, many, count)


def mark(sentence: str) -> str:
    """Mark a sentence for translation at a later moment, and return it as it is."""
    return sentence
