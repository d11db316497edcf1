"""What can be set, group by group; each change applies at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop import __version__
from ttedesktop.language import _, mark
from ttedesktop.settings_store import StoreOutcome
from ui.buttons import Button, ToolButton
from ui.declared_rows import declared_cards, lock_chip
from ui.settings_rows import RowWords, card, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.settings_keeper import SettingsKeeper

STORE_WORDS: Final = {
    StoreOutcome.STORED: mark("Setelan disimpan di penyimpanan sandi komputer ini."),
    StoreOutcome.ABSENT: mark(
        "Setelan akan disimpan di penyimpanan sandi komputer ini begitu ada perubahan."
    ),
    StoreOutcome.UNAVAILABLE: mark(
        "Setelan tidak tersimpan: penyimpanan sandi komputer ini terkunci atau tidak "
        "ada. Perubahan berlaku sampai program ditutup."
    ),
    StoreOutcome.DAMAGED: mark(
        "Setelan yang tersimpan rusak. Program memakai setelan awal, dan tidak menimpa "
        "apa pun sebelum Anda meminta."
    ),
    StoreOutcome.NEWER: mark(
        "Setelan disimpan oleh versi program yang lebih baru, sehingga hanya dibaca."
    ),
}


def token_cards(
    keeper: SettingsKeeper,
    add: Callable[[], None],
    *,
    fixed: tuple[str, ...] | None = None,
) -> list[QWidget]:
    """When the PIN is asked for, and the drivers: the person's or those ``fixed``."""

    def remove(path: str) -> None:
        left = tuple(one for one in keeper.settings.modules if one != path)
        keeper.change(modules=left)

    asking = declared_cards(keeper, "drivers")
    if fixed is not None:
        return [*asking, card(_fixed_rows(fixed))]
    rows = []
    for path in keeper.settings.modules:
        button = ToolButton("delete", _("Hapus driver ini"))
        button.clicked.connect(lambda _checked=False, p=path: remove(p))
        rows.append(row(RowWords("usb_stick", Path(path).name, path), button))
    adding = Button(_("Pilih berkas…"))
    adding.clicked.connect(add)
    rows.append(
        row(
            RowWords(
                "add",
                _("Tambah driver"),
                _("Bila driver token tidak ditemukan sendiri oleh program ini."),
            ),
            adding,
        )
    )
    return [*asking, card(rows)]


def _fixed_rows(modules: tuple[str, ...]) -> list[QWidget]:
    """Return the drivers that an administrator fixed; nothing can be changed here."""
    return [
        row(
            RowWords("usb_stick", Path(path).name, path),
            lock_chip(),
        )
        for path in modules
    ]


def storage_cards(keeper: SettingsKeeper) -> list[QWidget]:
    """Whether the settings are kept, and the list of documents among them."""
    control: QWidget | None = None
    if keeper.outcome is StoreOutcome.UNAVAILABLE:
        again = Button(_("Coba lagi"), icon="arrow_clockwise")
        again.clicked.connect(keeper.load)
        control = again
    elif keeper.outcome is StoreOutcome.DAMAGED:
        start_over = Button(_("Mulai dari awal"), kind="danger")
        start_over.clicked.connect(keeper.reset)
        control = start_over
    words = _(STORE_WORDS[keeper.outcome])
    if not keeper.has_store:
        words = _("Ini demonstrasi: tidak ada setelan yang disimpan.")
    rows = [row(RowWords("save", _("Tempat setelan"), words), control)]
    return [card(rows), *declared_cards(keeper, "storage")]


def about_cards() -> list[QWidget]:
    """Version and licence."""
    rows = [
        row(
            RowWords("info", "TTE Desktop", _("Versi {v}").format(v=__version__)), None
        ),
        row(
            RowWords(
                "document",
                _("Lisensi"),
                _(
                    "AGPL-3.0-or-later: bebas dipakai, dipelajari, diubah, dan "
                    "dibagikan."
                ),
            ),
            None,
        ),
        row(
            RowWords(
                "shield_checkmark",
                _("Tanpa jaringan"),
                _("Program ini memeriksa dokumen dan menandatangani tanpa internet."),
            ),
            None,
        ),
    ]
    return [card(rows)]
