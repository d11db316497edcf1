"""A token that misbehaves at random costs neither a document nor a try of the PIN.

``make faults`` does the same two hundred times.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.faults.batch import Batch, make_batch
from tests.faults.promises import Tally, require_kept
from tests.faults.sequences import Fault, Step, sequence_of
from tests.tokens.fault_module import build
from tests.tokens.workshop import one_official, open_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.office import Office

SEED = 0
EVENTFUL = (25, 27, 64, 78, 123, 190)
"""Numbers of sequences that together hold every kind of fault."""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="children are looked for in /proc"
)


@pytest.fixture(scope="module")
def batch(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Batch]:
    """Yield documents that are ready, with the fault module before the token.

    The token is alone in a SoftHSM of its own: that of other tests may have more.
    """
    fault = build(tmp_path_factory.mktemp("fault"))
    workshop = open_workshop(tmp_path_factory.mktemp("softhsm"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**workshop.environment, **fault.environment}.items():
            patch.setenv(name, value)
        alone = replace(office, workshop=workshop, authority=one_official(workshop))
        yield make_batch(alone, fault, tmp_path_factory.mktemp("surat"))


@pytest.mark.parametrize("number", EVENTFUL)
def test_whatever_the_token_does_every_promise_is_kept(
    batch: Batch, number: int
) -> None:
    require_kept(batch, sequence_of(SEED, number), Tally())


@pytest.mark.parametrize(
    "directive",
    [
        "fail C_Initialize 0x30",
        "fail C_GetAttributeValue 0x32",
        "fail C_GetAttributeValue 0x12",
    ],
)
def test_what_fails_at_the_first_look_is_seen_at_the_next(
    batch: Batch, directive: str
) -> None:
    require_kept(batch, (Fault((directive,), step=Step.LOOK),), Tally())
