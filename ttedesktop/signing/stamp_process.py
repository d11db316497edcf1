"""The process in which stamps are drawn: of what it is told, and of no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.channel import Message
from ttedesktop.confinement import confine
from ttedesktop.document.geometry import PageGeometry, PdfRect
from ttedesktop.loading import without_tidying
from ttedesktop.memory import limit_memory
from ttedesktop.serving import serve
from ttedesktop.signing.loading import load_what_signs
from ttedesktop.signing.stamp import draw_stamp
from ttedesktop.signing.stamp_drawer import text_in

if TYPE_CHECKING:
    from collections.abc import Sequence

MEMORY_CEILING: Final = 1 << 30
"""Bytes of address space beyond what the process has at its start."""
_LONGEST: Final = 60
"""Seconds of one request, more than the parent waits for."""


def main(arguments: Sequence[str]) -> None:
    """Draw stamps until the parent ends."""
    del arguments
    limit_memory(MEMORY_CEILING)
    confine()
    serve({"stamp": _stamp, "on_paper": _on_paper}, longest=_LONGEST)


def _stamp(request: Message) -> Message:
    return Message({}, (_drawn(request),))


def _on_paper(request: Message) -> Message:
    # Loaded with the first: a stamp by itself is wanted earlier, and needs none of it.
    with without_tidying():
        load_what_signs()
        from ttedesktop.signing.stamp_appearance import on_bare_paper

    told = request.header
    page = PageGeometry(PdfRect(*told["crop"]), told["rotation"], told["unit"])
    paper = on_bare_paper(
        _drawn(request),
        PdfRect(*told["rect"]),
        page,
        archive_part=told["archive_part"],
    )
    return Message({}, (paper,))


def _drawn(request: Message) -> bytes:
    told = request.header
    return draw_stamp(
        text_in(request),
        width=told["width"],
        height=told["height"],
        title=told["title"],
    )
