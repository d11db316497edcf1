"""What can be set, group by group; each change applies at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ttedesktop import __version__
from ttedesktop.language import Language, _, mark
from ttedesktop.settings import Appearance, SessionLimit
from ttedesktop.settings_store import StoreOutcome
from ui.buttons import Button, ToolButton
from ui.chips import chip
from ui.settings_rows import RowWords, card, choice, field, row, switch

if TYPE_CHECKING:
    from collections.abc import Callable

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


def appearance_cards(keeper: SettingsKeeper) -> list[QWidget]:
    """Language and colours."""
    now = keeper.settings
    language = choice(
        (("Bahasa Indonesia", Language.INDONESIAN), ("English", Language.ENGLISH)),
        now.language,
        lambda value: keeper.change(language=value),
    )
    colours = choice(
        (
            (_("Seperti sistem"), Appearance.SYSTEM),
            (_("Terang"), Appearance.LIGHT),
            (_("Gelap"), Appearance.DARK),
        ),
        now.appearance,
        lambda value: keeper.change(appearance=value),
    )
    rows = [
        row(
            RowWords(
                "local_language", _("Bahasa"), _("Bahasa semua tulisan di program ini.")
            ),
            language,
        ),
        row(RowWords("color", _("Warna"), _("Halaman dokumen selalu putih.")), colours),
    ]
    return [card(rows)]


def signing_cards(keeper: SettingsKeeper, choose_folder: QWidget) -> list[QWidget]:
    """How one signs, and where signed documents go."""
    now = keeper.settings
    name = _("Wajib membaca sampai halaman terakhir")
    signing = [
        row(
            RowWords(
                "document_signature", _("Alasan"), _("Usulan untuk setiap dokumen.")
            ),
            field(now.reason, lambda words: keeper.change(reason=words)),
        ),
        row(
            RowWords("location", _("Lokasi"), _("Usulan untuk setiap dokumen.")),
            field(now.location, lambda words: keeper.change(location=words)),
        ),
        row(
            RowWords(
                "book_open",
                name,
                _("Tombol tanda tangan baru aktif setelah halaman terakhir terlihat."),
            ),
            switch(
                name,
                lambda on: keeper.change(must_read_to_the_end=on),
                is_on=now.must_read_to_the_end,
            ),
        ),
    ]
    where = (
        _("Di folder yang sama dengan aslinya.")
        if not now.output_folder
        else str(Path(now.output_folder))
    )
    result = [
        row(RowWords("folder", _("Simpan hasil"), where), choose_folder),
        row(
            RowWords(
                "rename",
                _("Akhiran nama berkas"),
                _(
                    "Contoh: Surat{suffix}.pdf. Dokumen asli tidak pernah ditimpa."
                ).format(suffix=now.output_suffix),
            ),
            field(
                now.output_suffix,
                lambda words: keeper.change(output_suffix=words or "_TTE"),
            ),
        ),
    ]
    return [card(signing), card(result)]


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

    asking = _session_row(keeper)
    if fixed is not None:
        return [card([asking]), card(_fixed_rows(fixed))]
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
    return [card([asking]), card(rows)]


def _session_row(keeper: SettingsKeeper) -> QWidget:
    session = choice(
        (
            (_("Setiap tanda tangan"), SessionLimit.EACH_SIGNATURE),
            (_("Setelah 5 menit tidak dipakai"), SessionLimit.FIVE),
            (_("Setelah 15 menit tidak dipakai"), SessionLimit.FIFTEEN),
            (_("Setelah 30 menit tidak dipakai"), SessionLimit.THIRTY),
            (_("Setelah 1 jam tidak dipakai"), SessionLimit.HOUR),
        ),
        keeper.settings.session_limit,
        lambda value: keeper.change(session_limit=value),
    )
    return row(
        RowWords(
            "lock_closed",
            _("Tanyakan PIN"),
            _("Juga ditanyakan setelah layar dikunci atau token dilepas."),
        ),
        session,
    )


def _fixed_rows(modules: tuple[str, ...]) -> list[QWidget]:
    """Return the drivers that an administrator fixed; nothing can be changed here."""
    return [
        row(
            RowWords("usb_stick", Path(path).name, path),
            chip(_("Diatur administrator"), "lock_closed", "none"),
        )
        for path in modules
    ]


def storage_cards(
    keeper: SettingsKeeper, *, forbids_recent: bool = False
) -> list[QWidget]:
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
    return [card(rows), card([_recent_row(keeper, is_fixed=forbids_recent)])]


def _recent_row(keeper: SettingsKeeper, *, is_fixed: bool) -> QWidget:
    """Return the switch of the list, or why an administrator has switched it off."""
    name = _("Daftar dokumen terakhir dibuka")
    words = RowWords(
        "history",
        name,
        _("Nama berkas, hasil pemeriksaan, dan tempat Anda berhenti membaca."),
    )
    if is_fixed:
        return row(words, chip(_("Diatur administrator"), "lock_closed", "none"))
    turning = switch(
        name,
        lambda on: keeper.change(keeps_recent=on),
        is_on=keeper.settings.keeps_recent,
    )
    return row(words, turning)


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


def folder_control(keeper: SettingsKeeper, choose: Callable[[], None]) -> QWidget:
    """Return the buttons that choose where signed documents go."""
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    if keeper.settings.output_folder:
        same = Button(_("Folder yang sama"), kind="ghost")
        same.clicked.connect(lambda: keeper.change(output_folder=""))
        across.addWidget(same)
    choosing = Button(_("Pilih folder…"))
    choosing.clicked.connect(choose)
    across.addWidget(choosing)
    return made
