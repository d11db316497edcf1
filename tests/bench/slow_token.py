"""A batch with a token that takes its time: how much of the batch is the token's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.bench.measuring import Figure, seconds
from tests.tokens.fault_module import build
from ttedesktop.ceremony import Ceremony
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import SigningRequest
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.comparisons import Bench

DOCUMENTS = 10
SIGNATURE = 700
"""Milliseconds of the token for each."""


def figures(made: Bench) -> Iterator[Figure]:
    wall = _seconds_of_a_batch(made)
    of_token = DOCUMENTS * SIGNATURE / 1e3
    yield Figure(
        f"of a batch is the token's, {SIGNATURE} ms a signature",
        round(100 * of_token / wall, 1),
        "%",
        "98 % at least",
    )
    yield Figure(
        "  a document takes beside the token",
        round((wall - of_token) / DOCUMENTS * 1e3, 1),
        "ms",
    )


def _seconds_of_a_batch(made: Bench) -> float:
    folder = made.folder / "slow"
    folder.mkdir()
    fault = build(folder)
    os.environ.update(fault.environment)
    fault.does(f"slow {SIGNATURE}")
    module = Module(fault.module)
    try:
        (seen,) = module.look()
        request = SigningRequest(
            made.renderer.open(made.letter()), seen.certificates[0]
        )
        ceremony = Ceremony(
            renderer=made.renderer, validator=made.validator, trust_store=made.store
        )
        ceremony.prepare(request)
        with module.open_session(seen.token, Pin(made.demonstration.pin)) as session:

            def sign_all() -> None:
                for _ in range(DOCUMENTS):
                    ceremony.sign(request, session, Destination(folder=folder))

            return seconds(sign_all)
    finally:
        module.close()
