"""Finds settings by what they say, in every group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.settings.catalogue import shown_in
from ttedesktop.settings.controls import OneOf
from ui.controls.buttons import Button
from ui.controls.labels import disc, label
from ui.controls.settings_rows import RowWords, card, row
from ui.settings.declared_rows import declared_card
from ui.settings.groups import TITLES, SettingsGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from ttedesktop.settings.declaration import Declared
    from ui.program.settings_keeper import SettingsKeeper

_CONTENTS: Final = {
    SettingsGroup.SPECIMEN: mark("Nama, jabatan, NIP, dan rupa tanda tangan."),
    SettingsGroup.DRIVERS: mark("Driver PKCS#11 yang ditemukan dan yang ditambahkan."),
    SettingsGroup.TIME_STAMPS: mark(
        "Kata sandi layanan, sertifikat otoritas kantor, dan folder arsip."
    ),
    SettingsGroup.TRUST: mark("Sertifikat induk (PSrE) yang dipercaya."),
    SettingsGroup.STORAGE: mark(
        "Tempat setelan, ekspor dan impor, dan menghapus semuanya."
    ),
    SettingsGroup.ABOUT: mark("Versi, lisensi, dan melaporkan masalah."),
}
"""What stands in a group beside its declared settings."""


def found_cards(
    keeper: SettingsKeeper, wanted: str, open_group: Callable[[SettingsGroup], None]
) -> list[QWidget]:
    """Return what is found for some words, under the titles of the groups."""
    made: list[QWidget] = []
    for group in SettingsGroup:
        settings = [one for one in shown_in(group.value) if _is_meant(one, wanted)]
        contents = _(_CONTENTS.get(group, ""))
        is_whole = _holds(f"{_(TITLES[group][1])} {contents}", wanted) and contents
        if not settings and not is_whole:
            continue
        made.append(label(_(TITLES[group][1]), role="section"))
        if settings:
            made.append(declared_card(keeper, settings))
        if is_whole:
            made.append(card([_door(group, contents, open_group)]))
    return made or _nothing(wanted)


def _door(
    group: SettingsGroup, contents: str, open_group: Callable[[SettingsGroup], None]
) -> QWidget:
    icon, title = TITLES[group]
    button = Button(_("Buka"))
    button.setAccessibleName(_("Buka {group}").format(group=_(title)))
    button.clicked.connect(lambda: open_group(group))
    return row(RowWords(icon, _(title), contents), button)


def _nothing(wanted: str) -> list[QWidget]:
    words = _("Tidak ada setelan untuk “{words}”").format(words=wanted)
    hint = _("Coba kata lain, misalnya “folder”, “PIN”, atau “bahasa”.")
    return [
        disc("search", "none", size=48),
        label(words, role="section", wrap=True),
        label(hint, role="helper", wrap=True),
    ]


def _is_meant(one: Declared, wanted: str) -> bool:
    return any(_holds(words, wanted) for words in _words_of(one))


def _words_of(one: Declared) -> Iterator[str]:
    # The key too: an administrator has it before their eyes.
    yield f"{_(one.name)} {_(one.sentence)} {one.key}"
    if isinstance(one.control, OneOf):
        for option in one.control.options:
            yield _(option.words)


def _holds(words: str, wanted: str) -> bool:
    """Whether every word that is wanted stands in some words."""
    text = words.casefold()
    return all(part in text for part in wanted.casefold().split())
