"""The four answers about a signature: authenticity, identity, time, the long term.

Each verdict has one decisive cause, and only the question it belongs to is answered
by it: a document that was changed may well have been signed by a trusted person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.moments import day, moment
from ttedesktop.validation.report import (
    Changes,
    Integrity,
    Revocation,
    SignatureKind,
    Trust,
    Verdict,
)
from ttedesktop.validation.reporting.note_words import CAUSES

if TYPE_CHECKING:
    from ttedesktop.validation.report import SignatureReport

_CHANGED: Final = mark("Dokumen telah berubah")
_DAMAGED: Final = mark("Tanda tangan rusak")
FORBIDDEN: Final = {
    "hash_failure": _CHANGED,
    "sig_crypto_failure": _DAMAGED,
    "format_failure": _DAMAGED,
    "byte_range_wrong": _DAMAGED,
    "covers_too_little": mark("Isi dokumen tidak terjamin"),
    "bytes_after_end": _CHANGED,
    "forbidden_changes": _CHANGED,
    "looks_different": _CHANGED,
    "field_misspelt": _CHANGED,
    "document_repaired": mark("Berkas rusak"),
    "signature_removed": mark("Tanda tangan telah dihapus"),
}
"""Causes that answer the first question, with the answer if they make it invalid."""
UNDECIDED: Final = frozenset(
    (
        "bytes_after_end",
        "document_repaired",
        "changes_not_judged",
        "writing_hidden",
        "look_not_compared",
        "tolerant_reading",
        "algorithm_unknown",
        "signer_missing",
        "signature_replaced",
        "signature_unattached",
        "too_many_signatures",
    )
)
"""Causes that leave the first question open."""
ABOUT_TIME: Final = {
    "time_stamp_untrusted": mark("Penerbit cap waktu tidak dikenal"),
    "time_stamp_revoked": mark("Sertifikat cap waktu dicabut"),
    "time_stamp_not_for_it": mark("Sertifikat bukan untuk cap waktu"),
    "time_stamp_weak": mark("Algoritma cap waktu lemah"),
    "time_stamp_expired": mark("Cap waktu kedaluwarsa"),
    "time_stamp_forged": mark("Cap waktu palsu"),
    "time_stamp_broken": mark("Cap waktu rusak"),
}
"""Causes and notes that belong to the third question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one of the four questions."""

    question: str
    answer: str
    explanation: str
    tone: str
    """ok, warn, bad or none."""


def answers_about(one: SignatureReport) -> tuple[Answer, ...]:
    """Return the four answers; none of them contradicts the verdict."""
    return (_authenticity(one), _identity(one), _time(one), _long_term(one))


def cause_of(one: SignatureReport) -> str:
    """Return the sentence that names why the verdict is what it is."""
    if one.verdict is Verdict.VALID:
        return _(
            "Dokumen tidak berubah sejak ditandatangani, dan penanda tangannya "
            "tepercaya."
        )
    cause = CAUSES.get(_decisive(one))
    unknown = _("Tanda tangan ini tidak dapat diperiksa.")
    return unknown if cause is None else _(cause)


def _decisive(one: SignatureReport) -> str:
    return one.notes[0] if one.notes else ""


def _authenticity(one: SignatureReport) -> Answer:
    question, code = _("Keaslian"), _decisive(one)
    if one.verdict is Verdict.INVALID and code in FORBIDDEN:
        return Answer(question, _(FORBIDDEN[code]), cause_of(one), "bad")
    if one.verdict is Verdict.INDETERMINATE and code in UNDECIDED:
        answer = _("Tidak dapat dipastikan")
        return Answer(question, answer, cause_of(one), "warn")
    if one.changes_after in {Changes.FORM_FILLING, Changes.ANNOTATIONS}:
        return Answer(
            question,
            _("Ada penambahan setelah tanda tangan ini"),
            _("Isi yang ditandatangani tetap ada di dalam berkas."),
            "warn",
        )
    same = _("Isinya sama dengan saat ditandatangani.")
    if one.changes_after in {Changes.SIGNATURES, Changes.LTV}:
        same = _("Sesudahnya hanya ditambahkan tanda tangan atau bukti pemeriksaan.")
    return Answer(question, _("Dokumen tidak berubah"), same, "ok")


def _identity(one: SignatureReport) -> Answer:
    question, code = _("Identitas"), _decisive(one)
    if one.integrity is Integrity.BROKEN:
        return Answer(
            question,
            _("Tidak terbukti"),
            _("Tanda tangan yang rusak tidak membuktikan siapa pun."),
            "bad" if one.verdict is Verdict.INVALID else "warn",
        )
    if one.trust in {Trust.UNTRUSTED, Trust.UNKNOWN}:
        return _untrusted(question, one)
    if code == "revoked_before":
        answer = _("Sertifikat dicabut sebelum menandatangani")
        return Answer(question, answer, _under(one), "bad")
    if one.verdict is Verdict.INDETERMINATE and not _is_of_another_question(code):
        answer = _("Sertifikat tidak dapat dipastikan")
        return Answer(question, answer, cause_of(one), "warn")
    return _trusted(question, one)


def _untrusted(question: str, one: SignatureReport) -> Answer:
    if one.trust is Trust.UNTRUSTED:
        return Answer(
            question,
            _("Rantai sertifikat palsu"),
            _("Nama penerbitnya ditiru, tetapi kuncinya bukan milik penerbit itu."),
            "bad",
        )
    issuer = one.signer.issuer if one.signer else "–"
    words = _("Sertifikat diterbitkan oleh “{issuer}”.").format(issuer=issuer)
    return Answer(question, _("Penerbit tidak dikenal"), words, "warn")


def _is_of_another_question(code: str) -> bool:
    return code in UNDECIDED or code in ABOUT_TIME


def _trusted(question: str, one: SignatureReport) -> Answer:
    under = _under(one)
    if one.trust is Trust.LEGACY:
        return Answer(question, _("Tepercaya (BSrE lama)"), under, "ok")
    if one.revocation is Revocation.UNKNOWN:
        words = _("{under} Pencabutan tidak dapat diperiksa tanpa jaringan.")
        return Answer(question, _("Tepercaya"), words.format(under=under), "ok")
    return Answer(question, _("Tepercaya"), under, "ok")


def _under(one: SignatureReport) -> str:
    return _("Sertifikat di bawah {anchor}.").format(anchor=one.trust_anchor)


def _time(one: SignatureReport) -> Answer:
    question, unproven = _("Waktu"), _("Waktunya tidak dapat dibuktikan.")
    for code, answer in ABOUT_TIME.items():
        if code in one.notes:
            words = cause_of(one) if code == _decisive(one) else unproven
            return Answer(question, _(answer), words, "warn")
    if one.trusted_time is not None:
        words = _("Menurut cap waktu, bukan jam komputer.")
        return Answer(question, moment(one.trusted_time), words, "ok")
    if one.claimed_time is None:
        return Answer(question, _("Tidak tercantum"), unproven, "warn")
    words = _("Menurut komputer penanda tangan, tanpa cap waktu.")
    return Answer(question, moment(one.claimed_time), words, "none")


def _long_term(one: SignatureReport) -> Answer:
    question = _("Jangka panjang")
    if one.level in {"B-LT", "B-LTA"} and one.verdict is not Verdict.INVALID:
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
