"""Beside the ladder: a report for whoever helps, and the drivers that are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
)
from typing_extensions import override

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from ttedesktop.tokens.diagnosis.facts import TokenFacts


class ReportCard(QFrame):
    """Copies or saves what was found, without names unless they are asked for."""

    copy_wanted = Signal()
    save_wanted = Signal()
    names_toggled = Signal(bool)

    def __init__(self, *, with_names: bool, is_ready: bool) -> None:
        super().__init__()
        column = _card_column(self)
        column.addWidget(label(_("Butuh bantuan?"), role="section"))
        words = _("Kirim laporan ini kepada pengelola token di kantor Anda.")
        column.addWidget(label(words, role="helper", wrap=True))
        self._promise = label("", role="helper", wrap=True)
        column.addWidget(self._promise)
        column.addSpacing(4)
        copy = Button(_("Salin laporan"), icon="copy")
        save = Button(_("Simpan sebagai berkas"), icon="save")
        for name, button, wish in (
            ("copy", copy, self.copy_wanted),
            ("save", save, self.save_wanted),
        ):
            button.setObjectName(name)
            button.setEnabled(is_ready)
            if not is_ready:
                button.setToolTip(_("Tunggu sampai pemeriksaan selesai."))
            button.clicked.connect(wish)
            column.addWidget(button)
        names = QCheckBox(_("Sertakan nama dan nomor seri"))
        names.setObjectName("names")
        names.setChecked(with_names)
        names.toggled.connect(self._promise_what)
        names.toggled.connect(self.names_toggled)
        column.addWidget(names)
        self._promise_what(with_names)

    def _promise_what(self, with_names: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._promise.setText(
            _("PIN tidak ikut disalin. Nama dan nomor seri ikut.")
            if with_names
            else _("PIN, nomor seri, dan nama Anda tidak ikut disalin.")
        )


class DriverCard(QFrame):
    """The drivers that are in use or were left alone, and a way to name another."""

    driver_wanted = Signal()

    def __init__(self, facts: TokenFacts, *, has_button: bool) -> None:
        super().__init__()
        column = _card_column(self)
        column.addWidget(label(_("Driver yang dikenal"), role="section"))
        rows = list(_drivers(facts))
        for path, words, tone in rows:
            row = QHBoxLayout()
            row.setSpacing(8)
            name = _ElidedName(Path(path).name)
            name.setToolTip(path)
            row.addWidget(name, 1)
            row.addWidget(label(words, role="caption", tone=tone))
            column.addLayout(row)
        if not rows:
            none = _("Belum ada driver token di komputer ini.")
            column.addWidget(label(none, role="helper", wrap=True))
        if has_button:
            choose = Button(_("Pilih driver lain…"), kind="link")
            choose.setObjectName("driver")
            choose.clicked.connect(self.driver_wanted)
            column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)


class _ElidedName(QLabel):
    """A file name that is shortened in its middle where the card is too narrow."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._name = name
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "label")
        self.setAccessibleName(name)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideMiddle, self.width()
        )
        self.setText(shown)


def _card_column(card: QFrame) -> QVBoxLayout:
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(8)
    return column


def _drivers(facts: TokenFacts) -> Iterator[tuple[str, str, str]]:
    """Yield path, words and tone of each driver, those that see a token first."""
    findings = facts.findings
    found = () if findings is None else findings.modules
    direct = {one.path for one in found if one.is_direct}
    seeing = {seen.token.module for seen in facts.survey.tokens}
    for path in facts.working_modules:
        words = _("Dipakai") if path in seeing else _("Terpasang")
        if path in direct:
            words = _("{state}, langsung").format(state=words)
        yield path, words, "ok" if path in seeing else "none"
    unusable = [*facts.module_errors, *(one.path for one in facts.unusable_files)]
    for path in unusable:
        yield path, _("Tidak dapat dimuat"), "bad"
