"""The rows in which a person states who they are, and in which role they sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _, mark
from ttedesktop.specimens.naming_rule import DocumentClass, Office, rule_for
from ttedesktop.specimens.profile import Capacity, Mask
from ui.controls.buttons import Button, ToolButton
from ui.controls.chips import chip
from ui.controls.settings_rows import (
    CONTROL_WIDTH,
    RowWords,
    card,
    choice,
    field,
    row,
    switch,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.specimens.naming_rule import NamingRule
    from ttedesktop.specimens.profile import Profile

_CONTROL: Final = 240
_LEAST: Final = 190
"""Pixels of a control where there is room, and where there is little."""
CAPACITIES: Final = {
    Capacity.OWN: mark("Jabatan sendiri"),
    Capacity.ACTING: mark("Plt. (pelaksana tugas)"),
    Capacity.DAILY_ACTING: mark("Plh. (pelaksana harian)"),
    Capacity.INTERIM: mark("Pj. (penjabat)"),
    Capacity.TEMPORARY: mark("Pjs. (penjabat sementara)"),
    Capacity.ON_BEHALF: mark("a.n. (atas nama)"),
}
_OFFICES: Final = {
    Office.OFFICIAL: mark("Pejabat lain"),
    Office.LEADER: mark("Kepala daerah, wakil, sekda"),
    Office.ACTING_LEADER: mark("Pj., Pjs., Plt., Plh. pimpinan"),
}
_DOCUMENTS: Final = {
    DocumentClass.LETTER: mark("Surat, penugasan, naskah khusus"),
    DocumentClass.REGULATION: mark("Pengaturan dan penetapan"),
    DocumentClass.CHARTER: mark("Piagam dan sertifikat"),
}
_MASKS: Final = {
    Mask.NONE: mark("Ditulis lengkap"),
    Mask.MIDDLE: mark("Tengahnya ditutup"),
    Mask.END: mark("Hanya empat angka akhir"),
}


@dataclass(frozen=True, slots=True)
class ProfileActions:
    """What the rows may ask for."""

    change: Callable[..., None]
    """Takes fields of the profile by their names."""
    rename: Callable[[str], str]
    """Takes another label for the role in use, and returns the one it has then."""
    apply: Callable[[NamingRule], None]
    choose: Callable[[str], None]
    """Takes the label of a role; empty for the person's own."""
    add: Callable[[], None]
    remove: Callable[[], None]


def profile_cards(
    profile: Profile, labels: Sequence[str], actions: ProfileActions
) -> list[QWidget]:
    """Return the rows of the role in use, and of how its name is written."""
    return [
        card(_role_rows(profile, labels, actions)),
        card(_person_rows(profile, actions)),
        card(_rule_rows(profile, actions)),
    ]


def show_labels(rows: QWidget, labels: Sequence[str]) -> None:
    """Call the roles that may be chosen by these names, in rows that stay."""
    for choosing in rows.findChildren(QComboBox):
        if choosing.accessibleName() == _("Peran yang dipakai"):
            for place, one in enumerate(labels, 1):
                choosing.setItemText(place, one)
                choosing.setItemData(place, one)


def _role_rows(
    profile: Profile, labels: Sequence[str], actions: ProfileActions
) -> list[QWidget]:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(4)
    roles = [(_("Saya sendiri"), ""), *((one, one) for one in labels)]
    choosing = choice(roles, profile.label, actions.choose)
    _leave_room(choosing, beside=40)
    choosing.setAccessibleName(_("Peran yang dipakai"))
    across.addWidget(choosing)
    adding = ToolButton("add", _("Tambah peran"))
    adding.clicked.connect(actions.add)
    across.addWidget(adding)
    words = RowWords(
        "people",
        _("Peran yang dipakai"),
        _("Nama sendiri, Plt., Plh., atau atas nama: masing-masing disimpan."),
    )
    rows = [row(words, _in_line(made))]
    if profile.label:
        rows.append(_label_row(profile, actions))
    rows.append(_capacity_row(profile, actions))
    if profile.capacity is Capacity.ON_BEHALF:
        rows.append(
            _stated(
                RowWords("people", _("Atas nama"), _("Misalnya: BUPATI TIRTA RAYA.")),
                field(
                    profile.on_behalf_of,
                    lambda words: actions.change(on_behalf_of=words),
                ),
            )
        )
    return rows


def _capacity_row(profile: Profile, actions: ProfileActions) -> QWidget:
    capacities = [(_(name), one) for one, name in CAPACITIES.items()]
    words = RowWords(
        "person",
        _("Bertindak sebagai"),
        _("Ditulis di depan jabatan, atau di baris atasnya."),
    )
    choosing = choice(
        capacities, profile.capacity, lambda one: actions.change(capacity=one)
    )
    return row(words, _in_line(choosing))


def _label_row(profile: Profile, actions: ProfileActions) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(4)
    naming = QLineEdit(profile.label)
    naming.setFixedWidth(CONTROL_WIDTH)
    naming.setAccessibleName(_("Nama peran"))
    # Not with each letter: the begin of a name may be that of another role.
    naming.editingFinished.connect(
        lambda: naming.setText(actions.rename(naming.text().strip()))
    )
    _leave_room(naming, beside=40)
    removing = ToolButton("delete", _("Hapus peran ini"))
    removing.clicked.connect(actions.remove)
    across.addWidget(naming)
    across.addWidget(removing)
    words = RowWords("rename", _("Nama peran"), _("Misalnya: Plt. Kepala Dinas."))
    return row(words, _in_line(made))


