"""What is in the steps of the first start, but for the practice."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.language import _
from ttedesktop.settings.catalogue import declared
from ttedesktop.tokens.validity import validity
from ui.controls.buttons import Button
from ui.controls.choice_card import ChoiceCard
from ui.controls.labels import label
from ui.controls.settings_rows import RowWords, card, field, row
from ui.settings.declared_rows import declared_card
from ui.setup.page import step_body
from ui.specimens.miniatures import SpecimenMiniatures
from ui.specimens.tiles import SpecimenTiles

if TYPE_CHECKING:
    from ttedesktop.tokens.survey import Survey
    from ui.program.parts import Parts


def beginning_step(parts: Parts) -> QWidget:
    """Return the step with language and colours, and what is to come."""
    made, column = step_body(
        _("Selamat datang"),
        _(
            "Lima langkah singkat, kira-kira lima menit. Setiap langkah boleh dilewati "
            "dan dilanjutkan lain kali."
        ),
    )
    chosen = (declared("appearance.language"), declared("appearance.colours"))
    column.addWidget(declared_card(parts.keeper, chosen))
    column.addStretch(1)
    return made


def result_step(parts: Parts) -> QWidget:
    """Return the step with where signed documents go, and how they are called."""
    made, column = step_body(
        _("Ke mana hasilnya disimpan?"),
        _(
            "Dokumen asli tidak pernah berubah; hasilnya selalu berkas baru. Semua ini "
            "dapat diubah kapan saja di Setelan."
        ),
    )
    chosen = ("signing.folder", "signing.suffix", "signing.location")
    column.addWidget(declared_card(parts.keeper, map(declared, chosen)))
    column.addStretch(1)
    return made


class ToolStep(QWidget):
    """Asks with what one signs, and says live what is plugged in."""

    ladder_wanted = Signal()
    """The person wants to know why the token is not read."""
    key_file_wanted = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        body, column = step_body(
            _("Dengan apa Anda menandatangani?"),
            _("Pasang token Anda sekarang jika sudah ada. Pilihan ini dapat diubah."),
        )
        self.token = ChoiceCard("usb_stick", _("Token USB"), "")
        self.file = ChoiceCard(
            "key",
            _("Berkas sertifikat (.p12)"),
            _("Berkas dari BSrE yang dilindungi frasa sandi (passphrase)."),
        )
        self.later = ChoiceCard(
            "shield_checkmark",
            _("Nanti saja"),
            _("Saya hanya ingin membaca dan memeriksa dokumen."),
        )
        self._group = QButtonGroup(self)
        for one in (self.token, self.file, self.later):
            self._group.addButton(one)
            column.addWidget(one)
        self.token.setChecked(True)
        self.file.clicked.connect(self.key_file_wanted)
        ask = Button(_("Token saya tidak terbaca"), kind="link", icon="question_circle")
        ask.setMinimumHeight(32)
        ask.clicked.connect(self.ladder_wanted)
        line = QHBoxLayout()
        line.addWidget(ask)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)
        self._show(parts.tokens.survey)
        parts.tokens.survey_changed.connect(self._show)

    def _show(self, survey: Survey | None) -> None:
        """Say whose certificate is there, or that none is."""
        if survey is None:
            self.token.show_sentence(_("Membaca token…"))
            return
        found = [one for one in survey.certificates() if one.can_sign]
        hardware = [one for one in found if not one.token.is_file]
        if hardware:
            first = hardware[0]
            _tone, life = validity(first)
            self.token.show_sentence(
                _("Terbaca: {name}, {organisation}. {life}").format(
                    name=first.name, organisation=first.organisation, life=life
                )
            )
        elif survey.tokens:
            self.token.show_sentence(
                _("Token terbaca, tetapi sertifikatnya belum dapat dipakai.")
            )
        else:
            self.token.show_sentence(_("Belum terpasang. Pasang ke porta USB."))
        if files := [one for one in found if one.token.is_file]:
            self.file.show_sentence(_("Terbuka: {name}").format(name=files[0].name))
            self.file.setChecked(True)


class ProfileStep(QWidget):
    """Asks what the stamp states, and shows each specimen as it would be drawn."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._pictures = SpecimenMiniatures(parts)
        self._tiles = SpecimenTiles(has_invisible=False)
        self._pictures.drawn.connect(self._tiles.show_picture)
        self._tiles.chosen.connect(lambda key: parts.keeper.change(specimen=key))
        body, column = step_body(
            _("Apa yang tertulis pada tanda tangan Anda?"),
            _(
                "Ini pernyataan Anda sendiri, bukan bagian dari sertifikat. Yang "
                "kosong tidak ditulis."
            ),
        )
        column.addWidget(card(self._rows()))
        column.addWidget(label(_("Spesimen"), role="label"))
        column.addWidget(self._tiles)
        column.addWidget(
            label(
                _("Semuanya dapat disunting di Setelan, Spesimen."),
                role="caption",
                wrap=True,
            )
        )
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)
        self._draw()
        parts.keeper.changed.connect(self._draw)
        parts.tokens.survey_changed.connect(self._draw)

    def _rows(self) -> list[QWidget]:
        profile = self._parts.settings.profile
        return [
            row(
                RowWords("person", _("Nama"), _("Kosong: nama dari sertifikat.")),
                field(
                    profile.name,
                    lambda words: self._change(name=words),
                    hint=_("Dari sertifikat"),
                ),
            ),
            row(
                RowWords("people", _("Jabatan"), _("Misalnya: Sekretaris Daerah.")),
                field(profile.position, lambda words: self._change(position=words)),
            ),
            row(
                RowWords("info", _("NIP"), _("Delapan belas angka.")),
                field(
                    profile.employee_number,
                    lambda words: self._change(employee_number=words),
                ),
            ),
        ]

    def _change(self, **values: Any) -> None:  # noqa: ANN401 - one for each field
        profile = dataclasses.replace(self._parts.settings.profile, **values)
        self._parts.keeper.change(profile=profile)

    def _draw(self, _told: object = None) -> None:
        settings, survey = self._parts.settings, self._parts.tokens.survey
        self._tiles.show_designs(settings.specimens, settings.chosen_specimen.key)
        found = survey.certificates() if survey is not None else ()
        self._pictures.draw(
            found[0] if found else None, None, ratio=self.devicePixelRatioF()
        )
