"""What it costs that a module runs in a process of its own, and not in this one."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pkcs11

from tests.bench.measuring import Figure, paired
from ttedesktop.tokens.mechanisms import KeyKind, Scheme, ways_to_sign
from ttedesktop.tokens.module import Module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.bench.comparisons import Bench

STARTS = 9
SIGNATURES = 300
DATA = b"naskah dinas"
# The interpreter is there already where a module is driven in process.
IN_PROCESS = """
import sys, time
start = time.perf_counter()
import pkcs11
for slot in pkcs11.lib(sys.argv[1]).get_slots(token_present=True):
    slot.get_token()
print(time.perf_counter() - start)
"""


def figures(made: Bench) -> Iterator[Figure]:
    yield from _starts(made.demonstration.module)
    yield from _signatures(made)


def _starts(module: str) -> Iterator[Figure]:
    pairs = [
        (_start_of_helper(module), _start_in_process(module)) for _ in range(STARTS)
    ]
    helper = statistics.median(one for one, _ in pairs)
    more = statistics.median(one - other for one, other in pairs)
    yield Figure(
        "start of the token helper to its first answer",
        round(helper * 1e3, 1),
        "ms",
    )
    yield Figure(
        "  more than the same module begun in process by python-pkcs11",
        round(more * 1e3, 1),
        "ms",
        "150 ms at most, once",
    )


def _start_of_helper(path: str) -> float:
    module, start = Module(path), time.perf_counter()
    module.tokens()
    taken = time.perf_counter() - start
    module.close()
    return taken


def _start_in_process(path: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", IN_PROCESS, path],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def _signatures(made: Bench) -> Iterator[Figure]:
    pairs = paired(
        lambda: made.session.sign(made.certificate, DATA),
        _signer_in_process(made),
        SIGNATURES,
    )
    helper = statistics.median(one for one, _ in pairs)
    more = statistics.median(one - other for one, other in pairs)
    yield Figure("a signature value by the helper", round(helper * 1e3, 3), "ms")
    yield Figure(
        "  more than the same signature in process by python-pkcs11",
        round(more * 1e3, 3),
        "ms",
        "0.5 ms at most",
    )


def _signer_in_process(made: Bench) -> Callable[[], bytes]:
    library = pkcs11.lib(made.demonstration.module)
    token = library.get_token(token_label=made.demonstration.token_label)
    session = token.open(user_pin=made.demonstration.pin)
    # Its type does not say that it can sign.
    key: Any = session.get_key(
        object_class=pkcs11.ObjectClass.PRIVATE_KEY, id=made.certificate.key_id
    )

    def sign() -> bytes:
        way = ways_to_sign(KeyKind.RSA, Scheme.PKCS1, "sha256", DATA)[0]
        return bytes(key.sign(way.data, mechanism=pkcs11.Mechanism(way.mechanism)))

    return sign
