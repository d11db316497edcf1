"""What is told of a file in one pass is what looking at all of it at once would tell."""

from __future__ import annotations

import hashlib
import random

import pytest

from ttedesktop.document.rendering.marks import Marks, marks_of

SIGNED, FORM, PACKED = b"/ByteRange", b"/AcroForm", b"/ObjStm"
PIECE = 1 << 20


@pytest.mark.parametrize("mark", [SIGNED, FORM, PACKED])
@pytest.mark.parametrize("shift", range(-11, 3))
def test_mark_across_two_pieces_is_seen(mark: bytes, shift: int) -> None:
    place = PIECE + shift
    content = (b" " * place + mark).ljust(2 * PIECE)

    marks = marks_of(content)

    assert marks == _at_once(content)
    assert marks.carries_signature is (mark == SIGNED)
    assert marks.may_carry_fields is (mark != SIGNED)


def test_all_marks_are_seen_in_any_order_and_number() -> None:
    rng = random.Random(20261130)
    for _ in range(40):
        parts = rng.choices((SIGNED, FORM, PACKED, b"/Byte", b"Range", b"/"), k=6)
        content = rng.choice((b"", b"%" * PIECE)).join(parts)
        assert marks_of(content) == _at_once(content), parts


def test_empty_file_has_no_marks() -> None:
    assert marks_of(b"") == _at_once(b"")


def _at_once(content: bytes) -> Marks:
    digest = hashlib.sha256(content).hexdigest()
    return Marks(digest, SIGNED in content, FORM in content or PACKED in content)
