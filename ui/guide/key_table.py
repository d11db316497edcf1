"""The keys of the window as tables, made from what the window itself goes by."""

from __future__ import annotations

from typing import Final

from ttedesktop.language import _, mark
from ui.actions import MENUS

_ELSEWHERE: Final = (
    (
        mark("Pada halaman dokumen"),
        (
            ("PgUp, PgDn", mark("Layar sebelumnya, layar berikutnya")),
            ("Ctrl+Home, Ctrl+End", mark("Halaman pertama, halaman terakhir")),
        ),
    ),
    (
        mark("Pada kotak tanda tangan"),
        (
            ("← ↑ ↓ →", mark("Geser 1 mm")),
            ("Shift+← ↑ ↓ →", mark("Geser 10 mm")),
            ("Alt+← ↑ ↓ →", mark("Ubah ukuran")),
            ("Enter", mark("Letak dengan angka")),
            ("Tab", mark("Tempat berikutnya, bila beberapa cocok")),
            ("Esc", mark("Kembali ke letak sebelum digeser")),
            ("Delete", mark("Hapus kotak tanda tangan")),
        ),
    ),
    (
        mark("Di antrean"),
        (
            ("↑, ↓", mark("Dokumen sebelumnya, dokumen berikutnya")),
            (mark("Spasi"), mark("Layar berikutnya, lalu dokumen berikutnya")),
            ("X", mark("Sisihkan, atau kembalikan")),
            ("Enter", mark("Buka di Dokumen")),
            ("Delete", mark("Keluarkan dari antrean")),
            ("Ctrl+A", mark("Pilih semua")),
        ),
    ),
    (
        mark("Pada dialog"),
        (
            ("Esc", mark("Batal")),
            ("Enter", mark("Tombol utama, kecuali pada percobaan PIN terakhir")),
            ("F1", mark("Bab panduan tentang dialog itu")),
        ),
    ),
)
"""Keys of single parts, which no menu names."""


def key_table() -> str:
    """Return Markdown with a table for each menu, and for each part with own keys."""
    parts: list[tuple[str, list[tuple[str, str]]]] = []
    for menu, entries in MENUS:
        rows = [(key, words) for _name, words, key in entries if key]
        if rows:
            parts.append((_("Menu {name}").format(name=_(menu)), rows))
    parts += [(_(title), list(rows)) for title, rows in _ELSEWHERE]
    return "".join(_table(title, rows) for title, rows in parts)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    key_head, does_head = _("Tombol"), _("Yang dilakukan")
    head = f"\n## {title}\n\n| {key_head} | {does_head} |\n| --- | --- |\n"
    lines = (f"| `{_(key)}` | {_(words).rstrip('…')} |\n" for key, words in rows)
    return head + "".join(lines)
