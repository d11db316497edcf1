"""A queue whose documents get time-stamps from an authority that takes its time."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.bench.measuring import Figure, at_most
from tests.engine.longterm.archive import Archive
from tests.engine.longterm.stamped_queue import stamped_queue
from tests.services import running_services
from tests.tokens.key_files import PASSWORD
from ttedesktop.batch.job import Fate
from ttedesktop.batch.run import WITH_SERVICES, BatchRun
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.network.rules import NetworkRules, Proxy, ProxyKind
from ttedesktop.tokens.key_files.pkcs12 import KeyFile
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.pin import Pin
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession

_DOCUMENTS: Final = 100
_DELAY: Final = 0.2
"""Seconds an authority takes for a time-stamp."""
_TOKEN: Final = 0.1
"""Seconds a token takes for a signature."""
_RULES: Final = NetworkRules(proxy=Proxy(ProxyKind.NONE), local_hosts=("127.0.0.1",))


@dataclass
class SlowSession:
    """A true session that takes as long as a token; what it takes is added up."""

    session: TokenSession
    spent: float = 0.0
    pause: threading.Event = field(default_factory=threading.Event)

    def sign(
        self,
        certificate: TokenCertificate,
        data: bytes,
        *,
        digest_algorithm: str = "sha256",
        scheme: Scheme = Scheme.PKCS1,
    ) -> bytes:
        begun = time.perf_counter()
        self.pause.wait(_TOKEN)
        made = self.session.sign(
            certificate, data, digest_algorithm=digest_algorithm, scheme=scheme
        )
        self.spent += time.perf_counter() - begun
        return made


def figures(folder: Path) -> Iterator[Figure]:
    """Yield how long a queue takes beside token and authority, one after another."""
    with running_services() as services, Renderer() as renderer, Validator() as judge:
        services.delay = _DELAY
        path = folder / "siti.p12"
        path.write_bytes(services.key_file())
        key_file = KeyFile(str(path))
        (token,) = key_file.tokens()
        with key_file.open_session(token, Pin(PASSWORD)) as session:
            (certificate,) = key_file.certificates(token)
            archive = Archive(
                services, renderer, judge, certificate, session, rules=_RULES
            )
            slow = SlowSession(session)
            elapsed = _signed(archive, slow, folder)
        key_file.close()
        stamps = sum(one.path == "/tsa" for one in services.asked)
    waited = stamps * _DELAY
    yield at_most(
        f"{_DOCUMENTS} documents with a time-stamp each, against the longer of token"
        " time and authority time",
        round(elapsed / max(slow.spent, waited), 2),
        "x",
        1.2,
    )
    yield Figure(
        "of the time for which authority and token were waited for, one after another",
        round(100 * elapsed / (slow.spent + waited)),
        "%",
    )


def _signed(archive: Archive, session: SlowSession, folder: Path) -> float:
    """Sign the queue and return the seconds that took."""
    plan, workplace = stamped_queue(
        archive, folder, _DOCUMENTS, under_way=WITH_SERVICES
    )
    begun = time.perf_counter()
    outcomes = BatchRun(plan, workplace).run(session, plan.jobs)
    elapsed = time.perf_counter() - begun
    assert all(one.fate is Fate.SIGNED for one in outcomes)
    return elapsed
