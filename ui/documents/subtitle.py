"""What stands in the header under the name of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import _, n_
from ttedesktop.validation.report import Verdict
from ui.pages.paper_names import paper_name

if TYPE_CHECKING:
    from ui.documents.document_page import DocumentPage


def facts_of(shown: DocumentPage) -> list[str]:
    """Return how many pages it has, on which paper, and how it stands with signatures.

    Nothing where no document is shown.
    """
    document, report = shown.document, shown.report
    if document is None:
        return []
    pages, seen = len(document.pages), shown.view.current_page
    facts = [
        n_("{count} halaman", "{count} halaman", pages).format(count=pages),
        paper_name(document.pages[min(seen, pages - 1)]),
    ]
    if report is not None and report.verdict is Verdict.UNSIGNED:
        facts.append(_("belum ada tanda tangan"))
    elif report is not None and report.signatures:
        count = len(report.signatures)
        words = n_("{count} tanda tangan", "{count} tanda tangan", count)
        facts.append(words.format(count=count))
    return facts
