"""What a setting may be, and with what it is chosen: one kind for each sort of value.

A kind reads what an administrator wrote, tells it back, and says in words what is
allowed. The window draws a control for each kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL: Final = 1_000_000
"""More documents than any batch has."""
_LONGEST: Final = 200
_MOST_FILES: Final = 50


@dataclass(frozen=True, slots=True)
class YesNo:
    """A switch."""

    def read(self, written: object) -> bool:
        """Return the value; TypeError if it is none."""
        if not isinstance(written, bool):
            raise TypeError
        return written

    def tell(self, value: object) -> object:
        """Return the value as an administrator writes it."""
        return value

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        return "true, false"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values that can be chosen."""

    value: Enum
    words: str
    """In Indonesian, to be translated when shown."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice among a few values; an administrator writes the value of the Enum."""

    options: tuple[Option, ...]

    def read(self, written: object) -> Enum:
        """Return the value; ValueError if it is none of them."""
        for one in self.options:
            # True is 1 for Python, and not for an administrator.
            if type(written) is type(one.value.value) and written == one.value.value:
                return one.value
        raise ValueError

    def tell(self, value: object) -> object:
        """Return the value as an administrator writes it."""
        return value.value if isinstance(value, Enum) else value

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        return ", ".join(
            f'"{one.value.value}"'
            if isinstance(one.value.value, str)
            else str(one.value.value)
            for one in self.options
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text."""

    longest: int = _LONGEST
    """Characters."""
    forbidden: str = ""
    """Characters that may not be in it."""
    if_empty: str = ""
    """What is meant where nothing is written."""

    def read(self, written: object) -> str:
        """Return the text; ValueError or TypeError if it is not allowed."""
        if not isinstance(written, str):
            raise TypeError
        if len(written) > self.longest or not written.isprintable():
            raise ValueError
        if set(written) & set(self.forbidden):
            raise ValueError
        return written or self.if_empty

    def tell(self, value: object) -> object:
        """Return the value as an administrator writes it."""
        return value

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        most = _("teks, paling banyak {count} karakter").format(count=self.longest)
        if not self.forbidden:
            return most
        return _("{most}, tanpa {signs}").format(
            most=most, signs=" ".join(self.forbidden)
        )


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its whole path; empty for the one that is usual."""

    if_empty: str
    """What is meant where none is named, in Indonesian."""

    def read(self, written: object) -> str:
        """Return the path; ValueError or TypeError if it is none."""
        if not isinstance(written, str):
            raise TypeError
        if written and not Path(written).is_absolute():
            raise ValueError
        return written

    def tell(self, value: object) -> object:
        """Return the value as an administrator writes it."""
        return value

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        return _("jalur lengkap sebuah folder; kosong: {meant}").format(
            meant=_(self.if_empty)
        )


@dataclass(frozen=True, slots=True)
class Files:
    """Files by their whole paths."""

    def read(self, written: object) -> tuple[str, ...]:
        """Return the paths; ValueError or TypeError if one is none."""
        if not isinstance(written, list):
            raise TypeError
        paths = tuple(str(one) for one in written if isinstance(one, str))
        if len(paths) != len(written) or len(paths) > _MOST_FILES:
            raise ValueError
        if not all(Path(one).is_absolute() for one in paths):
            raise ValueError
        return paths

    def tell(self, value: object) -> object:
        """Return the value as an administrator writes it."""
        return list(value) if isinstance(value, tuple) else value

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        return _("daftar jalur lengkap berkas")


@dataclass(frozen=True, slots=True)
class Folders(Files):
    """Folders by their whole paths."""

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        return _("daftar jalur lengkap folder")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of many: a number, none or all of them."""

    def read(self, written: object) -> int:
        """Return the number, ``ALL`` for all; ValueError or TypeError for others."""
        named = {"all": ALL, "none": 0}
        if isinstance(written, str) and written in named:
            return named[written]
        if not isinstance(written, int) or isinstance(written, bool):
            raise TypeError
        if not 0 <= written <= ALL:
            raise ValueError
        return written

    def tell(self, value: object) -> object:
        """Return the value as an administrator writes it."""
        if value == 0:
            return "none"
        return "all" if value == ALL else value

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        return _('"all", "none", atau sebuah angka')


Control = YesNo | OneOf | Words | Folder | Files | Share


def options(*offered: tuple[Enum, str]) -> tuple[Option, ...]:
    """Return values with their words."""
    return tuple(Option(value, words) for value, words in offered)


def words_for(control: Control, value: object) -> str:
    """Return a value in the words in which a person chooses it."""
    if isinstance(control, OneOf):
        found = (one.words for one in control.options if one.value is value)
        return _(next(found, ""))
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    return _in_words(control.tell(value))


def _in_words(told: object) -> str:
    if isinstance(told, list):
        paths: Sequence[object] = told
        return ", ".join(str(one) for one in paths) or _(NOTHING)
    return str(told) or _(NOTHING)


NOTHING: Final = mark("(kosong)")
"""Where nothing is written."""
