"""The words for what may go wrong with settings as files and with forgetting them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.errors import output_errors
from ttedesktop.language import mark
from ttedesktop.words.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttedesktop.errors.errors import TteError

_REFUSED: Final = {
    "unreadable": mark("“{name}” tidak dapat dibaca."),
    "not_written": mark("“{name}” tidak dapat ditulis di folder itu."),
    "not_settings": mark("“{name}” bukan berkas setelan dari program ini."),
    "changed": mark("Isi “{name}” berubah sejak diekspor, atau terpotong."),
    "newer": mark("“{name}” dibuat oleh versi program yang lebih baru."),
}


def _refused(error: TteError) -> str:
    reason = str(error.facts().get("reason", ""))
    return _REFUSED.get(reason, _REFUSED["not_settings"])


SETTINGS_WORDS: Final[Mapping[type[TteError], Wording]] = {
    output_errors.SettingsFileRefused: Wording(
        heading=mark("Berkas setelan tidak dapat dipakai"),
        outcome=mark("Setelan Anda tidak berubah."),
        cause="",
        choose_cause=_refused,
        steps=(
            mark("Ekspor setelan sekali lagi di komputer asalnya."),
            mark("Pilih berkas atau folder lain."),
        ),
    ),
    output_errors.DataNotForgotten: Wording(
        heading=mark("Belum semua data terhapus"),
        outcome=mark("Yang sudah terhapus tetap terhapus."),
        cause=mark("Folder “{folder}” tidak dapat dihapus seluruhnya."),
        steps=(
            mark("Tutup program lain yang memakai folder itu."),
            mark("Coba sekali lagi, atau hapus folder itu sendiri."),
        ),
    ),
}
