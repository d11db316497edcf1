"""What is said of the level of a signature that was made: what it lacks, and the clock.

A level is never pretended: whoever wanted more is told what is missing and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.longterm.made import LARGEST_CLOCK_ERROR
from ttedesktop.messages import words_of
from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from ttedesktop.signing.request import SignedDocument
    from ttedesktop.untyped import JsonValue

NAMES: Final = {
    PadesLevel.B_B: mark("Tanpa cap waktu (B-B)"),
    PadesLevel.B_T: mark("Dengan cap waktu (B-T)"),
    PadesLevel.B_LT: mark("Jangka panjang (B-LT)"),
    PadesLevel.B_LTA: mark("Arsip (B-LTA)"),
}
_LACKING: Final = {
    PadesLevel.B_B: mark("Belum ada cap waktu. {cause}"),
    PadesLevel.B_T: mark("Cap waktu sudah ada, tetapi bukti pencabutan belum. {cause}"),
    PadesLevel.B_LT: mark(
        "Cap waktu dan bukti pencabutan sudah ada, tetapi cap waktu arsip belum. "
        "{cause}"
    ),
}


def words_for_level(signed: SignedDocument | None) -> Iterator[str]:
    """Yield what a person should know of the level that was reached."""
    if signed is None:
        return
    if signed.lacking is not None:
        cause = words_of(signed.lacking).cause
        yield _(_LACKING[signed.level]).format(cause=cause)
        yield _("Dokumen ini dicatat untuk dilengkapi nanti, tanpa PIN.")
    if signed.clock_error is not None:
        yield from words_for_clock(signed.clock_error)


def words_for_clock(error: timedelta) -> Iterator[str]:
    """Yield what is wrong with the clock of the computer, if anything is."""
    if abs(error) <= LARGEST_CLOCK_ERROR:
        return
    minutes = round(abs(error).total_seconds() / 60)
    if error.total_seconds() > 0:
        told = _("Jam komputer ini {minutes} menit lebih cepat daripada cap waktu.")
    else:
        told = _("Jam komputer ini {minutes} menit lebih lambat daripada cap waktu.")
    yield told.format(minutes=minutes)


def level_json(signed: SignedDocument | None) -> dict[str, JsonValue]:
    """Return the level for ``--json``, and what it lacks, if anything."""
    if signed is None:
        return {}
    told: dict[str, JsonValue] = {"level": signed.level.value}
    if signed.lacking is not None:
        told["lacking"] = signed.lacking.code()
    return told
