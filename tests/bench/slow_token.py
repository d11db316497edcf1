"""A token that takes its time: how much of a batch is the token's, and of a document.

In a batch the next document is prepared and the one before is verified while the token
signs; a document by itself is prepared, signed and verified one after the other.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.bench.batches import Batches
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
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession

IN_A_BATCH = 20
ALONE = 5
SIGNATURE = 700
"""Milliseconds of the token for each."""
SHARE = 98.0
"""Per cent of a batch that should be the token's."""


def figures(made: Bench) -> Iterator[Figure]:
    folder = made.folder / "slow"
    folder.mkdir()
    fault = build(folder)
    os.environ.update(fault.environment)
    fault.does(f"slow {SIGNATURE}")
    module = Module(fault.module)
    # All is loaded and started then, as it is in the window long before.
    Batches(made, 3).sign(made.session, made.certificate)
    try:
        (seen,) = module.look()
        certificate = seen.certificates[0]
        with module.open_session(seen.token, Pin(made.demonstration.pin)) as session:
            yield _of_a_batch(made, session, certificate)
            yield _alone(made, session, certificate)
    finally:
        module.close()


def _of_a_batch(
    made: Bench, session: TokenSession, certificate: TokenCertificate
) -> Figure:
    batches = Batches(made, IN_A_BATCH)
    wall = seconds(lambda: batches.sign(session, certificate))
    share = 100 * IN_A_BATCH * SIGNATURE / 1e3 / wall
    return Figure(
        f"of a batch of {IN_A_BATCH} is the token's, {SIGNATURE} ms a signature",
        round(share, 1),
        "%",
        f"{SHARE:g} % at least",
        share >= SHARE,
    )


def _alone(made: Bench, session: TokenSession, certificate: TokenCertificate) -> Figure:
    request = SigningRequest(made.renderer.open(made.letter()), certificate)
    ceremony = Ceremony(
        renderer=made.renderer, validator=made.validator, trust_store=made.store
    )
    ceremony.prepare(request)
    folder = made.folder / "alone"
    folder.mkdir()

    def sign_all() -> None:
        for _ in range(ALONE):
            ceremony.sign(request, session, Destination(folder=folder))

    beside = seconds(sign_all) - ALONE * SIGNATURE / 1e3
    return Figure(
        "  a document by itself takes beside the token",
        round(beside / ALONE * 1e3, 1),
        "ms",
    )
