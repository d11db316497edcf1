"""The words for what is the matter with the place of a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.signing.surroundings import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttedesktop.signing.surroundings import Covered

_LONGEST: Final = 40
_WORDS: Final[Mapping[Trouble, str]] = {
    Trouble.OUTSIDE: mark("Kotak keluar dari tepi halaman."),
    Trouble.SIGNATURE: mark("Kotak menutupi tanda tangan “{words}”."),
    Trouble.FIELD: mark("Kotak menutupi tempat “{words}” yang disiapkan."),
    Trouble.TEXT: mark("Kotak menutupi teks: “{words}”."),
    Trouble.PICTURE: mark("Kotak menutupi gambar."),
    Trouble.DRAWING: mark("Kotak menutupi garis atau bentuk."),
}
_SHORT: Final[Mapping[Trouble, str]] = {
    Trouble.OUTSIDE: mark("Keluar dari halaman"),
    Trouble.SIGNATURE: mark("Menutupi tanda tangan"),
    Trouble.FIELD: mark("Menutupi tempat lain"),
    Trouble.TEXT: mark("Menutupi teks"),
    Trouble.PICTURE: mark("Menutupi gambar"),
    Trouble.DRAWING: mark("Menutupi garis"),
}


def short_words_for_trouble(covered: Covered) -> str:
    """Return a few words for a tag, in the language in use."""
    return _(_SHORT[covered.trouble])


def words_for_trouble(covered: Covered) -> str:
    """Return one sentence, in the language in use."""
    words = covered.words
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1].rstrip()}…"
    return _(_WORDS[covered.trouble]).format(words=words)


def words_for_picture(page: int, covered: Covered) -> str:
    """Return one sentence about a picture of the stamp; ``page`` from 0."""
    where = _("Gambar di halaman {page}").format(page=page + 1)
    return f"{where}: {short_words_for_trouble(covered).lower()}."
