"""Draws stamps in a process of its own, for whoever must not be held up by it.

PyMuPDF holds Python's lock for the whole of a drawing, some 25 milliseconds in which
a window would answer nobody. The process that reads foreign documents does not draw
what is signed: what took hold of it would be signed, too.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.errors.document_errors import StampUndrawable
from ttedesktop.processes import ChildFailed, ChildStopped, ChildTimedOut, Worker
from ttedesktop.signing.stamp_text import StampText
from ttedesktop.specimens.design import SpecimenKind

if TYPE_CHECKING:
    from ttedesktop.channel import Message
    from ttedesktop.document.geometry import PageGeometry, PdfRect
    from ttedesktop.signing.request import Placement
    from ttedesktop.untyped import JsonValue

log = logging.getLogger(__name__)

_DEADLINE: Final = 10.0
"""Seconds a stamp may take; the first one loads what draws it."""
_TRIES: Final = 2


class StampDrawer:
    """Starts its process when it is asked for; safe to use from several threads."""

    def __init__(self) -> None:
        self._worker = Worker("stamps")
        # Each has a child that nobody else's stamp can end.
        self._turn = threading.Lock()

    def start(self) -> None:
        """Start the process before it is needed."""
        self._worker.start()

    @property
    def pid(self) -> int:
        """Process number of who draws; it is started if there is none."""
        return self._worker.child().pid

    def draw(self, text: StampText, *, width: float, height: float) -> bytes:
        """Return a stamp of so many points, as ``stamp.draw_stamp`` does.

        Raises StampTooSmall, or StampUndrawable if the process ends over it.
        """
        return self._asked("stamp", text, width=width, height=height)

    def draw_for(
        self, text: StampText, placement: Placement, pages: tuple[PageGeometry, ...]
    ) -> bytes:
        """Return the stamp of the size at which the box is seen; raises as ``draw``."""
        seen = pages[placement.page].to_view(placement.rect, scale=1)
        return self.draw(text, width=seen.width, height=seen.height)

    def on_bare_paper(
        self, text: StampText, rect: PdfRect, page: PageGeometry, *, archive_part: int
    ) -> bytes:
        """Return the stamp on a page as ``stamp_appearance.on_bare_paper`` does.

        Raises as ``draw``.
        """
        seen = page.to_view(rect, scale=1)
        return self._asked(
            "on_paper",
            text,
            width=seen.width,
            height=seen.height,
            rect=rect.sides,
            crop=page.crop.sides,
            rotation=page.rotation,
            unit=page.unit,
            archive_part=archive_part,
        )

    def close(self) -> None:
        """End the process, also in the middle of a stamp."""
        self._worker.close()

    def _asked(self, verb: str, text: StampText, **arguments: JsonValue) -> bytes:
        with self._turn:
            for _try in range(_TRIES):
                try:
                    return self._asked_once(verb, text, **arguments)
                except (ChildTimedOut, ChildFailed):
                    break
                except ChildStopped:
                    # It may have died of what it drew before; a new one may not.
                    continue
        log.info("a stamp could not be drawn")
        raise StampUndrawable

    def _asked_once(self, verb: str, text: StampText, **arguments: JsonValue) -> bytes:
        child = self._worker.child()
        child.become_ready()
        answer = child.ask(
            verb,
            text.picture,
            deadline=_DEADLINE,
            text=told(text),
            title=text.description,
            **arguments,
        )
        return answer.parts[0]


def told(text: StampText) -> dict[str, Any]:
    """Return what stands on a stamp as JSON has it; its picture is sent apart."""
    facts = asdict(replace(text, picture=b""))
    del facts["picture"]
    return facts | {"kind": text.kind.value}


def text_in(request: Message) -> StampText:
    """Return what stands on the stamp that is asked for."""
    facts: dict[str, Any] = dict(request.header["text"])
    facts["kind"] = SpecimenKind(facts["kind"])
    facts["lines"] = tuple(facts["lines"])
    return StampText(**facts, picture=bytes(request.parts[0]))
