"""How ``ttedesktop sign`` calls what may follow a certification signature."""

from __future__ import annotations

from typing import Final

from ttedesktop.signing.request import Certification

CERTIFICATIONS: Final = {
    "no-changes": Certification.NO_CHANGES,
    "form-filling": Certification.FORM_FILLING,
    "annotations": Certification.ANNOTATIONS,
}
