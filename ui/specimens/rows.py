"""The rows in which a specimen is put together."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _, mark
from ttedesktop.specimens.design import (
    HAS_FRAME,
    HAS_HEADING,
    HAS_PICTURE,
    HAS_QR,
    KIND_NAMES,
    SMALLEST_SIZES,
    SpecimenDesign,
    SpecimenKind,
    usual_heading,
    usual_lines,
    usual_small_print,
)
from ttedesktop.specimens.template import FIELDS, unknown_fields
from ui.controls.buttons import Button
from ui.controls.labels import label, set_tone
from ui.controls.settings_rows import RowWords, card, choice, field, row, switch
from ui.controls.stepped_number import SteppedNumber

if TYPE_CHECKING:
    from collections.abc import Callable

QR_TEMPLATES: Final = (
    (mark("Fakta singkat"), ""),
    (
        mark("Alamat dengan nomor naskah"),
        "https://laman-kantor-anda.go.id/periksa/{nomor}",
    ),
    (
        mark("Alamat dengan sidik jari"),
        "https://laman-kantor-anda.go.id/periksa/{sha256}",
    ),
)
"""Addresses are examples: each office writes its own."""
SMALL_PRINTS: Final = (
    mark("Keaslian dari sertifikat"),
    mark("Disertifikasi BSrE"),
    mark("Tanpa kalimat kecil"),
)
_BSRE: Final = (
    "Tanda tangan elektronik disertifikasi BSrE, berkekuatan hukum dan tidak perlu "
    "stempel basah"
)
_LARGEST: Final = 150
"""Millimetres of a side."""


@dataclass(frozen=True, slots=True)
class DesignActions:
    """What the rows may ask for."""

    change: Callable[..., None]
    """Takes fields of the design by their names."""
    choose_picture: Callable[[], None]
    rebuild: Callable[[], None]


def design_cards(design: SpecimenDesign, actions: DesignActions) -> list[QWidget]:
    """Return the rows of one specimen; which there are depends on its kind."""
    rows = [_name_row(design, actions), _kind_row(design, actions)]
    if design.kind in HAS_PICTURE:
        rows.append(_picture_row(design, actions))
    if design.kind in HAS_HEADING:
        rows.append(_heading_row(design, actions))
    if design.kind is SpecimenKind.QR_CARD:
        rows.append(_small_print_row(design, actions))
    if design.kind in HAS_QR:
        rows.extend(_qr_rows(design, actions))
    if design.kind is SpecimenKind.TEXT:
        rows.append(_lines_row(design, actions))
    rows.append(_size_row(design, actions))
    rows.extend(_switches(design, actions))
    return [card(rows)]


def _name_row(design: SpecimenDesign, actions: DesignActions) -> QWidget:
    return row(
        RowWords("rename", _("Nama spesimen"), _("Seperti terbaca pada pilihannya.")),
        field(
            design.name,
            lambda words: actions.change(name=words),
            hint=_(KIND_NAMES[design.kind]),
        ),
    )


def _kind_row(design: SpecimenDesign, actions: DesignActions) -> QWidget:
    def take(kind: SpecimenKind) -> None:
        actions.change(kind=kind, width=0.0, height=0.0)

    kinds = [(_(name), kind) for kind, name in KIND_NAMES.items()]
    words = RowWords("signature", _("Jenis"), _(_KINDS[design.kind]))
    return row(words, choice(kinds, design.kind, take))


_KINDS: Final = {
    SpecimenKind.QR_CARD: mark("Kode QR, lalu jabatan, nama, dan NIP."),
    SpecimenKind.CREST_CARD: mark("Lambang, lalu jabatan, nama, dan NIP. Tanpa QR."),
    SpecimenKind.SHORT: mark("Lambang dan satu kalimat; nama diketik pada surat."),
    SpecimenKind.QR_ONLY: mark("Kode QR saja; nama diketik pada surat."),
    SpecimenKind.TEXT: mark("Baris-baris yang Anda tulis sendiri."),
    SpecimenKind.PICTURE: mark("Gambar Anda sendiri, misalnya coretan tangan."),
}


def _picture_row(design: SpecimenDesign, actions: DesignActions) -> QWidget:
    is_own = design.kind is SpecimenKind.PICTURE
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    if design.picture:
        remove = Button(_("Lepas"), kind="ghost")
        remove.clicked.connect(lambda: actions.change(picture=""))
        across.addWidget(remove)
    choosing = Button(_("Ganti…") if design.picture else _("Pilih gambar…"))
    choosing.clicked.connect(actions.choose_picture)
    across.addWidget(choosing)
    name = _("Gambar") if is_own else _("Lambang")
    sentence = _("PNG, JPEG, SVG, atau PDF. Tepi kosongnya dipangkas.")
    return row(RowWords("color", name, sentence), made)


def _heading_row(design: SpecimenDesign, actions: DesignActions) -> QWidget:
    return row(
        RowWords("text_bullet_list_tree", _("Kalimat pembuka"), _("Di atas nama.")),
        field(
            design.heading,
            lambda words: actions.change(heading=words),
            hint=usual_heading(design.kind),
        ),
    )


def _small_print_row(design: SpecimenDesign, actions: DesignActions) -> QWidget:
    usual = usual_small_print(design.kind)
    sentences = (usual, _BSRE, "")

    def take(number: int) -> None:
        chosen = sentences[number]
        actions.change(
            small_print="" if chosen == usual else chosen,
            has_small_print=bool(chosen),
        )
        actions.rebuild()

    now = design.small_print or usual
    chosen = sentences.index(now) if now in sentences else -1
    options = [(_(words), number) for number, words in enumerate(SMALL_PRINTS)]
    return row(
        RowWords(
            "info",
            _("Kalimat kecil"),
            _("Sebut BSrE hanya bila sertifikat Anda memang dari BSrE."),
        ),
        choice(options, chosen if design.has_small_print else 2, take),
    )


def _qr_rows(design: SpecimenDesign, actions: DesignActions) -> list[QWidget]:
    def take(template: str) -> None:
        actions.change(qr=template)
        actions.rebuild()

    options = [(_(words), template) for words, template in QR_TEMPLATES]
    known = [template for _words, template in options]
    if design.qr not in known:
        options.append((_("Isi sendiri"), design.qr))
    rows = [
        row(
            RowWords(
                "qr_code",
                _("Isi kode QR"),
                _("Fakta singkat terbaca tanpa internet: nama, instansi, dan waktu."),
            ),
            choice(options, design.qr, take),
        )
    ]
    if design.qr:
        unknown = _unknown_note(design.qr)
        rows.append(
            row(
                RowWords(
                    "globe",
                    _("Alamat"),
                    _("Alamat kantor Anda; {nomor} dan {sha256} diisi sendiri."),
                ),
                _noted(
                    field(design.qr, lambda words: _take_qr(words, actions, unknown)),
                    unknown,
                ),
            )
        )
    return rows


def _take_qr(words: str, actions: DesignActions, note: QWidget) -> None:
    actions.change(qr=words or QR_TEMPLATES[1][1])
    _show_unknown(note, words)


def _lines_row(design: SpecimenDesign, actions: DesignActions) -> QWidget:
    edit = QPlainTextEdit(design.lines or usual_lines())
    edit.setAccessibleName(_("Baris teks"))
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(120)
    unknown = _unknown_note(design.lines)

    def take() -> None:
        words = edit.toPlainText()
        actions.change(lines=words if words.strip() != usual_lines() else "")
        _show_unknown(unknown, words)

    edit.textChanged.connect(take)
    fields = " ".join(f"{{{name}}}" for name in FIELDS)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(6)
    column.addWidget(label(_("Baris teks"), role="row"))
    column.addWidget(
        label(_("Isian: {fields}").format(fields=fields), role="caption", wrap=True)
    )
    column.addWidget(edit)
    column.addWidget(unknown)
    return made


def _unknown_note(words: str) -> QWidget:
    note = label("", role="caption", wrap=True)
    _show_unknown(note, words)
    return note


def _show_unknown(note: Any, words: str) -> None:  # noqa: ANN401 - a label
    unknown = ", ".join(f"{{{name}}}" for name in unknown_fields(words))
    note.setText(_("Isian tidak dikenal: {fields}").format(fields=unknown))
    note.setVisible(bool(unknown))
    set_tone(note, "warn")


def _noted(control: QWidget, note: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(control)
    column.addWidget(note)
    return made


def _size_row(design: SpecimenDesign, actions: DesignActions) -> QWidget:
    least, size = SMALLEST_SIZES[design.kind], design.size
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    for name, now, smallest, side in (
        (_("Lebar"), size.width, least.width, "width"),
        (_("Tinggi"), size.height, least.height, "height"),
    ):
        spin = SteppedNumber(round(smallest), _LARGEST, unit="mm")
        spin.setValue(round(now))
        spin.setFixedWidth(116)
        spin.setAccessibleName(name)
        spin.valueChanged.connect(
            lambda value, side=side: actions.change(**{side: float(value)})
        )
        across.addWidget(spin)
    sentence = _("Lebar dan tinggi saat pertama diletakkan.")
    return row(RowWords("page_fit", _("Ukuran"), sentence), made)


def _switches(design: SpecimenDesign, actions: DesignActions) -> list[QWidget]:
    rows: list[QWidget] = []
    if design.kind in HAS_FRAME:
        name = _("Bingkai")
        turning = switch(
            name, lambda on: actions.change(is_framed=on), is_on=design.is_framed
        )
        rows.append(row(RowWords("document", name, _("Garis tipis di tepi.")), turning))
    if design.kind in {SpecimenKind.QR_CARD, SpecimenKind.CREST_CARD}:
        name = _("Tanda “BSrE”")
        turning = switch(
            name, lambda on: actions.change(names_issuer=on), is_on=design.names_issuer
        )
        words = _("Hanya muncul bila sertifikatnya memang dari BSrE.")
        rows.append(row(RowWords("certificate", name, words), turning))
    return rows


def changed(design: SpecimenDesign, **values: Any) -> SpecimenDesign:  # noqa: ANN401 - one for each field
    """Return a design with other values."""
    return dataclasses.replace(design, **values)
