"""Bytes that several processes read in one place, and that nobody can change."""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.snapshot import SHARED_FROM, Snapshot, stream_of
from ttedesktop.validation.trust.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux seals files in memory"
)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a letter with a form, and a comment that makes it worth sharing."""
    path = tmp_path / "besar.pdf"
    body, end = papers.with_field().rsplit(b"startxref", 1)
    comment = b"%" + b"x" * SHARED_FROM + b"\n"
    path.write_bytes(body + comment + b"startxref" + end)
    return path


def test_it_is_what_the_file_was(large: Path) -> None:
    content = large.read_bytes()

    with large.open("rb", buffering=0) as file:
        snapshot = Snapshot.of(file, len(content))
    large.write_bytes(b"")

    assert snapshot == content
    assert content == snapshot
    assert snapshot != content[:-1]
    assert b"%%EOF" in snapshot
    assert b"%%FOE" not in snapshot
    assert snapshot.startswith(b"%PDF-")
    with stream_of(snapshot) as stream:
        assert stream.read() == content


def test_nobody_can_change_it(large: Path) -> None:
    with large.open("rb", buffering=0) as file:
        snapshot = Snapshot.of(file, SHARED_FROM)

    with pytest.raises(PermissionError):
        os.pwrite(snapshot.descriptor, b"x", 0)
    with pytest.raises(PermissionError):
        os.ftruncate(snapshot.descriptor, 1)
    with pytest.raises(PermissionError):
        mmap.mmap(snapshot.descriptor, 0)
    with pytest.raises(TypeError):
        snapshot[0] = 0


def test_children_look_at_it_where_it_lies(large: Path) -> None:
    content = large.read_bytes()

    with Renderer(shares=True) as renderer, Validator() as validator:
        document = renderer.open(large)
        picture = renderer.render(document, 0, scale=0.2)
        fields = existing_fields(document)
        report = validator.validate(document, TrustStore.pinned())
        with Renderer() as other:
            usual = other.open_bytes(large, content)
            same = other.render(usual, 0, scale=0.2)
            seen = other.render(document, 0, scale=0.2)

    assert isinstance(document.content, Snapshot)
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document == usual
    assert bytes(picture.pixels) == bytes(same.pixels) == bytes(seen.pixels)
    assert [one.name for one in fields] == [one.name for one in existing_fields(usual)]
    assert fields
    assert report.sha256 == document.sha256
    assert not report.error
