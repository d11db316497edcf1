"""What the program is, how old it is, and how to tell somebody that it fails."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ttedesktop import __version__
from ttedesktop.language import _, n_
from ttedesktop.moments import day
from ttedesktop.program_log import PROGRAM_LOG
from ttedesktop.release import RELEASED
from ui.controls.buttons import Button
from ui.controls.settings_rows import RowWords, card, row, switch

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def about_cards(ask: Callable[[str], None]) -> list[QWidget]:
    """Version and licence, and the report of a problem, which is asked for."""
    report = Button(_("Buat laporan…"), icon="bug")
    report.clicked.connect(lambda: ask("report"))
    detail = _("Catatan rinci")
    return [
        card([row(one, None) for one in _facts()]),
        card(
            [
                row(
                    RowWords(
                        "bug",
                        _("Laporkan masalah"),
                        _("Mengumpulkan keterangan tanpa nama, PIN, dan isi dokumen."),
                    ),
                    report,
                ),
                row(
                    RowWords(
                        "history",
                        detail,
                        _("Mencatat lebih banyak selama satu jam, lalu mati sendiri."),
                    ),
                    switch(detail, _set_detail, is_on=PROGRAM_LOG.is_detailed),
                ),
            ]
        ),
    ]


def version_in_words(today: date) -> str:
    """Return the version, the day it is from, and its age."""
    released = date.fromisoformat(RELEASED)
    age = max(0, (today - released).days)
    words = n_(
        "Versi {v}, dirilis {day}. Umurnya {count} hari.",
        "Versi {v}, dirilis {day}. Umurnya {count} hari.",
        age,
    )
    moment = datetime(released.year, released.month, released.day, 12, tzinfo=UTC)
    return words.format(v=__version__, day=day(moment), count=age)


def _facts() -> tuple[RowWords, ...]:
    return (
        RowWords("info", "TTE Desktop", version_in_words(datetime.now(UTC).date())),
        RowWords(
            "document",
            _("Lisensi"),
            _("AGPL-3.0-or-later: bebas dipakai, dipelajari, diubah, dan dibagikan."),
        ),
        RowWords(
            "shield_checkmark",
            _("Tanpa jaringan"),
            _("Program ini memeriksa dokumen dan menandatangani tanpa internet."),
        ),
    )


def _set_detail(on: bool) -> None:  # noqa: FBT001 - a Qt slot
    PROGRAM_LOG.be_detailed(**({} if on else {"seconds": 0}))
