"""Shows from whom a certificate comes: root, authority between, signer."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.errors.output_errors import ReportNotWritten
from ttedesktop.language import _
from ttedesktop.moments import day
from ttedesktop.validation.report import Trust
from ttedesktop.validation.reporting.explanation import signer_name
from ttedesktop.validation.reporting.report_rows import in_groups
from ui.controls.buttons import Button, ToolButton
from ui.controls.dialog import Dialog
from ui.controls.error_dialog import show_error
from ui.controls.labels import breakable, disc, frame, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.validation.certificate_facts import CertificateFacts
    from ttedesktop.validation.report import SignatureReport


class ChainDialog(Dialog):
    """The chain of the signer, and that of the time-stamp below it."""

    guide_topic = ("putusan", "empat-jawaban")

    def __init__(self, parent: QWidget, one: SignatureReport) -> None:
        super().__init__(parent, width=620)
        self.add_heading(
            "certificate", "accent", _("Rantai sertifikat"), signer_name(one)
        )
        self._add_chain(one.certificates, one)
        if one.stamp_certificates and one.stamp_certificates != one.certificates:
            self.body.addWidget(label(_("Cap waktu"), role="label"))
            self._add_chain(one.stamp_certificates, None)
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self.set_default(close)

    def _add_chain(
        self, chain: Sequence[CertificateFacts], one: SignatureReport | None
    ) -> None:
        """Show a chain from its root down, each certificate a step further in."""
        if not chain:
            words = _("Sertifikat penanda tangannya tidak ada di dalam berkas.")
            self.body.addWidget(label(words, role="helper", wrap=True))
        is_anchored = one is None or one.trust in {Trust.TRUSTED, Trust.LEGACY}
        last = (
            _("Otoritas cap waktu") if one is None else _("Sertifikat penanda tangan")
        )
        for depth, facts in enumerate(reversed(chain)):
            place = _role(depth, is_anchored=is_anchored)
            if depth == len(chain) - 1:
                place = (last, "clock" if one is None else "person", "accent")
            step = QHBoxLayout()
            step.setContentsMargins(20 * depth, 0, 0, 0)
            step.addWidget(_CertificateCard(facts, place))
            self.body.addLayout(step)


class _CertificateCard(QWidget):
    """Closed: place in the chain, name and life. Open: everything it says."""

    def __init__(self, facts: CertificateFacts, place: tuple[str, str, str]) -> None:
        super().__init__()
        words, icon, tone = place
        card = frame("card")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 8, 10)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(label(words, role="caption", wrap=True))
        said.addWidget(label(facts.name, role="strong", wrap=True))
        said.addWidget(label(_life(facts), role="caption", wrap=True))
        unfold = ToolButton("chevron_down", _("Buka rincian"), checkable=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(disc(icon, tone, size=32), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        head.addWidget(unfold, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        body = _body(facts)
        body.hide()
        column.addWidget(body)

        def toggle(is_open: bool) -> None:  # noqa: FBT001 - a Qt slot
            body.setVisible(is_open)
            unfold.set_icon("chevron_up" if is_open else "chevron_down")

        unfold.toggled.connect(toggle)
        self.setAccessibleName(f"{words}. {facts.name}. {_life(facts)}")


def _role(depth: int, *, is_anchored: bool) -> tuple[str, str, str]:
    """Return the place of an authority in words, its icon and its tone."""
    if depth:
        return _("CA perantara"), "people", "none"
    if is_anchored:
        return _("Sertifikat induk yang tepercaya"), "shield_checkmark", "ok"
    return _("Penerbit yang tidak dikenal di komputer ini"), "shield_question", "warn"


def _life(facts: CertificateFacts) -> str:
    words = _("Berlaku {begin} sampai {end}.").format(
        begin=day(facts.not_before), end=day(facts.not_after)
    )
    if facts.not_after < datetime.now(UTC):
        return _("{life} Kini sudah kedaluwarsa.").format(life=words)
    return words


def _body(facts: CertificateFacts) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(44, 8, 8, 4)
    column.setSpacing(8)
    for name, value in _rows(facts):
        pair = QVBoxLayout()
        pair.setSpacing(1)
        pair.addWidget(label(name, role="caption"))
        said = label(breakable(value), wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        pair.addWidget(said)
        column.addLayout(pair)
    save = Button(_("Simpan sertifikat…"), kind="link")
    save.clicked.connect(partial(_save, made, facts))
    column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
    return made


def _rows(facts: CertificateFacts) -> Iterator[tuple[str, str]]:
    yield _("Pemilik"), ", ".join(facts.subject)
    yield _("Penerbit"), facts.issuer
    yield _("Nomor seri"), in_groups(facts.serial)
    yield _("Sidik jari (SHA-256)"), in_groups(facts.sha256)
    yield _("Kunci"), facts.key
    yield _("Ditandatangani dengan"), facts.signed_with
    if facts.usages:
        yield _("Kegunaan kunci"), ", ".join(facts.usages)
    if facts.purposes:
        yield _("Tujuan"), ", ".join(facts.purposes)
    if facts.policies:
        yield _("Kebijakan sertifikat"), ", ".join(facts.policies)


def _save(parent: QWidget, facts: CertificateFacts) -> None:
    kept = "".join(one if one.isalnum() else "-" for one in facts.name)[:60]
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Simpan sertifikat"), f"{kept or 'sertifikat'}.cer"
    )
    if chosen:
        try:
            Path(chosen).write_bytes(facts.der)
        except OSError:
            show_error(parent, ReportNotWritten(Path(chosen).name))
