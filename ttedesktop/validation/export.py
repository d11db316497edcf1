"""A validation report as a file that can be kept: HTML without scripts or links."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, current_language
from ttedesktop.validation.explanation import explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttedesktop.validation.explanation import Explanation, SignatureExplanation
    from ttedesktop.validation.report import ValidationReport

_STYLE: Final = """
body{font:14px/1.5 Inter,"Segoe UI",Arial,sans-serif;color:#161a24;margin:40px auto;
max-width:720px}h1{font-size:20px}h2{font-size:16px;margin-top:32px}
.verdict{border:1px solid;border-radius:12px;padding:16px 20px}
.verdict strong{font-size:18px}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:6px 8px;border-top:1px solid #dde1ea}
th{width:34%;font-weight:600}code{word-break:break-all}
.ok{background:#e4f3ea;border-color:#a7d6bc}.warn{background:#fcf0da;border-color:#e7c78d}
.bad{background:#fbe7e5;border-color:#edb4ae}.none{background:#eceef3;border-color:#cdd2dd}
@media print{body{margin:0}}
"""


def html_report(reports: Sequence[ValidationReport]) -> str:
    """Return one HTML page, UTF-8, about all files, in the language in use."""
    body = "\n".join(_file(report) for report in reports)
    title = escape(_("Laporan verifikasi tanda tangan elektronik"))
    return (
        f'<!doctype html>\n<html lang="{current_language().value}">\n<head>'
        f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body>\n<h1>{title}</h1>\n{body}\n<p>{escape(_closing())}</p>\n"
        "</body>\n</html>\n"
    )


def _file(report: ValidationReport) -> str:
    told = explain(report)
    return "\n".join(
        (
            f"<h2>{escape(report.file)}</h2>",
            _verdict(told),
            _table(_file_facts(report)),
            *(_signature(signature) for signature in told.signatures),
        )
    )


def _verdict(told: Explanation) -> str:
    return (
        f'<div class="verdict {told.tone}"><strong>{escape(told.word)}</strong><br>'
        f"{escape(told.sentence)}</div>"
    )


def _file_facts(report: ValidationReport) -> Iterable[tuple[str, str]]:
    if report.sha256:
        yield _("SHA-256 dokumen"), report.sha256
    if report.validated_at is not None:
        yield _("Diperiksa untuk waktu"), report.validated_at.isoformat(" ", "seconds")


def _signature(told: SignatureExplanation) -> str:
    answers = [
        (answer.question, f"{answer.answer}. {answer.explanation}")
        for answer in told.answers
    ]
    notes = [(_("Catatan"), note) for note in told.notes]
    return (
        f"<h2>{escape(told.heading)}</h2>{_verdict_line(told)}{_table(answers + notes)}"
    )


def _verdict_line(told: SignatureExplanation) -> str:
    return f"<p><strong>{escape(told.word)}.</strong> {escape(told.sentence)}</p>"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in rows
    )
    return f"<table>{cells}</table>" if cells else ""


def _closing() -> str:
    return _(
        "Laporan ini dibuat tanpa jaringan oleh TTE Desktop. Jabatan dan NIP pada "
        "spesimen bukan bagian dari sertifikat."
    )
