"""A validation report in sentences: the verdict first, then four answers.

The four questions are those of BSSN's own summary: is the document unchanged, who
signed and is that trusted, when, and does it hold for the long term.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.moments import day, moment
from ttedesktop.validation.note_words import CAUSES, NOTES
from ttedesktop.validation.report import (
    Changes,
    Integrity,
    Revocation,
    SignatureKind,
    Trust,
    Verdict,
)

if TYPE_CHECKING:
    from ttedesktop.validation.report import SignatureReport, ValidationReport

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
class Answer:
    """The answer to one of the four questions."""

    question: str
    answer: str
    explanation: str
    tone: str
    """ok, warn, bad or none."""


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
    answers: tuple[Answer, ...]
    """Of the signature that decided."""


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
        answers=() if decisive is None else signatures[decisive].answers,
    )


def explain_signature(one: SignatureReport) -> SignatureExplanation:
    """Return the words for one signature."""
    return SignatureExplanation(
        heading=signer_name(one),
        word=_(VERDICT_WORDS[one.verdict]),
        sentence=_cause(one),
        tone=TONES[one.verdict],
        answers=(_authenticity(one), _identity(one), _time(one), _long_term(one)),
        notes=tuple(_(NOTES[code]) for code in one.notes if code in NOTES),
    )


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
            number=decisive + 1, name=signer_name(one), cause=_cause(one)
        )
    return _cause(one)


def _cause(one: SignatureReport) -> str:
    if one.verdict is Verdict.VALID:
        return _(
            "Dokumen tidak berubah sejak ditandatangani, dan penanda tangannya "
            "tepercaya."
        )
    for code in one.notes:
        if code in CAUSES:
            return _(CAUSES[code])
    return _("Tanda tangan ini tidak dapat diperiksa.")


def _authenticity(one: SignatureReport) -> Answer:
    question = _("Keaslian")
    if one.integrity is Integrity.BROKEN:
        return Answer(
            question,
            _("Dokumen telah berubah"),
            _("Isi atau tanda tangannya tidak cocok lagi."),
            "bad",
        )
    if one.verdict is Verdict.INVALID and one.trust is not Trust.UNTRUSTED:
        return Answer(
            question,
            _("Dokumen telah berubah"),
            _("Ada perubahan yang tidak diizinkan setelah ditandatangani."),
            "bad",
        )
    if one.changes_after in {Changes.FORM_FILLING, Changes.ANNOTATIONS, Changes.OTHER}:
        return Answer(
            question,
            _("Ada penambahan setelah tanda tangan ini"),
            _("Isi yang ditandatangani tetap ada di dalam berkas."),
            "warn",
        )
    return Answer(
        question,
        _("Dokumen tidak berubah"),
        _("Isinya sama dengan saat ditandatangani."),
        "ok",
    )


def _identity(one: SignatureReport) -> Answer:
    question = _("Identitas")
    match one.trust:
        case Trust.UNTRUSTED:
            return Answer(
                question,
                _("Rantai sertifikat palsu"),
                _("Nama penerbitnya ditiru, tetapi kuncinya bukan milik penerbit itu."),
                "bad",
            )
        case Trust.UNKNOWN:
            issuer = one.signer.issuer if one.signer else "–"
            return Answer(
                question,
                _("Penerbit tidak dikenal"),
                _("Sertifikat diterbitkan oleh “{issuer}”.").format(issuer=issuer),
                "warn",
            )
        case Trust.TRUSTED | Trust.LEGACY:
            return _known_identity(question, one)


def _known_identity(question: str, one: SignatureReport) -> Answer:
    under = _("Sertifikat di bawah {anchor}.").format(anchor=one.trust_anchor)
    if one.revocation is Revocation.REVOKED and one.verdict is Verdict.INVALID:
        answer = _("Sertifikat dicabut sebelum menandatangani")
        return Answer(question, answer, under, "bad")
    if one.verdict is Verdict.INDETERMINATE:
        answer = _("Sertifikat tidak dapat dipastikan")
        return Answer(question, answer, _cause(one), "warn")
    if one.trust is Trust.LEGACY:
        return Answer(question, _("Tepercaya (BSrE lama)"), under, "ok")
    if one.revocation is Revocation.UNKNOWN:
        words = _("{under} Pencabutan tidak dapat diperiksa tanpa jaringan.")
        return Answer(question, _("Tepercaya"), words.format(under=under), "ok")
    return Answer(question, _("Tepercaya"), under, "ok")


def _time(one: SignatureReport) -> Answer:
    question = _("Waktu")
    if one.trusted_time is not None:
        return Answer(
            question,
            moment(one.trusted_time),
            _("Menurut cap waktu, bukan jam komputer."),
            "ok",
        )
    if "time_stamp_broken" in one.notes:
        return Answer(
            question,
            _("Cap waktu rusak"),
            _("Waktunya tidak dapat dibuktikan."),
            "bad",
        )
    if one.claimed_time is None:
        return Answer(
            question,
            _("Tidak tercantum"),
            _("Waktunya tidak dapat dibuktikan."),
            "warn",
        )
    return Answer(
        question,
        moment(one.claimed_time),
        _("Menurut komputer penanda tangan, tanpa cap waktu."),
        "none",
    )


def _long_term(one: SignatureReport) -> Answer:
    question = _("Jangka panjang")
    if one.level in {"B-LT", "B-LTA"}:
        return Answer(
            question,
            _("Disiapkan"),
            _("Bukti untuk pemeriksaan kelak tersimpan di dalam berkas."),
            "ok",
        )
    until = day(one.signer.not_after) if one.signer else "–"
    words = _("Sertifikat berlaku sampai {day}.")
    if one.kind is SignatureKind.TIMESTAMP:
        words = _("Sertifikat cap waktu berlaku sampai {day}.")
    return Answer(question, _("Belum disiapkan"), words.format(day=until), "none")
