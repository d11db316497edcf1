"""What the cells of the queue say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import _
from ttedesktop.messages import words_of
from ttedesktop.moments import clock_with_zone
from ui.queue.document import DONE, STATE_WORDS, QueuedDocument, RowState

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError


def read_words(one: QueuedDocument) -> str:
    """Return whether a document was read, and when."""
    if one.read_at is None:
        return "" if one.state in DONE else _("Belum")
    return _("Sudah, {clock}").format(clock=clock_with_zone(one.read_at))


def status_words(one: QueuedDocument) -> str:
    """Return the state of a document in a word or two."""
    if one.state is RowState.UNREADABLE and one.facts.pages:
        return _("Tidak dapat ditandatangani")
    if one.outcome is not None and one.outcome.lacking is not None:
        return _("Ditandatangani, belum lengkap")
    return _(STATE_WORDS[one.state])


def error_of(one: QueuedDocument) -> TteError | None:
    """Return what is the matter with a document, if anything is."""
    if one.failure is not None:
        return one.failure
    if one.state in {RowState.NEEDS_PLACE, RowState.LOCKED, RowState.UNREADABLE}:
        return one.facts.error
    return None


def status_tip(one: QueuedDocument) -> str:
    """Return the reason of the state, as a tooltip."""
    if one.state is RowState.SORTED_OUT:
        return one.note
    if one.outcome is not None and one.outcome.path is not None:
        return str(one.outcome.path)
    error = error_of(one)
    if error is None:
        return ""
    words = words_of(error)
    return f"{words.heading}\n{words.cause}"
