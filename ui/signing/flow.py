"""The act of signing in the window: checked, asked for the PIN, signed, opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.errors import document_errors, errors, token_errors
from ttedesktop.errors.errors import Cancelled
from ttedesktop.language import _, n_
from ttedesktop.level_words import NAMES as LEVEL_NAMES
from ttedesktop.signing.request import (
    Certification,
    PadesLevel,
    Placement,
    SignedDocument,
    SigningRequest,
)
from ttedesktop.signing.stamp_pictures import pictures_in_words
from ttedesktop.tokens.session import TokenSession
from ui.controls.error_dialog import show_error
from ui.controls.progress_cover import ProgressCover
from ui.placing.place_card import page_in_words
from ui.signing.confirmation import SigningConfirmation
from ui.signing.pin_dialog import PinOccasion
from ui.signing.unlocking import Unlocking, is_login_lost

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.output import Destination
    from ttedesktop.signing.specimen import Occasion, Specimen
    from ttedesktop.signing.stamp_drawer import StampDrawer
    from ttedesktop.specimens.footer import Footer
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.slot import Token
    from ui.program.parts import Parts

_AGAIN = (
    token_errors.TokenStoppedAnswering,
    token_errors.TokenRemoved,
    token_errors.TokenRefused,
    token_errors.PinWrongLength,
)
_Outcome = tuple[SignedDocument, TokenSession]


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """What a person wants signed, and how."""

    document: Document
    certificate: TokenCertificate
    placement: Placement | None
    anchor: PdfRect | None
    """The text that the signature covers."""
    field_name: str
    """The prepared field to sign; empty makes a new one."""
    specimen: Specimen
    occasion: Occasion
    footer: Footer
    certification: Certification | None
    destination: Destination
    level: PadesLevel = PadesLevel.B_B
    picture_pages: tuple[int, ...] = ()
    """Indexes of pages that show the stamp as a picture."""


class SigningFlow(QObject):
    """One signature after another; never two at once."""

    signed = Signal(object)
    """The ``SignedDocument``, written and validated."""
    busy_changed = Signal(bool)
    reopening_wanted = Signal()
    """The document is not on the disk any more as it was opened."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._cover = ProgressCover(window)
        self._order: SigningOrder | None = None
        self._request: SigningRequest | None = None
        self._used_kept = False
        self._unlocking = Unlocking(parts, window, self._cover, self._occasion)
        self._unlocking.opened.connect(self._sign)
        self._unlocking.given_up.connect(self._end)
        self._unlocking.refused.connect(self._failed)

    @property
    def is_busy(self) -> bool:
        """Whether a signature is under way."""
        return self._order is not None

    def begin(self, order: SigningOrder) -> None:
        """Check everything that can be known beforehand, then ask for the PIN."""
        if self.is_busy:
            return
        self._order = order
        self.busy_changed.emit(self.is_busy)
        self._cover.show_step(_("Memeriksa dokumen…"), order.document.name)

        def prepare() -> SigningRequest:
            # What signs may have to be loaded, if the token came a moment ago.
            ceremony = self._parts.ceremony()
            request = _request_of(order, self._parts.stamps)
            ceremony.prepare(request)
            return request

        self._parts.background.run(
            prepare, to=self, on_success=self._prepared, on_failure=self._failed
        )

    def _prepared(self, request: SigningRequest) -> None:
        self._request = request
        token = self._parts.tokens.current(request.certificate.token)
        kept = self._parts.kept.take(token)
        if kept is None:
            self._unlocking.ask(token)
        else:
            self._confirm(token, kept)

    def _confirm(self, token: Token, kept: TokenSession) -> None:
        """Ask once more, since no PIN is asked."""
        order = self._order
        if order is None:
            return
        self._cover.hide()
        if SigningConfirmation(self._window, _occasion(order, token)).ask():
            self._used_kept = True
            self._sign(kept)
            return
        self._unlocking.keep(kept)
        self._end()

    def _occasion(
        self, token: Token, failure: errors.TteError | None
    ) -> PinOccasion | None:
        order = self._order
        return None if order is None else _occasion(order, token, failure)

    def _sign(self, session: TokenSession) -> None:
        request, order = self._request, self._order
        if request is None or order is None:
            return
        self._cover.show_step(
            _("Menandatangani…"), _("Jangan lepas token sampai selesai.")
        )
        ceremony, keeps = self._parts.ceremony(), self._unlocking.keeps
        self._unlocking.take(request.certificate.token, session)

        def work() -> _Outcome | None:
            try:
                with session.unless_well(keeps=keeps):
                    return ceremony.sign(request, session, order.destination), session
            except Cancelled:
                return None

        self._parts.background.run(
            work, to=self, on_success=self._succeeded, on_failure=self._failed
        )

    def _succeeded(self, outcome: _Outcome | None) -> None:
        request = self._request
        self._end()
        if outcome is None:
            return
        signed, session = outcome
        if request is not None:
            from ttedesktop.batch.registering import entry_for

            self._parts.note_signed(entry_for(request, signed))
        self._unlocking.keep(session)
        self.signed.emit(signed)

    def _failed(self, error: errors.TteError) -> None:
        request = self._request
        is_lost = self._used_kept and is_login_lost(error)
        if request is not None and (is_lost or self._unlocking.may_ask_again(error)):
            # A session that was lost while nobody used it costs a PIN, no dialog.
            self._used_kept = False
            failure = None if is_lost else error
            self._unlocking.ask_after(request.certificate.token, failure)
            return
        self._cover.hide()
        order, was_prepared = self._order, request is not None
        self._end()
        self._parts.tokens.look_now()
        chosen = show_error(self._window, error, way_forward=_way_forward(error))
        if not chosen:
            return
        if isinstance(error, document_errors.DocumentChangedOnDisk):
            self.reopening_wanted.emit()
        elif order is not None and was_prepared:
            self.begin(order)

    def _end(self) -> None:
        self._cover.hide()
        self._order = self._request = None
        self._used_kept = False
        self.busy_changed.emit(self.is_busy)


