"""Asks before an address of a document is opened outside the program."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QVBoxLayout

from ttedesktop.document.contents import LinkKind
from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ttedesktop.document.contents import PageLink

_MAIL: Final = "mailto"
_SCHEMES: Final = {"http", "https", _MAIL}
_BREAK: Final = "\u200b"
"""Lets a long address go on in the next line; it is seen nowhere."""


class LinkDialog(Dialog):
    """Names the whole address; what it cannot open it says so of."""

    guide_topic = ("membaca", "panel-samping")

    def __init__(
        self,
        parent: QWidget,
        written: str,
        address: QUrl | None,
        *,
        is_from_guide: bool = False,
    ) -> None:
        """``written`` is what stands there, ``address`` what may be opened of it."""
        super().__init__(parent, width=560)
        if address is None:
            self._refuse(written)
        else:
            self._ask_for(address, is_from_guide=is_from_guide)

    def _ask_for(self, address: QUrl, *, is_from_guide: bool) -> None:
        is_mail = address.scheme() == _MAIL
        self.add_heading(
            "globe",
            "accent",
            _("Tulis surel ke alamat ini?")
            if is_mail
            else _("Buka alamat di luar program?")
            if is_from_guide
            else _("Buka alamat di luar dokumen?"),
            _("Alamat ini ditulis di dalam panduan.")
            if is_from_guide
            else _("Alamat ini ditulis di dalam dokumen. Periksa dahulu tujuannya."),
        )
        self.body.addWidget(_inset(_with_host(address), _shown(address)))
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        open_it = Button(
            _("Buka program surel") if is_mail else _("Buka di peramban"),
            size="dialog",
        )
        open_it.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(open_it)
        self.set_default(cancel)

    def _refuse(self, written: str) -> None:
        self.add_heading(
            "info",
            "none",
            _("Tautan ini tidak dibuka"),
            _(
                "Program ini tidak membuka program atau berkas lain dari sebuah "
                "dokumen."
            ),
        )
        if written:
            self.body.addWidget(_inset(_breakable(written), written))
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self.set_default(close)


def web_address(link: PageLink) -> QUrl | None:
    """Return the address of a link to the web; None if it is not one to be opened."""
    return address_in(link.address) if link.kind is LinkKind.WEB else None


def address_in(written: str) -> QUrl | None:
    """Return the address that was written; None if it is not one to be opened."""
    address = QUrl(written, QUrl.ParsingMode.StrictMode)
    if not address.isValid() or address.scheme().lower() not in _SCHEMES:
        return None
    if address.scheme() == _MAIL:
        # What follows the address could have a mail program attach files.
        path = address.path(QUrl.ComponentFormattingOption.FullyEncoded)
        bare = QUrl(f"{_MAIL}:{path}")
        return bare if "@" in bare.path() else None
    return address if address.host() else None


def _shown(address: QUrl) -> str:
    # Letters of other scripts that look like Latin ones are shown as they are sent.
    return address.toString(QUrl.ComponentFormattingOption.FullyEncoded)


def _with_host(address: QUrl) -> str:
    """Return the address as rich text, with the host emphasised: it decides."""
    whole = _shown(address)
    host = address.host(QUrl.ComponentFormattingOption.FullyEncoded)
    if address.scheme() == _MAIL:
        host = address.path(QUrl.ComponentFormattingOption.FullyEncoded)
        host = host.rpartition("@")[2]
    # The host stands after what may be a name and password for it.
    start = whole.find(host, _behind_names(whole, address))
    if not host or start < 0:
        return _breakable(whole)
    before, after = whole[:start], whole[start + len(host) :]
    return f"{_breakable(before)}<b>{_breakable(host)}</b>{_breakable(after)}"


def _behind_names(whole: str, address: QUrl) -> int:
    authority = address.authority(QUrl.ComponentFormattingOption.FullyEncoded)
    start = max(0, whole.find(authority))
    names, at, _host = authority.rpartition("@")
    return start + len(names) + len(at)


def _breakable(words: str) -> str:
    return _BREAK.join(html.escape(character) for character in words)


def _inset(rich: str, plain: str) -> QWidget:
    inset = frame("inset")
    inside = QVBoxLayout(inset)
    inside.setContentsMargins(16, 12, 16, 12)
    words: QLabel = label("", role="body", wrap=True)
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setText(rich)
    words.setAccessibleName(plain)
    inside.addWidget(words)
    return inset
