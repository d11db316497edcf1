"""Every setting that can be chosen or fixed, declared once.

The settings of the window, what an administrator may fix, and ``ttedesktop policy
--explain`` are all made from this table. Names, roles and specimens are not in it: they
are a person's own, and have a page of their own.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.language import Language, mark
from ttedesktop.settings import Appearance, SessionLimit, Settings
from ttedesktop.settings_controls import (
    Files,
    Folder,
    OneOf,
    Share,
    Words,
    YesNo,
    options,
)

if TYPE_CHECKING:
    from ttedesktop.settings_controls import Control


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting."""

    key: str
    """As an administrator writes it: table and name, with a dot between them."""
    name: str
    """In Indonesian, to be translated when shown; so is the sentence."""
    sentence: str
    """What it does, or for what it serves."""
    control: Control
    field: str = ""
    """Of ``Settings``; empty where only an administrator decides about it."""
    group: str = ""
    """Value of ``ui.settings_groups.SettingsGroup``; empty where none shows it."""
    icon: str = "info"
    heading: str = ""
    """Over the card that begins with it."""

    @property
    def table(self) -> str:
        """The table in which an administrator writes it."""
        return self.key.partition(".")[0]

    def value_in(self, settings: Settings) -> object:
        """Return its value; None where only an administrator decides about it."""
        return getattr(settings, self.field) if self.field else None

    def put(self, settings: Settings, value: Any) -> Settings:  # noqa: ANN401 - each setting has its own type
        """Return settings in which it has another value."""
        return dataclasses.replace(settings, **{self.field: value})


CATALOGUE: Final = (
    Declared(
        key="appearance.language",
        name=mark("Bahasa"),
        sentence=mark("Bahasa semua tulisan di program ini."),
        control=OneOf(
            options(
                (Language.INDONESIAN, "Bahasa Indonesia"),
                (Language.ENGLISH, "English"),
            )
        ),
        field="language",
        group="appearance",
        icon="local_language",
    ),
    Declared(
        key="appearance.colours",
        name=mark("Warna"),
        sentence=mark("Warna jendela; halaman dokumen tetap seperti di atas kertas."),
        control=OneOf(
            options(
                (Appearance.SYSTEM, mark("Seperti sistem")),
                (Appearance.LIGHT, mark("Terang")),
                (Appearance.DARK, mark("Gelap")),
            )
        ),
        field="appearance",
        group="appearance",
        icon="color",
    ),
    Declared(
        key="appearance.night",
        name=mark("Mode malam"),
        sentence=mark("Halaman dokumen ditampilkan terang di atas gelap saat dibaca."),
        control=YesNo(),
        field="night_reading",
        group="appearance",
        icon="eye",
    ),
    Declared(
        key="signing.reason",
        name=mark("Alasan"),
        sentence=mark("Usulan untuk setiap dokumen."),
        control=Words(),
        field="reason",
        group="signing",
        icon="document_signature",
    ),
    Declared(
        key="signing.location",
        name=mark("Lokasi"),
        sentence=mark("Usulan untuk setiap dokumen."),
        control=Words(),
        field="location",
        group="signing",
        icon="location",
    ),
    Declared(
        key="signing.read_to_the_end",
        name=mark("Wajib membaca sampai halaman terakhir"),
        sentence=mark(
            "Tombol tanda tangan baru aktif setelah halaman terakhir terlihat."
        ),
        control=YesNo(),
        field="must_read_to_the_end",
        group="signing",
        icon="book_open",
    ),
    Declared(
        key="signing.folder",
        name=mark("Simpan hasil"),
        sentence=mark("Dokumen asli tidak pernah ditimpa."),
        control=Folder(mark("di folder yang sama")),
        field="output_folder",
        group="signing",
        icon="folder",
        heading=mark("Hasil"),
    ),
    Declared(
        key="signing.suffix",
        name=mark("Akhiran nama berkas"),
        sentence=mark("Ditulis di belakang nama hasil, sebelum .pdf."),
        control=Words(longest=40, forbidden='\\/:*?"<>|', if_empty="_TTE"),
        field="output_suffix",
        group="signing",
        icon="rename",
    ),
    Declared(
        key="token.pin_after",
        name=mark("Tanyakan PIN"),
        sentence=mark("Juga ditanyakan setelah layar dikunci atau token dilepas."),
        control=OneOf(
            options(
                (SessionLimit.EACH_SIGNATURE, mark("Setiap tanda tangan")),
                (SessionLimit.FIVE, mark("Setelah 5 menit tidak dipakai")),
                (SessionLimit.FIFTEEN, mark("Setelah 15 menit tidak dipakai")),
                (SessionLimit.THIRTY, mark("Setelah 30 menit tidak dipakai")),
                (SessionLimit.HOUR, mark("Setelah 1 jam tidak dipakai")),
            )
        ),
        field="session_limit",
        group="drivers",
        icon="lock_closed",
    ),
    Declared(
        key="token.modules",
        name=mark("Driver token"),
        sentence=mark("Bila dikunci, hanya driver ini yang dipakai dan dicari."),
        control=Files(),
        field="modules",
        icon="usb_stick",
    ),
    Declared(
        key="reading.recent",
        name=mark("Daftar dokumen terakhir dibuka"),
        sentence=mark(
            "Nama berkas, hasil pemeriksaan, dan tempat Anda berhenti membaca."
        ),
        control=YesNo(),
        field="keeps_recent",
        group="storage",
        icon="history",
    ),
    Declared(
        key="register.kept",
        name=mark("Daftar tanda tangan"),
        sentence=mark("Apakah dicatat apa yang ditandatangani di komputer ini."),
        control=YesNo(),
    ),
    Declared(
        key="queue.reading",
        name=mark("Yang harus dibaca di antrean"),
        sentence=mark(
            "Berapa dokumen yang harus dibaca sebelum semuanya ditandatangani."
        ),
        control=Share(),
    ),
    Declared(
        key="trust.strict",
        name=mark("Kebijakan ketat"),
        sentence=mark(
            "Tanpa data pencabutan, atau dengan cap waktu yang kedaluwarsa, hasilnya "
            "tidak dapat dipastikan."
        ),
        control=YesNo(),
        field="strict_verification",
        group="trust",
        icon="shield_checkmark",
    ),
    Declared(
        key="trust.anchors",
        name=mark("Sertifikat induk tambahan"),
        sentence=mark("Berkas sertifikat yang dipercaya di komputer ini."),
        control=Files(),
    ),
    Declared(
        key="trust.own",
        name=mark("Sertifikat induk dari pengguna"),
        sentence=mark("Apakah pengguna boleh menambah sertifikat induk sendiri."),
        control=YesNo(),
    ),
)

_BY_KEY: Final = {one.key: one for one in CATALOGUE}
_DEFAULTS: Final = Settings()


def declared(key: str) -> Declared:
    """Return a setting by its key; LookupError if there is none."""
    return _BY_KEY[key]


def shown_in(group: str) -> tuple[Declared, ...]:
    """Return the settings that a group of the window shows, in their order."""
    return tuple(one for one in CATALOGUE if one.group == group)


def default_of(one: Declared) -> object:
    """Return the value with which the program comes."""
    return one.value_in(_DEFAULTS)
