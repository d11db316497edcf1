"""What the program promises, whatever a token does; each is asserted here."""

from __future__ import annotations

import hashlib
import itertools
import os
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.engine.signing.reading import signatures
from tests.faults.batch import IMPATIENT, Clerk, sha256_of
from ttedesktop.channel import WORKER_OPTION
from ttedesktop.messages import words_of
from ttedesktop.tokens.module import Module
from ttedesktop.validation.report import Coverage, Integrity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.batch import Batch
    from tests.faults.sequences import Sequence
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.certificate import TokenCertificate


@dataclass
class Tally:
    """What was met so far, to be told at the end."""

    sequences: int = 0
    signed: int = 0
    entries: int = 0
    cancellations: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    """What was the matter during a batch, by kind."""
    failures: Counter[str] = field(default_factory=Counter)
    """What the clerk was told, by the name of the error."""

    def take(self, clerk: Clerk) -> None:
        self.sequences += 1
        self.signed += len(clerk.signed)
        self.entries += clerk.entries
        self.cancellations += clerk.cancellations
        self.faults.update(fault.kind for fault in clerk.begun)
        self.failures.update(error.code() for error in clerk.failures)


def require_kept(batch: Batch, sequence: Sequence, tally: Tally) -> None:
    """Sign the batch while all that happens, and assert every promise."""
    batch.fault.does()
    batch.fault.forgets()
    with tempfile.TemporaryDirectory(prefix="hasil-") as folder:
        module = Module(batch.fault.module, deadlines=IMPATIENT)
        clerk = Clerk(batch, sequence, module, Path(folder))
        try:
            clerk.signs_all()
            tally.take(clerk)
            require_no_other_file(clerk)
            clerk.signs_when_all_is_well()
            require_no_other_file(clerk)
            require_whole_documents(clerk)
        finally:
            module.close()
    require_each_entry_used_once(clerk)
    for error in clerk.failures:
        require_words(error)
    # Other tests may keep helpers of other modules.
    left = [line for line in helpers() if batch.fault.module in line]
    assert not left, f"still running: {left}"


def require_no_other_file(clerk: Clerk) -> None:
    """Nothing lies in the folder but what was said to be signed."""
    told, there = {one.path for one in clerk.signed}, set(clerk.folder.iterdir())
    assert told == there, f"told: {sorted(told)}, there: {sorted(there)}"


def require_whole_documents(clerk: Clerk) -> None:
    """Every file has one good signature over all of it; the originals are untouched."""
    office, certificate = clerk.batch.office, clerk.batch.certificate
    for one in clerk.signed:
        content = one.path.read_bytes()
        assert hashlib.sha256(content).hexdigest() == one.sha256
        require_good_signature(content, certificate)
        report = office.verify(one.path)
        (made,) = report.signatures
        assert made.field == one.field_name
        assert made.signer is not None
        assert (made.integrity, made.coverage, made.signer.sha256) == (
            Integrity.INTACT,
            Coverage.WHOLE_FILE,
            certificate.sha256,
        )
        assert made.verdict is not Verdict.INVALID
    for original, digest in clerk.batch.digests.items():
        assert sha256_of(original) == digest, f"{original} has changed"


def require_good_signature(content: bytes, certificate: TokenCertificate) -> None:
    """Verify without the program: byte range, digest, signer and signature value."""
    (one,) = signatures(content)
    start, before, after, rest = (int(n) for n in one.dictionary["/ByteRange"])
    assert (start, after + rest) == (0, len(content))
    assert (content[before : before + 1], content[after - 1 : after]) == (b"<", b">")
    covered = content[:before] + content[after:]
    told = one.attributes["message_digest"].native
    assert told == hashlib.sha256(covered).digest()
    assert certificate.der in one.certificates
    key = x509.load_der_x509_certificate(certificate.der).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(
        one.signer["signature"].native,
        one.signer["signed_attrs"].untag().dump(),
        padding.PKCS1v15(),
        hashes.SHA256(),
    )


def require_each_entry_used_once(clerk: Clerk) -> None:
    """A PIN that was typed once reached the module once at most."""
    logins = [*clerk.logins_before, clerk.batch.fault.begun("C_Login")]
    assert logins[0] == 0, "a PIN that nobody typed"
    uses = [after - before for before, after in itertools.pairwise(logins)]
    assert all(use <= 1 for use in uses), f"calls of C_Login for each entry: {uses}"


def require_words(error: TteError) -> None:
    words = words_of(error)
    told = (words.heading, words.cause, *words.steps)
    assert words.steps, f"no way forward from {error}"
    assert all(told), f"no words for {error}: {told}"
    assert not any("{" in one for one in told), f"facts are missing: {told}"


def helpers() -> list[str]:
    """Return the command lines of this process's children that drive a module."""
    return [line for line in _children() if f"{WORKER_OPTION} token" in line]


def workers() -> list[str]:
    """Return the command lines of all children of this process that work for it."""
    return [line for line in _children() if WORKER_OPTION in line]


def _children() -> Iterator[str]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name of the program stands in brackets and may hold anything.
            status = (folder / "stat").read_text().rpartition(")")[2].split()
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
        except OSError:
            # It has just ended.
            continue
        if int(status[1]) == os.getpid():
            yield line.decode(errors="replace")
