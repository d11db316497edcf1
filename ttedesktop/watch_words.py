"""What is said of documents that need something by a day: in a line, and in a table."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

from ttedesktop.care_words import reason_of
from ttedesktop.language import _, mark, n_
from ttedesktop.longterm.care import USUAL_MARGIN, Care, KeptDocument
from ttedesktop.longterm.watch_list import Need, WatchedDocument
from ttedesktop.moments import day
from ttedesktop.validation.reporting.csv_report import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_LACKING: Final = {
    ("B-B", "B-T"): mark("Cap waktu"),
    ("B-B", "B-LT"): mark("Cap waktu dan bukti pencabutan"),
    ("B-B", "B-LTA"): mark("Cap waktu, bukti pencabutan, dan cap waktu arsip"),
    ("B-T", "B-LT"): mark("Bukti pencabutan"),
    ("B-T", "B-LTA"): mark("Bukti pencabutan dan cap waktu arsip"),
    ("B-LT", "B-LTA"): mark("Cap waktu arsip"),
}
"""By what a document has and what it should have."""


def need_of(one: WatchedDocument) -> str:
    """Return what a document needs, or why nothing can be done."""
    if one.need is Need.RENEWAL:
        return _("Cap waktu arsip yang baru")
    if one.need is Need.COMPLETION:
        lacking = _LACKING.get((one.level, one.wanted))
        return _(lacking) if lacking is not None else _("Cap waktu dan bukti")
    reason = reason_of(KeptDocument(one.path, Care.FAILED, error=one.trouble))
    if one.need is Need.UNKNOWN:
        return reason or _("Belum dapat diperiksa")
    return " ".join((_("Sudah terlambat."), reason)).strip()


def level_of(one: WatchedDocument) -> str:
    """Return what a document has."""
    level = one.level or "–"
    return _("{level}, BSrE lama").format(level=level) if one.is_legacy else level


def until_of(one: WatchedDocument, now: datetime) -> str:
    """Return by when it is needed, with the days that are left where they are few."""
    if one.need is Need.NOTHING_HELPS:
        return "–"
    if one.until is None:
        return _("Tidak diketahui")
    words = _("Sebelum {day}").format(day=day(one.until))
    if not one.is_due(now, USUAL_MARGIN):
        return words
    left = (one.until - now).days
    if left < 0:
        return _("{words} (sudah lewat)").format(words=words)
    days = n_("{count} hari lagi", "{count} hari lagi", left).format(count=left)
    return f"{words} ({days})"


def watch_table(documents: Iterable[WatchedDocument]) -> str:
    """Return a table with semicolons, the most urgent first."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            _("Berkas"),
            _("Yang diperlukan"),
            _("Tingkat sekarang"),
            _("Seharusnya"),
            _("Perbarui sebelum"),
        )
    )
    for one in sorted(documents, key=lambda one: one.urgency):
        until = "" if one.until is None else one.until.date().isoformat()
        cells = (str(one.path), need_of(one), level_of(one), one.wanted, until)
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()
