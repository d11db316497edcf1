"""A validation report in sentences: the verdict first, then four answers.

The four questions are those of BSSN's own summary: is the document unchanged, who
signed and is that trusted, when, and does it hold for the long term.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.reporting.answers import Answer, answers_about, cause_of
from ttedesktop.validation.reporting.note_words import CAUSES, NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.validation.report import SignatureReport, ValidationReport

__all__ = [
    "TONES",
    "VERDICT_WORDS",
    "Answer",
    "Explanation",
    "SignatureExplanation",
    "explain",
    "explain_signature",
    "signer_name",
]

VERDICT_WORDS: Final = {
    Verdict.VALID: mark("SAH"),
    Verdict.VALID_WITH_NOTES: mark("SAH, DENGAN CATATAN"),
    Verdict.INDETERMINATE: mark("TIDAK DAPAT DIPASTIKAN"),
    Verdict.INVALID: mark("TIDAK SAH"),
    Verdict.UNSIGNED: mark("TIDAK ADA TTE"),
    Verdict.UNREADABLE: mark("TIDAK TERBACA"),
}
TONES: Final = {
    Verdict.VALID: "ok",
    Verdict.VALID_WITH_NOTES: "ok",
    Verdict.INDETERMINATE: "warn",
    Verdict.INVALID: "bad",
    Verdict.UNSIGNED: "none",
    Verdict.UNREADABLE: "bad",
}


@dataclass(frozen=True, slots=True)
class SignatureExplanation:
    """One signature in sentences."""

    heading: str
    """Who signed."""
    word: str
    sentence: str
    tone: str
    answers: tuple[Answer, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole file in sentences."""

    word: str
    sentence: str
    tone: str
    signatures: tuple[SignatureExplanation, ...]
    decisive: int | None = None
    """Place among the signatures of the one that decided, from 0."""
    has_changes: bool = False
    """Whether that one tells where the document was changed."""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers about the signature that decided."""
        return () if self.decisive is None else self.signatures[self.decisive].answers


def explain(report: ValidationReport) -> Explanation:
    """Return the words for a report, in the language in use."""
    signatures = tuple(explain_signature(one) for one in report.signatures)
    decisive = next(
        (n for n, one in enumerate(report.signatures) if one.verdict is report.verdict),
        None,
    )
    return Explanation(
        word=_(VERDICT_WORDS[report.verdict]),
        sentence=_sentence(report, decisive),
        tone=TONES[report.verdict],
        signatures=signatures,
        decisive=decisive,
        has_changes=decisive is not None and _is_changed(report.signatures[decisive]),
    )


def _is_changed(one: SignatureReport) -> bool:
    return bool(one.changed_pages or one.changed_places)


def explain_signature(one: SignatureReport) -> SignatureExplanation:
    """Return the words for one signature."""
    return SignatureExplanation(
        heading=signer_name(one),
        word=_(VERDICT_WORDS[one.verdict]),
        sentence=cause_of(one),
        tone=TONES[one.verdict],
        answers=answers_about(one),
        notes=tuple(_notes(one)),
    )


def _notes(one: SignatureReport) -> Iterator[str]:
    yield from (_(NOTES[code]) for code in one.notes if code in NOTES)
    passes = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
    if one.verdict in passes and one.strict_verdict is Verdict.INDETERMINATE:
        words = _("Menurut kebijakan ketat tidak dapat dipastikan: {cause}")
        yield words.format(cause=_(CAUSES.get(one.strict_note, "")))


def signer_name(one: SignatureReport) -> str:
    """Return who signed, as the certificate says."""
    return one.signer.name if one.signer else _("Penanda tangan tidak terbaca")


def _sentence(report: ValidationReport, decisive: int | None) -> str:
    if report.verdict is Verdict.UNSIGNED:
        return _(
            "Dokumen ini tidak memiliki tanda tangan elektronik. Gambar QR saja bukan "
            "tanda tangan."
        )
    if decisive is None:
        return _("Dokumen ini tidak dapat diperiksa. Jangan dipercaya begitu saja.")
    one = report.signatures[decisive]
    if len(report.signatures) > 1 and report.verdict is not Verdict.VALID:
        return _("Tanda tangan ke-{number} ({name}): {cause}").format(
            number=decisive + 1, name=signer_name(one), cause=cause_of(one)
        )
    return cause_of(one)
