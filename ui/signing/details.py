"""Reason, place and what may follow: what few people change."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit

from ttedesktop.language import _
from ttedesktop.signing.prepared_field import SeedValues
from ttedesktop.signing.request import Certification
from ui.controls.buttons import Fold
from ui.controls.labels import label


class SigningDetails(Fold):
    """Reason, location and what may come after; folded away."""

    def __init__(self, *, reason: str, location: str) -> None:
        super().__init__(_("Alasan, lokasi, dan penguncian"))
        self._reason = QLineEdit(reason)
        self._offered = QComboBox()
        """Reasons of a prepared field, in the place of a free one."""
        self._wants = SeedValues()
        self._location = QLineEdit(location)
        self._offered.activated.connect(lambda _index: self._show())
        self._after = QComboBox()
        self._after.addItem(_("Boleh ditambah tanda tangan lain"), None)
        self._after.addItem(
            _("Hanya isian dan tanda tangan"), Certification.FORM_FILLING
        )
        self._after.addItem(
            _("Isian, tanda tangan, dan catatan"), Certification.ANNOTATIONS
        )
        self._after.addItem(_("Tidak boleh diubah lagi"), Certification.NO_CHANGES)
        for words, field in (
            (_("Alasan"), self._reason),
            ("", self._offered),
            (_("Lokasi"), self._location),
            (_("Setelah ditandatangani"), self._after),
        ):
            field.setAccessibleName(words or _("Alasan"))
            heading = label(words, role="label")
            heading.setBuddy(field)
            self.content.addWidget(heading)
            # Shown before it stands in something, it would be a window itself.
            heading.setVisible(bool(words))
            self.content.addWidget(field)
        self._note = label("", role="caption", wrap=True)
        self.content.addWidget(self._note)
        self._is_first = True
        self._show()

    def obey(self, wants: SeedValues) -> None:
        """Offer what a prepared field wants, and keep to what it demands."""
        self._wants = wants
        self._offered.clear()
        if not wants.is_reason_demanded:
            self._offered.addItem(_("Alasan lain"), None)
        for reason in wants.reasons:
            self._offered.addItem(reason, reason)
        self._show()

    def be_first(self, *, is_first: bool) -> None:
        """Say whether nobody has signed yet: only the first signature certifies."""
        self._is_first = is_first
        self._show()

    def _show(self) -> None:
        wants = self._wants
        forbids_reason = wants.is_reason_demanded and not wants.reasons
        self._offered.setVisible(bool(wants.reasons))
        chosen = self._offered.currentData() if wants.reasons else None
        self._reason.setVisible(chosen is None and not forbids_reason)
        if wants.is_kind_demanded:
            self._after.setCurrentIndex(self._after.findData(wants.certification))
        elif not self._is_first:
            self._after.setCurrentIndex(0)
        self._after.setEnabled(self._is_first and not wants.is_kind_demanded)
        self._note.setText(self._why(forbids_reason=forbids_reason))
        self._note.setVisible(bool(self._note.text()))

    def _why(self, *, forbids_reason: bool) -> str:
        sentences = (
            (
                not self._is_first,
                _("Penguncian hanya dapat dipilih pada tanda tangan pertama."),
            ),
            (
                self._wants.is_kind_demanded,
                _("Penguncian ditentukan oleh tempat yang disiapkan."),
            ),
            (forbids_reason, _("Tempat yang disiapkan tidak mengizinkan alasan.")),
        )
        return " ".join(words for is_so, words in sentences if is_so)

    @property
    def reason(self) -> str:
        """Why it is signed."""
        wants = self._wants
        if wants.reasons and self._offered.currentData() is not None:
            return str(self._offered.currentData())
        if wants.is_reason_demanded:
            return ""
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
