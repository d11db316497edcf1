"""What is known of a signature as rows of a name and a value, shown and kept alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark
from ttedesktop.moments import day, moment
from ttedesktop.validation.report import Revocation, RevocationSource, SignatureKind
from ttedesktop.validation.reporting.addition_words import additions_in_words
from ttedesktop.validation.trust.trust_store import TrustStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.validation.report import SignatureReport, Signer, ValidationReport
    from ttedesktop.validation.reporting.explanation import SignatureExplanation

Row = tuple[str, str]
_REVOCATION_SOURCES: Final = {
    RevocationSource.NONE: mark("Tidak ada."),
    RevocationSource.SIGNATURE: mark("Di dalam tanda tangan, dibuat {moment}."),
    RevocationSource.STORE: mark("Di dalam berkas (DSS), dibuat {moment}."),
    RevocationSource.IMPORTED: mark("Diimpor ke komputer ini, dibuat {moment}."),
}


def title() -> str:
    """Return the title of a report."""
    return _("Laporan verifikasi tanda tangan elektronik")


def closing() -> str:
    """Return the sentence below a report."""
    made = _("Laporan ini dibuat tanpa jaringan oleh TTE Desktop.")
    return f"{made} {own_statement()}"


def file_rows(report: ValidationReport) -> Iterator[Row]:
    """Yield what identifies the file, and the moment it was judged for."""
    if report.sha256:
        yield _("SHA-256 dokumen"), report.sha256
    if report.validated_at is not None:
        yield _("Diperiksa untuk waktu"), moment(report.validated_at)
    if report.signatures:
        yield _("Jumlah tanda tangan"), str(len(report.signatures))


def signature_rows(one: SignatureReport, told: SignatureExplanation) -> Iterator[Row]:
    """Yield the answers, notes and facts of one signature."""
    for answer in told.answers:
        yield answer.question, f"{answer.answer}. {answer.explanation}"
    for note in told.notes:
        yield _("Catatan"), note
    yield _("Letak"), _place(one)
    yield from fact_rows(one)
    yield "ETSI EN 319 102-1", " ".join((one.indication.value, one.sub_indication))


def fact_rows(one: SignatureReport) -> Iterator[Row]:
    """Yield the facts of one signature, for whoever wants to know them all."""
    if one.changed_pages:
        pages = ", ".join(str(page + 1) for page in one.changed_pages)
        yield _("Halaman yang berubah"), pages
    added = "; ".join(additions_in_words(one))
    if added:
        yield _("Ditambahkan sesudahnya"), added
    if one.reason:
        yield _("Alasan"), one.reason
    if one.location:
        yield _("Lokasi"), one.location
    if one.claimed_time is not None:
        yield _("Waktu menurut komputernya"), moment(one.claimed_time)
    if one.signer is not None:
        yield from _signer_rows(one.signer)
    yield from _trust_rows(one)
    yield from _revocation_rows(one)
    yield _("Tingkat"), f"PAdES {one.level}" if one.level != "other" else _("Lain")
    if one.made_with:
        yield _("Dibuat dengan"), one.made_with
    yield _("Kolom"), one.field


def in_groups(digits: str) -> str:
    """Return hexadecimal digits in groups of four, as they are read aloud."""
    shown = digits.upper()
    return " ".join(shown[n : n + 4] for n in range(0, len(shown), 4))


def own_statement() -> str:
    """Return the sentence that keeps the stamp from being taken for the certificate."""
    return _(
        "Jabatan dan NIP pada spesimen bukan bagian dari sertifikat, melainkan "
        "pernyataan penanda tangan sendiri."
    )


def _place(one: SignatureReport) -> str:
    if one.kind is SignatureKind.TIMESTAMP:
        return _("Cap waktu dokumen")
    if one.page is None:
        return _("Tidak terlihat")
    return _("Halaman {page}").format(page=one.page + 1)


def _signer_rows(signer: Signer) -> Iterator[Row]:
    if signer.organisation:
        yield _("Instansi"), signer.organisation
    yield _("Penerbit"), signer.issuer
    span = _("{begin} sampai {end}")
    yield (
        _("Berlaku"),
        span.format(begin=day(signer.not_before), end=day(signer.not_after)),
    )
    yield _("Nomor seri"), in_groups(signer.serial)
    yield _("Sidik jari (SHA-256)"), in_groups(signer.sha256)


def _trust_rows(one: SignatureReport) -> Iterator[Row]:
    if one.chain:
        yield _("Rantai sertifikat"), " ‹ ".join(one.chain)
    if not one.trust_anchor_sha256:
        return
    yield _("Jangkar kepercayaan"), one.trust_anchor
    yield _("Sidik jari jangkar"), in_groups(one.trust_anchor_sha256)
    yield _("Asal jangkar"), _provenance(one.trust_anchor_sha256)


def _revocation_rows(one: SignatureReport) -> Iterator[Row]:
    words = _REVOCATION_SOURCES[one.revocation_source]
    if one.revocation is Revocation.UNKNOWN or one.revocation_told_at is None:
        yield _("Data pencabutan"), _("Tidak ada.")
        return
    told = _(words).format(moment=moment(one.revocation_told_at))
    yield _("Data pencabutan"), told


def _provenance(sha256: str) -> str:
    for anchor in TrustStore.pinned().anchors:
        if anchor.sha256 == sha256:
            return _("Bawaan aplikasi, dikenali dari sidik jarinya.")
    return _("Ditambahkan oleh pengguna komputer ini atau untuk pemeriksaan ini.")
