"""The memory that pictures lie in: no picture is written over while somebody has it."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

from ttedesktop.document.rendering.pixel_pool import Lease, PixelPool, mapped
from ttedesktop.document.rendering.renderer import Renderer

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PLACE = 64 << 10


def test_what_is_drawn_on_one_side_is_seen_on_the_other() -> None:
    pool = PixelPool(4 * PLACE)
    lease = pool.lease(100)
    assert lease is not None

    with mapped(pool.argument) as other:
        other[lease.offset : lease.offset + 100] = bytes(range(100))

    assert bytes(lease.pixels) == bytes(range(100))
    pool.close()


def test_places_never_overlap_and_come_back() -> None:
    pool = PixelPool(64 * PLACE)
    order = random.Random(7)  # noqa: S311 - a seeded order, no secret
    held: list[Lease] = []
    lease: Lease | None = None
    for _turn in range(2000):
        if held and order.random() < 0.5:
            del held[order.randrange(len(held))]
        if (lease := pool.lease(order.randrange(1, 6 * PLACE))) is not None:
            held.append(lease)
        ends = sorted((one.offset, one.offset + len(one.pixels)) for one in held)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends))
    held.clear()
    del lease

    whole = pool.lease(64 * PLACE)

    assert whole is not None, "all that was given back is one place again"
    pool.close()


def test_there_is_no_place_where_there_is_no_room() -> None:
    pool = PixelPool(2 * PLACE)
    first = pool.lease(PLACE + 1)

    assert first is not None
    assert pool.lease(1) is None
    pool.close()


def test_pictures_outlive_the_pool() -> None:
    pool = PixelPool(PLACE)
    lease = pool.lease(10)
    assert lease is not None
    lease.pixels[:] = b"0123456789"

    pool.trim()
    pool.close()
    del pool

    assert bytes(lease.pixels) == b"0123456789"


def test_pictures_are_sent_where_no_memory_can_be_shared(
    letter_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_file: int, _size: int) -> None:
        raise OSError

    monkeypatch.setattr(
        "ttedesktop.document.rendering.pixel_pool.os.ftruncate", refused
    )
    with Renderer() as renderer:
        picture = renderer.render(renderer.open(letter_path), 0, scale=1)

    assert picture.lease is None
    assert len(picture.pixels) == picture.width * picture.height * 4