def _request_of(order: SigningOrder, stamps: StampDrawer) -> SigningRequest:
    document, placement = order.document, order.placement
    stamp = b""
    if placement is not None:
        text = order.specimen.text_for(
            order.certificate, document, occasion=order.occasion
        )
        stamp = stamps.draw_for(text, placement, document.pages)
    return SigningRequest(
        document=document,
        certificate=order.certificate,
        placement=placement,
        anchor=order.anchor if placement is not None else None,
        stamp_pdf=stamp,
        field_name=order.field_name,
        picture_pages=order.picture_pages,
        reason=order.occasion.reason,
        location=order.occasion.location,
        footer=order.footer,
        certification=order.certification,
        level=order.level,
    )


def _occasion(
    order: SigningOrder,
    token: Token,
    failure: errors.TteError | None = None,
) -> PinOccasion:
    return PinOccasion(
        token=token,
        document=order.document.name,
        signer=order.certificate.name,
        saved_as=_saved_as(order),
        pages=_pages_of(order.document),
        place=_place_of(order),
        level=_level_of(order),
        failure=failure,
    )


def _pages_of(document: Document) -> str:
    count = len(document.pages)
    return n_("{count} halaman", "{count} halaman", count).format(count=count)


def _place_of(order: SigningOrder) -> str:
    if order.placement is None:
        return _("Tidak terlihat (paraf)")
    # It says on which page, too; both would push the PIN out of a low window.
    where = pictures_in_words(order.placement, order.picture_pages) or page_in_words(
        order.placement, order.document.pages
    )
    return _("Tempat Anda: {where}").format(where=where) if order.field_name else where


def _level_of(order: SigningOrder) -> str:
    level = _(LEVEL_NAMES[order.level])
    if order.certification is None:
        return level
    locks = {
        Certification.NO_CHANGES: _("tidak boleh diubah lagi"),
        Certification.FORM_FILLING: _("hanya isian dan tanda tangan"),
        Certification.ANNOTATIONS: _("isian, tanda tangan, dan catatan"),
    }
    return f"{level}; {locks[order.certification]}"


def _saved_as(order: SigningOrder) -> str:
    original: Path = order.document.path
    chosen = order.destination.first_choice(original)
    beside = chosen.parent == original.parent
    where = _("di folder yang sama") if beside else chosen.parent
    # A folder of its own line is not broken in the middle of its name.
    return f"{chosen.name}, {where}" if beside else f"{chosen.name}\n{where}"


def _way_forward(error: errors.TteError) -> str:
    if isinstance(error, document_errors.DocumentChangedOnDisk):
        return _("Buka kembali")
    return _("Coba lagi") if isinstance(error, _AGAIN) else ""
