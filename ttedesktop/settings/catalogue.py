"""Every setting that can be chosen or fixed, declared once.

The settings of the window, what an administrator may fix, and ``ttedesktop policy
--explain`` are all made from this table. Names, roles and specimens are not in it: they
are a person's own, and have a page of their own.
"""

from __future__ import annotations

from typing import Final

from ttedesktop.language import Language, mark
from ttedesktop.settings.controls import (
    Files,
    Folder,
    Folders,
    OneOf,
    Share,
    Words,
    YesNo,
    options,
)
from ttedesktop.settings.declaration import Declared
from ttedesktop.settings.values import (
    Appearance,
    Patience,
    ProxyChoice,
    SessionLimit,
    Settings,
    SignatureLevel,
    StampRoom,
    TextSize,
)

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
                (Appearance.CONTRAST, mark("Kontras tinggi")),
            )
        ),
        field="appearance",
        group="appearance",
        icon="color",
    ),
    Declared(
        key="appearance.text_size",
        name=mark("Ukuran tulisan"),
        sentence=mark("Untuk semua tulisan di jendela; halaman dokumen tidak berubah."),
        control=OneOf(
            options(
                (TextSize.NORMAL, mark("Biasa")),
                (TextSize.LARGE, mark("Besar")),
                (TextSize.LARGEST, mark("Paling besar")),
            )
        ),
        field="text_size",
        group="appearance",
        icon="text_font_size",
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
        key="signing.level",
        name=mark("Tingkat tanda tangan"),
        sentence=mark(
            "Dengan cap waktu, tanda tangan tetap sah setelah sertifikatnya habis."
        ),
        control=OneOf(
            options(
                (SignatureLevel.B_B, mark("Tanpa cap waktu (B-B)")),
                (SignatureLevel.B_T, mark("Dengan cap waktu (B-T)")),
                (SignatureLevel.B_LT, mark("Jangka panjang (B-LT)")),
                (SignatureLevel.B_LTA, mark("Arsip (B-LTA)")),
            )
        ),
        field="level",
        group="time_stamps",
        icon="shield_checkmark",
    ),
    Declared(
        key="timestamp.later",
        name=mark("Tanda tangani sekarang, lengkapi nanti"),
        sentence=mark(
            "Bila layanan tidak terjangkau, dokumen tetap ditandatangani dan dicatat."
        ),
        control=YesNo(),
        field="completes_later",
        group="time_stamps",
        icon="clock",
    ),
    Declared(
        key="timestamp.by_itself",
        name=mark("Lengkapi sendiri"),
        sentence=mark("Begitu jaringan ada lagi, tanpa ditanya dan tanpa PIN."),
        control=YesNo(),
        field="completes_itself",
        group="time_stamps",
        icon="arrow_clockwise",
    ),
    Declared(
        key="timestamp.address",
        name=mark("Alamat otoritas cap waktu"),
        sentence=mark("Hanya sidik dokumen yang dikirim ke sana, bukan isinya."),
        control=Words(),
        field="time_stamp_address",
        group="time_stamps",
        icon="globe",
        heading=mark("Otoritas cap waktu"),
    ),
    Declared(
        key="timestamp.fallbacks",
        name=mark("Alamat cadangan"),
        sentence=mark("Dipakai bila yang pertama gagal; pisahkan dengan spasi."),
        control=Words(),
        field="time_stamp_fallbacks",
        group="time_stamps",
        icon="globe",
    ),
    Declared(
        key="timestamp.account",
        name=mark("Nama akun"),
        sentence=mark("Hanya bila otoritas cap waktu memintanya."),
        control=Words(longest=100),
        field="time_stamp_account",
        group="time_stamps",
        icon="person",
    ),
    Declared(
        key="timestamp.room",
        name=mark("Ruang untuk cap waktu"),
        sentence=mark("Yang disisihkan di dalam dokumen."),
        control=OneOf(
            options(
                (StampRoom.SMALL, "8 KiB"),
                (StampRoom.USUAL, "16 KiB"),
                (StampRoom.LARGE, "32 KiB"),
                (StampRoom.VERY_LARGE, "64 KiB"),
            )
        ),
        field="time_stamp_room",
        group="time_stamps",
        icon="save",
    ),
    Declared(
        key="network.patience",
        name=mark("Batas waktu"),
        sentence=mark("Selama itu satu layanan ditunggu."),
        control=OneOf(
            options(
                (Patience.SHORT, mark("5 detik")),
                (Patience.USUAL, mark("12 detik")),
                (Patience.LONG, mark("30 detik")),
                (Patience.VERY_LONG, mark("60 detik")),
            )
        ),
        field="patience",
        group="time_stamps",
        icon="clock",
        heading=mark("Jaringan"),
    ),
    Declared(
        key="network.proxy",
        name=mark("Proksi"),
        sentence=mark("Jalan keluar dari jaringan kantor."),
        control=OneOf(
            options(
                (ProxyChoice.SYSTEM, mark("Seperti sistem")),
                (ProxyChoice.NONE, mark("Tanpa proksi")),
                (ProxyChoice.MANUAL, mark("Alamat di bawah ini")),
            )
        ),
        field="proxy",
        group="time_stamps",
        icon="globe",
    ),
    Declared(
        key="network.proxy_address",
        name=mark("Alamat proksi"),
        sentence=mark("Misalnya: http://proksi.kantor.example:8080"),
        control=Words(),
        field="proxy_address",
        group="time_stamps",
        icon="globe",
    ),
    Declared(
        key="network.proxy_account",
        name=mark("Nama akun proksi"),
        sentence=mark("Hanya bila proksi memintanya."),
        control=Words(longest=100),
        field="proxy_account",
        group="time_stamps",
        icon="person",
    ),
    Declared(
        key="network.authorities",
        name=mark("Sertifikat otoritas kantor"),
        sentence=mark("Yang menjamin server https di jaringan kantor."),
        control=Files(),
        field="network_authorities",
    ),
    Declared(
        key="network.local",
        name=mark("Layanan di jaringan sendiri"),
        sentence=mark(
            "Nama komputer di jaringan kantor yang boleh dihubungi; * untuk semua."
        ),
        control=Words(),
    ),
    Declared(
        key="archive.folders",
        name=mark("Folder arsip"),
        sentence=mark("Diawasi: dokumen mana yang harus diperpanjang, dan kapan."),
        control=Folders(),
        field="archive_folders",
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
        field="keeps_register",
        group="storage",
        icon="history",
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
