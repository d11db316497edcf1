"""What the validation tests share: authorities, and a judge that reads bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.engine.validation.authorities import Authorities, new_authorities
from ttedesktop.validation.validator import validate

if TYPE_CHECKING:
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.validation.report import ValidationReport


class Judge(Protocol):
    """Validates a document given as bytes; trusts their root if not told."""

    def __call__(
        self, content: bytes, *, password: str = "", **options: Any
    ) -> ValidationReport: ...


@pytest.fixture(scope="session")
def authorities() -> Authorities:
    return new_authorities()


@pytest.fixture
def judge(renderer: Renderer, authorities: Authorities) -> Judge:
    def judged(
        content: bytes, *, password: str = "", **options: Any
    ) -> ValidationReport:
        document = renderer.open_bytes(Path("surat.pdf"), content, password=password)
        trust_store = options.pop("store", authorities.store)
        return validate(document, trust_store, **options)

    return judged
