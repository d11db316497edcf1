"""Rows for certificates: what one is called, how long it lives, and its fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import _
from ttedesktop.validation.reporting.report_rows import in_groups
from ui.checking.anchor_words import (
    certificate_digest,
    certificate_life,
    certificate_name,
)
from ui.controls.settings_rows import RowWords, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def certificate_row(der: bytes, control: QWidget) -> QWidget:
    """Return the row of a certificate, with what may be done about it."""
    digest = _("SHA-256 {digest}").format(digest=in_groups(certificate_digest(der)))
    sentence = f"{certificate_life(der)}\n{digest}"
    return row(RowWords("certificate", certificate_name(der), sentence), control)
