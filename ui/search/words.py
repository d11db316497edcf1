"""What is said of a search: how much was found, and what was not searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop.language import Language, _, current_language, n_

if TYPE_CHECKING:
    from ui.search.hits import SearchHits


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search at a moment."""

    hits: SearchHits
    place: int
    """Which hit one is at, from 0; -1 for none."""
    searched: int
    """Pages."""
    pages: int
    is_running: bool
    is_textless: bool
    """Whether the page that is read has no words at all."""


def count_of(state: SearchState) -> str:
    """Return the few words beside the field."""
    if state.place < 0:
        return _("Mencari…") if state.is_running else _("Tidak ditemukan")
    facts = {"place": _grouped(state.place + 1), "count": _grouped(len(state.hits))}
    if state.is_running:
        return _("{place} dari {count} sejauh ini").format(**facts)
    if state.hits.is_full:
        return _("{place} dari lebih dari {count}").format(**facts)
    return _("{place} dari {count}").format(**facts)


def note_of(state: SearchState) -> str:
    """Return what is said over the list; empty if there is nothing to say."""
    hits, notes = state.hits, list[str]()
    listed = hits.listed_before + hits.listed_after
    if state.is_running:
        words = _("Mencari, {searched} dari {pages} halaman")
        facts = {"searched": _grouped(state.searched), "pages": _grouped(state.pages)}
        notes.append(words.format(**facts))
    elif not len(hits):
        notes.append(_("Tidak ditemukan."))
        if state.is_textless:
            notes.append(_("Halaman ini tidak memuat teks, mungkin hasil pindaian."))
    if hits.is_full:
        words = _(
            "Lebih dari {count} hasil, selebihnya tidak dicari. Tambahkan kata agar "
            "hasilnya lebih sedikit."
        )
        notes.append(words.format(count=_grouped(len(hits))))
    if listed < len(hits):
        words = _("{listed} hasil pertama terdaftar di sini.")
        notes.append(words.format(listed=_grouped(listed)))
    if hits.skipped:
        words = n_(
            "{count} halaman tidak dapat dicari.",
            "{count} halaman tidak dapat dicari.",
            hits.skipped,
        )
        notes.append(words.format(count=_grouped(hits.skipped)))
    return " ".join(notes)


def _grouped(count: int) -> str:
    comma = f"{count:,}"
    is_english = current_language() is Language.ENGLISH
    return comma if is_english else comma.replace(",", ".")
