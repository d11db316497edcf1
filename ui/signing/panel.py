"""The panel beside an unsigned document: who signs, how, where, and the button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _
from ui.contents.heed_list import HeedList
from ui.controls.buttons import Button
from ui.controls.labels import frame, label
from ui.controls.scroll_area import ScrollArea
from ui.placing.place_card import PlaceCard
from ui.signing.certificate_card import CertificateCard
from ui.signing.details import SigningDetails
from ui.signing.letter_number import LetterNumber
from ui.signing.level_choice import LevelChoice
from ui.specimens.tiles import SpecimenTiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from ttedesktop.document.findings.finding import Finding
    from ttedesktop.signing.prepared_field import SeedValues
    from ttedesktop.signing.request import Certification
    from ttedesktop.specimens.design import SpecimenDesign
    from ttedesktop.tokens.certificate import TokenCertificate

WIDTH: Final = 360


@dataclass(frozen=True, slots=True)
class SigningChoices:
    """What a person chose in the panel."""

    is_visible: bool
    reason: str
    location: str
    number: str
    """Of the official document, where the specimen has a place for it."""
    certification: Certification | None


class SigningPanel(QWidget):
    """Asks for all that a signature needs, and for consent; decides nothing."""

    certificate_change_requested = Signal()
    profile_edit_requested = Signal()
    visibility_changed = Signal(bool)
    specimen_chosen = Signal(str)
    """Key of a specimen."""
    sign_requested = Signal()
    session_end_requested = Signal()
    """The person wants to be asked for the PIN again."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        is_visible: bool,
        reason: str,
        location: str,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("signing-panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "panel")
        self._certificate: TokenCertificate | None = None
        self._must_be_read = False
        self._card = CertificateCard()
        self._card.change_requested.connect(self.certificate_change_requested)
        self._tiles = SpecimenTiles(is_visible=is_visible)
        self._tiles.visibility_changed.connect(self._visibility_chosen)
        self._tiles.chosen.connect(self.specimen_chosen)
        self.letter_number = LetterNumber()
        """Of the official document, where the specimen has a place for it."""
        self._scroll = ScrollArea()
        self.place = PlaceCard()
        """Where the signature goes."""
        self.place.unfolded.connect(self._bring_into_view)
        self.details = SigningDetails(reason=reason, location=location)
        """Reason, location, and what may follow."""
        self.level = LevelChoice()
        """How long the signature is to last."""
        self._heed = HeedList()
        self._heed.changed.connect(self._heed_changed)
        self._consent = QCheckBox(
            _("Saya telah membaca dan\nmenyetujui isi dokumen ini")
        )
        self._consent.toggled.connect(self.refresh)
        self._button = self._signing_button()
        self._session = self._session_row()
        self._lay_out()
        self.refresh()

    # --- what the window tells ---------------------------------------------

    def show_certificate(self, certificate: TokenCertificate | None) -> None:
        """Show who would sign; None if no token with a certificate is there."""
        self._certificate = certificate
        self._card.show_certificate(certificate)
        self.refresh()

    def obey(self, wants: SeedValues) -> None:
        """Offer what the field to be signed wants, and keep to what it demands."""
        self.details.obey(wants)
        self.refresh()

    def show_specimens(self, designs: Sequence[SpecimenDesign], key: str) -> None:
        """Offer the person's specimens, the one of that key as the one in use."""
        self._tiles.show_designs(designs, key)
        used = next((one for one in designs if one.key == key), None)
        self.letter_number.ask(asked="nomor" in used.fields if used else False)

    def show_specimen(self, key: str, picture: QImage) -> None:
        """Show a miniature of a stamp as it will be drawn."""
        self._tiles.show_picture(key, picture)

    def show_hindrance(self, sentence: str) -> None:
        """Say why this document cannot be signed; empty if it can."""
        self._heed.show_hindrance(sentence)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what a signer should know about this document."""
        self._heed.show_findings(findings)

    def require_reading(self, *, required: bool) -> None:
        """Say whether pages remain that must be seen before signing."""
        self._must_be_read = required
        self.refresh()

    def start_over(self) -> None:
        """Take the consent back: each document needs its own."""
        self._consent.setChecked(False)
        self._heed.start_over()

    def show_session(self, *, is_open: bool) -> None:
        """Say whether the PIN will not be asked for."""
        self._session.setVisible(is_open)

    def set_busy(self, *, busy: bool) -> None:
        """Keep the panel from being used while a signature is made."""
        self.setEnabled(not busy)

    def press_button(self) -> None:
        """Press the button, or put the keyboard where something is missing."""
        seen = self._heed.seen
        if self._button.isEnabled():
            self._button.click()
        elif seen is not None and not seen.isChecked():
            seen.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(seen)
        else:
            self._consent.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_level(self) -> None:
        """Bring the level into view."""
        self._bring_into_view(self.level)

    def choose_invisible(self) -> None:
        """Choose a signature that shows nothing (paraf)."""
        self._tiles.choose_invisible()

    @property
    def tiles(self) -> SpecimenTiles:
        """The specimens that are offered."""
        return self._tiles

    @property
    def asks_for_number(self) -> bool:
        """Whether the number of the document is asked for."""
        return self.letter_number.is_asked

    @property
    def heed(self) -> HeedList:
        """What the person should know about the document."""
        return self._heed

    @property
    def consent(self) -> QCheckBox:
        """The box in which a person consents; empty for each document."""
        return self._consent

    # --- what the person chose -----------------------------------------------

    def choices(self) -> SigningChoices:
        """Return what was chosen."""
        return SigningChoices(
            is_visible=self._tiles.is_visible_chosen,
            reason=self.details.reason,
            location=self.details.location,
            number=self.letter_number.number,
            certification=self.details.certification,
        )

    @property
    def what_is_missing(self) -> str:
        """Why the button is off, as a sentence; empty if it is on."""
        certificate = self._certificate
        further = self.place.further.what_is_missing
        unplaced = self._tiles.is_visible_chosen and not self.place.has_placement
        reasons = (
            (bool(self._heed.hindrance), self._heed.hindrance),
            (certificate is None, _("Pasang token terlebih dahulu")),
            (
                certificate is not None and not certificate.can_sign,
                _("Sertifikat ini tidak dapat dipakai"),
            ),
            (
                unplaced and self.place.is_too_small,
                _("Kotak tanda tangannya terlalu kecil"),
            ),
            (unplaced, _("Letakkan kotak tanda tangan pada halaman")),
            (bool(further) and self._tiles.is_visible_chosen, further),
            (self._must_be_read, _("Baca sampai halaman terakhir")),
            (bool(self._heed.what_is_missing), self._heed.what_is_missing),
            (
                not self._consent.isChecked(),
                _("Centang persetujuan terlebih dahulu"),
            ),
        )
        return next((words for is_so, words in reasons if is_so), "")

    # --- inside ---------------------------------------------------------------

    def _visibility_chosen(self, visible: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.place.setVisible(visible)
        self.visibility_changed.emit(visible)
        self.refresh()

    def _bring_into_view(self, part: QWidget) -> None:
        # Only when the layout has made room for it does it stand anywhere.
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part))

    def _heed_changed(self) -> None:
        # A warning stands above all else: below the fold nobody would tick it.
        last = self._column.count() - 2
        place = last if self._heed.seen is None else 0
        if self._column.indexOf(self._heed) != place:
            self._column.removeWidget(self._heed)
            self._column.insertWidget(place, self._heed)
        self.refresh()

    def refresh(self) -> None:
        """Say whether the button can be pressed, and why not."""
        missing = self.what_is_missing
        self._button.setEnabled(not missing)
        self._button.setToolTip(missing)
        self._button.setAccessibleDescription(missing)

    def _lay_out(self) -> None:
        # From the outside in: what is put into a part that stands in the window already
        # finds its style once.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        content = QWidget()
        self._scroll.setWidget(content)
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._card)
        column.addLayout(self._specimen_heading())
        for part in (
            self._tiles,
            self.letter_number,
            self.place,
            self.level,
            self.details,
            self._heed,
        ):
            column.addWidget(part)
        column.addStretch(1)
        whole.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = frame("foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(20, 8, 20, 16)
        below.setSpacing(8)
        below.addWidget(self._consent)
        below.addWidget(self._button)
        below.addWidget(self._session)
        return foot

    def _signing_button(self) -> Button:
        made = Button(_("Tanda tangani"), kind="primary", icon="signature")
        made.setProperty("measure", "signing")
        made.setAutoDefault(False)
        made.clicked.connect(self.sign_requested)
        return made

    def _session_row(self) -> QWidget:
        end = Button(_("Akhiri"), kind="link")
        end.setToolTip(_("PIN akan ditanyakan kembali"))
        end.clicked.connect(self.session_end_requested)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = label(
            _("PIN masih berlaku, tidak ditanyakan lagi."), role="caption", wrap=True
        )
        row.addWidget(words, 1)
        row.addWidget(end)
        made.hide()
        return made

    def _specimen_heading(self) -> QHBoxLayout:
        edit = Button(_("Sunting"), kind="link")
        edit.clicked.connect(self.profile_edit_requested)
        row = QHBoxLayout()
        row.addWidget(label(_("Spesimen"), role="label"))
        row.addStretch(1)
        row.addWidget(edit)
        return row
