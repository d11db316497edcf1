"""The three documents of the demonstration, as an office would name their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.demo.decree import draw_decree
from ttedesktop.demo.letter import draw_letter
from ttedesktop.demo.payment_order import draw_payment_order

if TYPE_CHECKING:
    from pathlib import Path

ANCHOR: Final = "${ttd_pengirim}"
"""What e-letter systems leave where the sender's signature belongs."""
_DOCUMENTS: Final = (
    ("SE-0117-penerapan-tte.pdf", draw_letter),
    ("SK-188-tim-koordinasi-spbe.pdf", draw_decree),
    ("SPM-00419-LS-pemeliharaan-sistem.pdf", draw_payment_order),
)


def write_documents(folder: Path) -> tuple[Path, ...]:
    """Write letter, decree and payment order into a new folder; return their paths."""
    folder.mkdir(mode=0o700)
    written: list[Path] = []
    for name, draw in _DOCUMENTS:
        path = folder / name
        path.write_bytes(draw(ANCHOR))
        written.append(path)
    return tuple(written)
