"""Validation reports as files: PDF, HTML without scripts or links, JSON, a table."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.output_errors import ReportNotWritten
from ttedesktop.language import current_language
from ttedesktop.validation.report import ValidationReport, to_json
from ttedesktop.validation.reporting.csv_report import csv_report
from ttedesktop.validation.reporting.explanation import explain
from ttedesktop.validation.reporting.pdf_report import pdf_report
from ttedesktop.validation.reporting.report_rows import (
    closing,
    file_rows,
    signature_rows,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ttedesktop.validation.report import SignatureReport
    from ttedesktop.validation.reporting.explanation import (
        Explanation,
        SignatureExplanation,
    )
    from ttedesktop.validation.reporting.report_rows import Row

_STYLE: Final = """
body{font:14px/1.5 Inter,"Segoe UI",Arial,sans-serif;color:#161a24;margin:40px auto;
max-width:720px}h1{font-size:20px}h2{font-size:16px;margin-top:32px}
.verdict{border:1px solid;border-radius:12px;padding:16px 20px;margin-bottom:16px}
.verdict strong{font-size:18px}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:6px 8px;border-top:1px solid #dde1ea}
th{width:34%;font-weight:600}td{overflow-wrap:anywhere}
.ok{background:#e4f3ea;border-color:#a7d6bc}.warn{background:#fcf0da;border-color:#e7c78d}
.bad{background:#fbe7e5;border-color:#edb4ae}.none{background:#eceef3;border-color:#cdd2dd}
@media print{body{margin:0}}
"""


def write_report(path: Path, reports: Sequence[ValidationReport]) -> None:
    """Write a report about all files, in the format that its name ends with.

    That is .pdf, .json, .csv, or HTML. Raises ReportNotWritten.
    """
    write = _FORMATS.get(path.suffix.lower(), _html)
    try:
        path.write_bytes(write(reports))
    except OSError:
        raise ReportNotWritten(path.name) from None


def html_report(reports: Sequence[ValidationReport]) -> str:
    """Return one HTML page, UTF-8, about all files, in the language in use."""
    body = "\n".join(_file(report) for report in reports)
    heading = escape(title())
    return (
        f'<!doctype html>\n<html lang="{current_language().value}">\n<head>'
        f'<meta charset="utf-8"><title>{heading}</title><style>{_STYLE}</style>'
        f"</head>\n<body>\n<h1>{heading}</h1>\n{body}\n<p>{escape(closing())}</p>\n"
        "</body>\n</html>\n"
    )


def _html(reports: Sequence[ValidationReport]) -> bytes:
    return html_report(reports).encode()


def _json(reports: Sequence[ValidationReport]) -> bytes:
    told = [to_json(report) for report in reports]
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _csv(reports: Sequence[ValidationReport]) -> bytes:
    # The mark at the beginning tells Excel that it is UTF-8.
    return csv_report(reports).encode("utf-8-sig")


_FORMATS: Final[dict[str, Callable[[Sequence[ValidationReport]], bytes]]] = {
    ".pdf": pdf_report,
    ".json": _json,
    ".csv": _csv,
}


def _file(report: ValidationReport) -> str:
    told = explain(report)
    pairs = zip(report.signatures, told.signatures, strict=True)
    return "\n".join(
        (
            f"<h2>{escape(report.file)}</h2>",
            _verdict(told),
            _table(file_rows(report)),
            *(_signature(one, words) for one, words in pairs),
        )
    )


def _verdict(told: Explanation) -> str:
    return (
        f'<div class="verdict {told.tone}"><strong>{escape(told.word)}</strong><br>'
        f"{escape(told.sentence)}</div>"
    )


def _signature(one: SignatureReport, told: SignatureExplanation) -> str:
    return (
        f"<h2>{escape(told.heading)}</h2>"
        f"<p><strong>{escape(told.word)}.</strong> {escape(told.sentence)}</p>"
        f"{_table(signature_rows(one, told))}"
    )


def _table(rows: Iterable[Row]) -> str:
    cells = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in rows
    )
    return f"<table>{cells}</table>" if cells else ""
