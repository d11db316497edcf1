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


def words_for_trouble(covered: Covered) -> str:
    """Return one sentence, in the language in use."""
    words = covered.words
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1].rstrip()}…"
    return _(_WORDS[covered.trouble]).format(words=words)
