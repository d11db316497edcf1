"""Which of the certificates that are there signs, unless a person chooses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.survey import Survey


def fitting_certificate(
    survey: Survey, *, wanted: TokenCertificate | None, last: str
) -> TokenCertificate | None:
    """Return the one wanted if it is there, else the one used last, else the first.

    ``last`` is a SHA-256. One that cannot sign is better than none: it says why.
    """
    there = survey.certificates()
    fitting = (
        [one for one in there if wanted is not None and one.sha256 == wanted.sha256]
        or [one for one in there if one.can_sign and one.sha256 == last]
        or [one for one in there if one.can_sign]
        or [one for one in there if one.is_signing_certificate]
    )
    return fitting[0] if fitting else None
