"""What can be set, group by group; each change applies at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ttedesktop.language import _, mark
from ttedesktop.settings.store import StoreOutcome
from ui.controls.buttons import Button, ToolButton
from ui.controls.settings_rows import RowWords, card, row
from ui.settings.declared_rows import declared_cards, lock_chip

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.program.settings_keeper import SettingsKeeper

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


def storage_cards(keeper: SettingsKeeper, ask: Callable[[str], None]) -> list[QWidget]:
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
    return [
        card(rows),
        *declared_cards(keeper, "storage"),
        card([_files_row(ask)]),
        card([_forgetting_row(ask)]),
    ]


def _files_row(ask: Callable[[str], None]) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    for verb, icon, deed in (
        (_("Ekspor…"), "arrow_upload", "export"),
        (_("Impor…"), "arrow_download", "import"),
    ):
        button = Button(verb, icon=icon)
        button.clicked.connect(lambda _checked=False, d=deed: ask(d))
        across.addWidget(button)
    words = RowWords(
        "document",
        _("Setelan sebagai berkas"),
        _("Untuk dibawa ke komputer lain. Tanpa rahasia, driver, dan sertifikat."),
    )
    return row(words, made)


def _forgetting_row(ask: Callable[[str], None]) -> QWidget:
    forgetting = Button(_("Hapus semua…"), kind="danger")
    forgetting.clicked.connect(lambda: ask("forget"))
    words = RowWords(
        "broom",
        _("Lupakan semuanya"),
        _("Menghapus setelan, spesimen, daftar, dan catatan program di akun ini."),
    )
    return row(words, forgetting)
