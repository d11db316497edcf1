"""How long a certificate still serves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _
from ttedesktop.moments import day
from ttedesktop.tokens.certificate import Hindrance

if TYPE_CHECKING:
    from ttedesktop.tokens.certificate import TokenCertificate

SOON: Final = 30
"""Days before the end at which a person is told."""
_HINDRANCES: Final = (
    Hindrance.EXPIRED,
    Hindrance.NOT_YET_VALID,
    Hindrance.NOT_FOR_SIGNING,
    Hindrance.NO_PRIVATE_KEY,
    Hindrance.WEAK_KEY,
)


def days_left(certificate: TokenCertificate, *, now: datetime | None = None) -> int:
    """Return the whole days until the end; negative when it has passed."""
    return (certificate.not_after - (now or datetime.now(UTC))).days


def validity(certificate: TokenCertificate) -> tuple[str, str]:
    """Return a tone and a sentence about the validity of a certificate."""
    for hindrance in _HINDRANCES:
        if hindrance in certificate.hindrances:
            return "bad", hindrance_in_words(certificate, hindrance)
    left = days_left(certificate)
    if left < SOON:
        return "warn", _("Habis {days} hari lagi").format(days=left)
    words = _("Berlaku sampai {day} · {issuer}")
    until = words.format(day=day(certificate.not_after), issuer=certificate.issuer)
    if certificate.token.is_file:
        where = _("Kunci dalam berkas, bukan token")
        return "warn", f"{where} · {until}"
    return "ok", until


def hindrance_in_words(certificate: TokenCertificate, hindrance: Hindrance) -> str:
    """Return why a certificate cannot be used."""
    match hindrance:
        case Hindrance.EXPIRED:
            words = _("Kedaluwarsa sejak {day}")
            return words.format(day=day(certificate.not_after))
        case Hindrance.NOT_YET_VALID:
            words = _("Baru berlaku mulai {day}")
            return words.format(day=day(certificate.not_before))
        case Hindrance.NOT_FOR_SIGNING:
            return _("Diterbitkan bukan untuk tanda tangan")
        case Hindrance.NO_PRIVATE_KEY:
            return _("Kuncinya tidak ada di token ini")
        case Hindrance.WEAK_KEY:
            return _("Kuncinya terlalu lemah")
