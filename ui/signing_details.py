"""Reason, place, number and what may follow: what few people change."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit

from ttedesktop.language import _
from ttedesktop.signing.request import Certification
from ui.buttons import Fold
from ui.labels import label


class SigningDetails(Fold):
    """Reason, location and what may come after; folded away."""

    def __init__(self, *, reason: str, location: str) -> None:
        super().__init__(_("Alasan, lokasi, dan penguncian"))
        self._reason = QLineEdit(reason)
        self._location = QLineEdit(location)
        self._number = QLineEdit()
        self._after = QComboBox()
        self._after.addItem(_("Boleh ditambah tanda tangan lain"), None)
        self._after.addItem(
            _("Hanya isian dan tanda tangan"), Certification.FORM_FILLING
        )
        self._after.addItem(_("Tidak boleh diubah lagi"), Certification.NO_CHANGES)
        for words, field in (
            (_("Alasan"), self._reason),
            (_("Lokasi"), self._location),
            (_("Nomor naskah"), self._number),
            (_("Setelah ditandatangani"), self._after),
        ):
            field.setAccessibleName(words)
            heading = label(words, role="label")
            heading.setBuddy(field)
            self.content.addWidget(heading)
            self.content.addWidget(field)
            if field is self._number:
                self._number_heading = heading
        self.ask_number(asked=False)

    def ask_number(self, *, asked: bool) -> None:
        """Ask for the number only where the specimen has a place for it."""
        self.asks_for_number = asked
        self._number_heading.setVisible(asked)
        self._number.setVisible(asked)

    @property
    def number(self) -> str:
        """Of the official document."""
        return self._number.text().strip()

    @property
    def reason(self) -> str:
        """Why it is signed."""
        return self._reason.text().strip()

    @property
    def location(self) -> str:
        """Where it is signed."""
        return self._location.text().strip()

    @property
    def certification(self) -> Certification | None:
        """What may follow; None for a signature that approves."""
        chosen = self._after.currentData()
        return chosen if isinstance(chosen, Certification) else None
