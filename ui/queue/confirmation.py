"""Asks once, before the PIN, and names exactly which documents will be signed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.batch.naming import (
    ARCHIVE_FOLDER,
    SIGNED_FOLDER,
    OutputRule,
    moved_aside,
)
from ttedesktop.errors.batch_errors import PatternUnknown
from ttedesktop.language import _
from ui.controls import icons
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import frame, label
from ui.queue.tools import documents_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.queue.document import QueuedDocument

_ROWS: Final = 6
_ROW: Final = 26


class Whither(Enum):
    """Where the results go."""

    BESIDE = "beside"
    FOLDER = "folder"
    ASIDE = "aside"
    """Into a folder for what is signed, and the originals into an archive."""


@dataclass(frozen=True, slots=True)
class QueueOutput:
    """What a person chose for the results."""

    rule: OutputRule
    whither: Whither
    folder: str
    pattern: str


class QueueConfirmation(Dialog):
    """Lists the documents; a later addition to the queue is not among them."""

    guide_topic = ("antrean", "menandatangani")

    def __init__(
        self,
        parent: QWidget,
        documents: Sequence[QueuedDocument],
        certificate: TokenCertificate,
        *,
        output: QueueOutput,
        unread: int,
    ) -> None:
        super().__init__(parent, width=560)
        self._documents = documents
        self._folder = output.folder
        self._whither = output.whither
        title = _("Tanda tangani {documents}?").format(
            documents=documents_in_words(len(documents))
        )
        line = _("Sebagai {name}, {organisation}").format(
            name=certificate.name, organisation=certificate.organisation
        )
        self.add_heading("signature", "accent", title, line)
        self.body.addWidget(_listed(documents))
        for words, tone in _notices(len(documents), certificate, unread):
            self.body.addWidget(_notice(words, tone))
        self._where = QComboBox()
        self._pattern = QLineEdit(output.pattern)
        self._example = label("", role="caption", wrap=True)
        self._add_output()
        self._add_buttons(len(documents))
        self._show_example()

    @property
    def sign_button(self) -> Button:
        """The button that confirms."""
        return self._sign

    @property
    def pattern_field(self) -> QLineEdit:
        """The pattern of the names."""
        return self._pattern

    def ask_output(self) -> QueueOutput | None:
        """Show the dialog; where the results go, or None if nothing is to be signed."""
        accepted = self.ask()
        self.deleteLater()
        return self._output() if accepted else None

    def _add_output(self) -> None:
        self._where.setAccessibleName(_("Hasil disimpan"))
        for words, value in (
            (_("Di samping berkas asli"), Whither.BESIDE),
            (_("Di satu folder"), Whither.FOLDER),
            (_("Pisahkan hasil dan berkas asli"), Whither.ASIDE),
        ):
            self._where.addItem(words, value)
        self._where.setCurrentIndex(list(Whither).index(self._whither))
        self._where.activated.connect(lambda _index: self._chosen())
        self._pattern.setAccessibleName(_("Pola nama hasil"))
        self._pattern.textChanged.connect(lambda _words: self._show_example())
        row = QHBoxLayout()
        row.setSpacing(12)
        for words, field, stretch in (
            (_("Hasil disimpan"), self._where, 3),
            (_("Pola nama hasil"), self._pattern, 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(6)
            heading = label(words, role="label")
            heading.setBuddy(field)
            column.addWidget(heading)
            column.addWidget(field)
            row.addLayout(column, stretch)
        self.body.addLayout(row)
        self.body.addWidget(self._example)

    def _add_buttons(self, count: int) -> None:
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        words = _("Tanda tangani {documents}")
        self._sign = Button(
            words.format(documents=documents_in_words(count)),
            kind="primary",
            size="dialog",
        )
        self._sign.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self._sign)
        self.set_default(self._sign)

    def _chosen(self) -> None:
        wanted = self._where.currentData()
        if wanted is Whither.FOLDER or (wanted is Whither.ASIDE and not self._folder):
            start = self._folder or str(self._documents[0].path.parent)
            folder = QFileDialog.getExistingDirectory(
                self.window(), _("Pilih folder untuk hasil"), start
            )
            if folder:
                self._folder = folder
            elif not self._folder:
                wanted = self._whither
        self._whither = wanted
        self._where.setCurrentIndex(list(Whither).index(wanted))
        self._show_example()

    def _output(self) -> QueueOutput | None:
        pattern = self._pattern.text().strip() or "{nama}"
        folder = Path(self._folder) if self._folder else None
        try:
            if self._whither is Whither.ASIDE and folder is not None:
                rule = moved_aside(folder, pattern)
            elif self._whither is Whither.FOLDER and folder is not None:
                rule = OutputRule(folder=folder, pattern=pattern)
            else:
                rule = OutputRule(pattern=pattern)
        except PatternUnknown:
            return None
        return QueueOutput(rule, self._whither, self._folder, pattern)

    def _show_example(self) -> None:
        output = self._output()
        self._pattern.setProperty("wrong", "true" if output is None else "false")
        self._pattern.style().unpolish(self._pattern)
        self._pattern.style().polish(self._pattern)
        self._sign.setEnabled(output is not None)
        if output is None:
            words = _("Yang dikenal: {known}").format(
                known="{nama}, {nomor}, {tanggal}"
            )
            self._example.setText(words)
        else:
            self._example.setText(self._example_of(output))
        if self.isVisible():
            self.refit()

    def _example_of(self, output: QueueOutput) -> str:
        from datetime import datetime

        from ttedesktop.batch.job import Job

        one = self._documents[0]
        job = Job(1, one.path, one.below)
        day = datetime.now().astimezone().date()
        path = output.rule.destination_for(job, day=day).first_choice(one.path)
        where = str(path.parent)
        if output.whither is Whither.BESIDE:
            where = _("di folder yang sama")
        told = _("Misalnya {name}, {where}").format(name=path.name, where=where)
        if output.whither is Whither.ASIDE:
            moved = _("Berkas asli dipindahkan ke “{archive}”, hasil ke “{signed}”.")
            told += f"\n{moved.format(archive=ARCHIVE_FOLDER, signed=SIGNED_FOLDER)}"
        else:
            stay = _("Berkas asli tetap di tempatnya dan tidak berubah.")
            told += f"\n{stay}"
        return told


def _listed(documents: Sequence[QueuedDocument]) -> QListWidget:
    made = QListWidget()
    made.setProperty("kind", "inset-list")
    made.setAccessibleName(_("Dokumen yang ditandatangani"))
    made.setUniformItemSizes(True)
    for number, one in enumerate(documents, start=1):
        made.addItem(f"{number}.  {one.path.name}  ·  {one.place_words}")
    made.setFixedHeight(min(_ROWS, max(2, len(documents))) * _ROW + 12)
    return made


def _notices(
    count: int, certificate: TokenCertificate, unread: int
) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    if unread:
        words = _("{count} di antaranya belum Anda baca sampai halaman terakhir.")
        told.append((words.format(count=unread), "warn"))
    if certificate.always_asks_pin:
        words = _("Kunci ini meminta PIN untuk setiap dokumen: {count} kali.")
        told.append((words.format(count=count), "warn"))
    else:
        words = _("PIN dimasukkan satu kali untuk semuanya.")
        told.append((words, "none"))
    return told


def _notice(words: str, tone: str) -> QFrame:
    made = frame("notice")
    made.setProperty("tone", tone)
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(10)
    picture = label("")
    icon = "warning" if tone == "warn" else "info"
    picture.setPixmap(icons.pixmap(icon, size=20, colour=f"{tone}.fg"))
    row.addWidget(picture)
    row.addWidget(label(words, role="helper", wrap=True), 1)
    return made
