"""A prepared signature field as it is told to others; read by ``existing_field``.

Apart from the reading, so that the window can speak of fields before it loads the
engine that signs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.signing.request import Certification, Placement


class Demand(Enum):
    """What a field may demand; the values are the facts of ``FieldDemandsOther``."""

    CERTIFICATE = "certificate"
    TIME_STAMP = "time_stamp"
    REASON = "reason"
    """One of those that the field names."""
    NO_REASON = "no_reason"
    CERTIFICATION = "certification"
    """A certification of another kind, or at all."""
    APPROVAL = "approval"
    """A signature that certifies nothing."""
    DIGEST = "digest"
    FORMAT = "format"
    REVOCATION = "revocation"
    """Adobe's revocation data within the signature."""
    APPEARANCE = "appearance"
    OTHER = "other"
    """A signature handler, a legal statement or a version not known here."""


@dataclass(frozen=True, slots=True)
class SeedValues:
    """What a field wants of its signature, as far as a person can choose it."""

    reasons: tuple[str, ...] = ()
    """Reasons that the field offers."""
    is_reason_demanded: bool = False
    """Whether it must be one of them; with none offered, there must be no reason."""
    is_kind_demanded: bool = False
    """Whether ``certification`` is demanded, and not free."""
    certification: Certification | None = None
    subject: str = ""
    """Common name that the certificate has to bear; empty if any may sign."""

    def fits(self, reason: str) -> bool:
        """Whether a reason may stand in the signature."""
        if not self.is_reason_demanded:
            return True
        return reason in self.reasons if self.reasons else not reason


@dataclass(frozen=True, slots=True)
class ExistingField:
    """A signature field of a document."""

    name: str
    """Fully qualified (ISO 32000-2, 12.7.4.2)."""
    is_signed: bool
    placement: Placement | None
    """None if it shows nothing."""
    who: str = ""
    """For whom it is, as its user name says (``/TU``, table 226); displayable."""
    wants: SeedValues = field(default_factory=SeedValues)
    """What may be chosen for its signature; all of it is looked at when signing."""


def is_meant_for(prepared: ExistingField, names: Iterable[str]) -> bool:
    """Whether a field was prepared for somebody with one of these names.

    A name is the certificate's or a position; titles around it, capitals and
    punctuation make no difference, half a name does.
    """
    who = _words(prepared.who)
    return any(_contains(who, _words(name)) for name in names if _words(name))


def _contains(whole: list[str], part: list[str]) -> bool:
    starts = range(len(whole) - len(part) + 1)
    return any(whole[start : start + len(part)] == part for start in starts)


def _words(name: str) -> list[str]:
    kept = "".join(sign if sign.isalnum() else " " for sign in name.casefold())
    return kept.split()