def _person_rows(profile: Profile, actions: ProfileActions) -> list[QWidget]:
    certified = _("Dari sertifikat")
    return [
        _stated(
            RowWords("person", _("Nama"), _("Kosong: nama dari sertifikat.")),
            field(
                profile.name, lambda words: actions.change(name=words), hint=certified
            ),
        ),
        _stated(
            RowWords("book_open", _("Gelar"), _("Di depan dan di belakang nama.")),
            _titles(profile, actions),
        ),
        _stated(
            RowWords("document", _("Jabatan"), _("Misalnya: Sekretaris Daerah.")),
            field(profile.position, lambda words: actions.change(position=words)),
        ),
        _stated(
            RowWords("info", _("NIP"), _("Delapan belas angka.")),
            field(
                profile.employee_number,
                lambda words: actions.change(employee_number=words),
            ),
        ),
        _stated(
            RowWords(
                "archive", _("Pangkat/golongan"), _("Misalnya: Pembina Utama (IV/e).")
            ),
            field(profile.rank, lambda words: actions.change(rank=words)),
        ),
        _stated(
            RowWords("people", _("Instansi"), _("Kosong: instansi dari sertifikat.")),
            field(
                profile.organisation,
                lambda words: actions.change(organisation=words),
                hint=certified,
            ),
        ),
        _stated(
            RowWords("lock_closed", _("NIK"), _("Hanya ditulis oleh isian {nik}.")),
            field(profile.national_id, lambda words: actions.change(national_id=words)),
        ),
    ]


def _rule_rows(profile: Profile, actions: ProfileActions) -> list[QWidget]:
    masks = [(_(name), one) for one, name in _MASKS.items()]
    rows = [_pasal_44(actions)]
    rows.extend(
        _shown_row(words, actions, setting, is_on=is_on)
        for words, setting, is_on in (
            (
                RowWords("book_open", _("Tulis gelar"), _("Di samping nama.")),
                "shows_titles",
                profile.shows_titles,
            ),
            (
                RowWords("info", _("Tulis NIP"), _("Di bawah nama.")),
                "shows_employee_number",
                profile.shows_employee_number,
            ),
            (
                RowWords("archive", _("Tulis pangkat/golongan"), _("Di bawah nama.")),
                "shows_rank",
                profile.shows_rank,
            ),
        )
    )
    rows.append(
        row(
            RowWords(
                "eye_off",
                _("Angka NIP dan NIK"),
                _("Dokumen yang beredar dibaca siapa saja."),
            ),
            _in_line(choice(masks, profile.mask, lambda one: actions.change(mask=one))),
        )
    )
    return rows


def _shown_row(
    words: RowWords, actions: ProfileActions, setting: str, *, is_on: bool
) -> QWidget:
    def take(on: bool) -> None:  # noqa: FBT001 - a Qt slot
        actions.change(**{setting: on})

    return row(words, switch(words.name, take, is_on=is_on))


def _pasal_44(actions: ProfileActions) -> QWidget:
    offices = _combo([(_(name), one) for one, name in _OFFICES.items()])
    offices.setAccessibleName(_("Kedudukan penanda tangan"))
    documents = _combo([(_(name), one) for one, name in _DOCUMENTS.items()])
    documents.setAccessibleName(_("Jenis naskah"))
    applying = Button(_("Terapkan"))

    def apply() -> None:
        actions.apply(rule_for(offices.currentData(), documents.currentData()))

    applying.clicked.connect(apply)
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(52, 0, 16, 12)
    grid.setSpacing(8)
    grid.addWidget(offices, 0, 0)
    grid.addWidget(documents, 1, 0)
    grid.addWidget(applying, 1, 1)
    grid.setColumnStretch(0, 1)
    words = RowWords(
        "shield_checkmark",
        _("Menurut Permendagri 1/2023, Pasal 44"),
        _("Menyetel gelar, NIP, dan pangkat menurut penanda tangan dan jenis naskah."),
    )
    return _above(row(words, None), made)


def _above(upper: QWidget, lower: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(upper)
    column.addWidget(lower)
    return made


def _combo(options: Sequence[tuple[str, object]]) -> QComboBox:
    made = QComboBox()
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    for words, value in options:
        made.addItem(words, value)
    return made


def _titles(profile: Profile, actions: ProfileActions) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    before = field(
        profile.title_before,
        lambda words: actions.change(title_before=words),
        hint="Dr.",
    )
    before.setAccessibleName(_("Gelar di depan nama"))
    after = field(
        profile.title_after,
        lambda words: actions.change(title_after=words),
        hint="M.Si.",
    )
    after.setAccessibleName(_("Gelar di belakang nama"))
    before.setFixedWidth(72)
    _leave_room(after, beside=80)
    across.addWidget(before)
    across.addWidget(after)
    return made


def _stated(words: RowWords, control: QWidget) -> QWidget:
    """Return a row of something that no certificate says."""
    told = chip(_("Pernyataan sendiri"), "person", "none")
    told.setToolTip(_("Pernyataan Anda sendiri, bukan bagian dari sertifikat."))
    return row(words, _in_line(control), beside=told)


def _in_line(control: QWidget) -> QWidget:
    """Make a control so wide that name, chip and control fit a small window."""
    _leave_room(control)
    return control


def _leave_room(control: QWidget, *, beside: int = 0) -> None:
    """Let a control be narrower where there is little room.

    ``beside`` are the pixels that stand beside it in its row.
    """
    control.setMinimumWidth(_LEAST - beside)
    control.setMaximumWidth(_CONTROL - beside)
