"""What a person reads while signatures are being checked."""

from __future__ import annotations

from typing import Final

from ttedesktop.language import _, mark, n_
from ttedesktop.validation.progress import Progress, Stage

_ONE: Final = {
    Stage.INTEGRITY: mark("Memeriksa tanda tangan: keutuhan isi…"),
    Stage.CHAIN: mark("Memeriksa tanda tangan: rantai sertifikat…"),
    Stage.CHANGES: mark("Memeriksa tanda tangan: perubahan sesudahnya…"),
}
_MANY: Final = {
    Stage.INTEGRITY: mark(
        "Memeriksa tanda tangan {number} dari {count}: keutuhan isi…"
    ),
    Stage.CHAIN: mark(
        "Memeriksa tanda tangan {number} dari {count}: rantai sertifikat…"
    ),
    Stage.CHANGES: mark(
        "Memeriksa tanda tangan {number} dari {count}: perubahan sesudahnya…"
    ),
}


def heading_of(progress: Progress | None) -> str:
    """Return what is being done; of nothing yet, that signatures are being checked."""
    if progress is None or progress.stage not in _MANY:
        return _("Memeriksa tanda tangan…")
    words = (_MANY if progress.signatures > 1 else _ONE)[progress.stage]
    return _(words).format(number=progress.signature, count=progress.signatures)


def sentence_of(progress: Progress | None) -> str:
    """Return what is known already, and which page is compared."""
    if progress is None:
        return ""
    if progress.stage is Stage.BRIEFLY:
        return _(
            "Membandingkan perubahan sesudahnya terlalu lama; yang lain diperiksa lagi "
            "tanpa itu."
        )
    known = "" if progress.broken is None else _known(progress.broken)
    return f"{known} {_doing(progress)}".strip()


def _doing(progress: Progress) -> str:
    if progress.page:
        return _("Membandingkan halaman {page} dari {pages}.").format(
            page=progress.page, pages=progress.pages
        )
    if progress.objects:
        percent = 100 * progress.objects_seen // progress.objects
        return _("Menelusuri isi berkas: {percent} %.").format(percent=percent)
    return ""


def _known(broken: int) -> str:
    if not broken:
        return _("Isi yang ditandatangani utuh.")
    return n_(
        "{count} tanda tangan tidak cocok dengan isinya.",
        "{count} tanda tangan tidak cocok dengan isinya.",
        broken,
    ).format(count=broken)
