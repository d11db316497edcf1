"""What is told of a file in pieces is what looking at all of it at once would tell."""

from __future__ import annotations

import hashlib

import pytest

from ttedesktop.document.rendering.marks import Marks, marks_of

MARK = b"/ByteRange"
PIECE = 1 << 20


@pytest.mark.parametrize("shift", range(-11, 3))
@pytest.mark.parametrize("mark", [MARK, MARK[:-1]])
def test_mark_is_seen_across_two_pieces_as_well(mark: bytes, shift: int) -> None:
    content = (b" " * (PIECE + shift) + mark).ljust(PIECE + PIECE // 2)

    digest = hashlib.sha256(content).hexdigest()
    assert marks_of(content) == Marks(digest, MARK in content)


@pytest.mark.parametrize("content", [b"", MARK, b"/Byte" + b" " * PIECE + b"Range"])
def test_short_files_and_torn_marks(content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    assert marks_of(content) == Marks(digest, MARK in content)
