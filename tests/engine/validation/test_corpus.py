"""Every file of the shared corpus gets the verdict that it deserves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.errors import TteError
from ttedesktop.validation.report import ValidationReport, Verdict
from ttedesktop.validation.reporting.explanation import explain
from ttedesktop.validation.trust.trust_store import TrustStore, read_certificates
from ttedesktop.validation.validator_process import (
    DEADLINE,
    SHORT_DEADLINE,
    Validator,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).parents[3] / ".." / "shared" / "corpus"
HOSTILE = (
    sorted((CORPUS / "hostile").iterdir()) if (CORPUS / "hostile").is_dir() else []
)
PARTS = 3
DESERVED = {
    "valid_integrity": {Verdict.VALID, Verdict.VALID_WITH_NOTES},
    "modified_after": {Verdict.INVALID},
    "broken": {Verdict.INVALID},
    "indeterminate": {Verdict.INDETERMINATE},
    "invalid_cert": {Verdict.INVALID},
    "unsigned": {Verdict.UNSIGNED},
    "malformed": {Verdict.UNREADABLE, Verdict.INVALID, Verdict.INDETERMINATE},
}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.is_dir(), reason="the shared corpus is not beside this repository"
    ),
]


@dataclass(frozen=True)
class Parts:
    """The children that a document passes through."""

    renderer: Renderer
    validator: Validator

    def judge(
        self, path: Path, store: TrustStore, password: str = ""
    ) -> ValidationReport:
        """Return the report, or what the command line makes of a refusal to open."""
        try:
            document = self.renderer.open(path, password=password)
        except TteError as error:
            return ValidationReport(path.name, Verdict.UNREADABLE, error=error.code())
        report = self.validator.validate(document, store)
        self.renderer.forget(document)
        return report


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    with Renderer() as renderer, Validator() as validator:
        yield Parts(renderer, validator)


def entries() -> list[dict[str, Any]]:
    listed = CORPUS / "expected.jsonl"
    if not listed.exists():
        return []
    return [json.loads(line) for line in listed.read_text().splitlines()]


@pytest.mark.parametrize("entry", entries(), ids=lambda one: str(one["file"]))
def test_file_gets_the_verdict_it_deserves(parts: Parts, entry: dict[str, Any]) -> None:
    # given a document, and the trust that belongs to it
    roots = [
        der
        for name in entry.get("trust_roots") or ()
        for der in read_certificates(CORPUS / "trust" / name)
    ]
    store = TrustStore.pinned().with_certificates(roots)

    # when
    report = parts.judge(CORPUS / entry["file"], store, entry.get("password") or "")

    # then
    accepted = {entry["expected"], *(entry.get("accept") or ())}
    deserved = {verdict for one in accepted for verdict in DESERVED[one]}
    if not roots and "valid_integrity" in accepted:
        deserved.add(Verdict.INDETERMINATE)
    assert report.verdict in deserved, (report.verdict, report.error, report.notes)
    assert explain(report).sentence
    if report.signatures:
        assert len(report.signatures) == entry["n_signatures"]


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_files_are_spoken_of_in_words(parts: Parts, part: int) -> None:
    # given files made to hang, exhaust or crash a reader
    files = HOSTILE[part::PARTS]

    # when each passes through the children, which end at their deadlines
    reports = [parts.judge(path, TrustStore.pinned()) for path in files]

    # then something true is said of each
    assert DEADLINE + SHORT_DEADLINE < 10
    for path, report in zip(files, reports, strict=True):
        assert report.verdict not in DESERVED["valid_integrity"], path.name
        assert explain(report).sentence, path.name
        assert report.error or report.verdict is not Verdict.UNREADABLE, path.name
