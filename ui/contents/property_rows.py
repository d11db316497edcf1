"""What a document tells of itself, as rows of a name and a value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import millimetres
from ttedesktop.language import _, mark, n_
from ttedesktop.moments import clock, day, moment
from ui.controls.file_size import exact_size, file_size
from ui.pages.paper_names import paper_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttedesktop.document.contents import DocumentProperties, FontUsed
    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document

_MOST_PAPERS: Final = 6
_FORBIDDEN: Final = {
    "print": mark("mencetak"),
    "modify": mark("mengubah isi"),
    "copy": mark("menyalin teks dan gambar"),
    "annotate": mark("memberi catatan"),
    "fill_in": mark("mengisi formulir"),
    "assemble": mark("menyusun ulang halaman"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Some rows under a title; ``note`` stands below them."""

    title: str
    rows: tuple[tuple[str, str], ...]
    note: str = ""


def file_section(document: Document) -> Section:
    """Return what this program has measured itself."""
    pages = len(document.pages)
    return Section(
        _("Berkas"),
        (
            (_("Nama"), document.name),
            (_("Folder"), str(document.path.absolute().parent)),
            (_("Ukuran"), _size(len(document.content))),
            (
                _("Halaman"),
                n_("{count} halaman", "{count} halaman", pages).format(count=pages),
            ),
            (_("Ukuran kertas"), paper_sizes(document.pages)),
            ("SHA-256", document.sha256),
        ),
    )


def told_sections(
    document: Document, properties: DocumentProperties
) -> tuple[Section, ...]:
    """Return what the document tells of itself; rows without a value are left out."""
    return (
        Section(
            _("Keterangan"),
            tuple(_given(_description(properties))),
            _(
                "Keterangan ini ditulis oleh pembuat dokumen; tidak ada yang "
                "dibuktikan olehnya."
            ),
        ),
        Section(
            _("Susunan"),
            (
                (_("Versi PDF"), properties.pdf_version),
                (_("Bertag untuk pembaca layar"), _yes_or_no(properties.is_tagged)),
                (_("Disusun untuk web"), _yes_or_no(properties.is_linearized)),
            ),
        ),
        Section(_("Keamanan"), tuple(_security(document, properties))),
    )


def as_text(sections: Iterable[Section], fonts: Iterable[FontUsed]) -> str:
    """Return everything as lines of text."""
    lines: list[str] = []
    for section in sections:
        lines.append(section.title)
        lines.extend(f"  {name}: {value}" for name, value in section.rows)
        if section.note:
            lines.append(f"  ({section.note})")
    named = [f"  {font.name}: {font_facts(font)}" for font in fonts]
    if named:
        lines.extend((_("Fonta"), *named))
    return "\n".join(lines) + "\n"


def font_facts(font: FontUsed) -> str:
    """Return the kind of a font, and whether it travels with the document."""
    there = _("tertanam") if font.is_embedded else _("tidak tertanam")
    return f"{font.kind}, {there}" if font.kind else there


def paper_sizes(pages: tuple[PageGeometry, ...]) -> str:
    """Return the sizes of the pages, the commonest first."""
    counted = Counter(_paper(page) for page in pages)
    if len(counted) == 1:
        return next(iter(counted))
    commonest = counted.most_common(_MOST_PAPERS)
    words = [
        n_("{size}: {count} halaman", "{size}: {count} halaman", count).format(
            size=size, count=count
        )
        for size, count in commonest
    ]
    others = len(counted) - len(commonest)
    if others:
        more = n_("{count} ukuran lain", "{count} ukuran lain", others)
        words.append(more.format(count=others))
    return "\n".join(words)


def told_moment(text: str) -> str:
    """Return a moment that a document names, in words; else what stands there."""
    try:
        when = datetime.fromisoformat(text)
        if "T" not in text:
            return day(when)
        # Without a zone it is nobody's clock in particular.
        return moment(when) if when.tzinfo else f"{day(when)}, {clock(when)}"
    except (ValueError, OverflowError, OSError):
        return text


def _paper(page: PageGeometry) -> str:
    width, height = round(millimetres(page.width)), round(millimetres(page.height))
    name = paper_name(page)
    if "×" in name:
        return name
    if width > height:
        name = _("{paper} mendatar").format(paper=name)
    return f"{name} ({width} × {height} mm)"


def _size(size: int) -> str:
    exact = exact_size(size)
    return exact if size < 1000 else f"{file_size(size)} ({exact})"


def _description(told: DocumentProperties) -> Iterator[tuple[str, str]]:
    yield _("Judul"), told.title
    yield _("Penulis"), told.author
    yield _("Perihal"), told.subject
    yield _("Kata kunci"), told.keywords
    yield _("Dibuat dengan"), told.creator
    yield _("Dijadikan PDF oleh"), told.producer
    yield _("Dibuat"), told_moment(told.created)
    yield _("Diubah"), told_moment(told.changed)


def _given(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in rows:
        if value:
            yield name, value


def _security(
    document: Document, told: DocumentProperties
) -> Iterator[tuple[str, str]]:
    if not document.is_encrypted and not told.encryption:
        yield _("Sandi"), _("Tidak disandikan")
        return
    opened = (
        _("Diperlukan untuk membuka")
        if document.password
        else _("Tidak diperlukan untuk membuka")
    )
    yield _("Sandi"), opened
    yield _("Penyandian"), told.encryption or _("Ada")
    named = [_(words) for code, words in _FORBIDDEN.items() if code in told.forbidden]
    yield _("Yang tidak diizinkan"), ", ".join(named) or _("Tidak ada")


def _yes_or_no(answer: bool) -> str:  # noqa: FBT001 - the answer itself
    return _("Ya") if answer else _("Tidak")
