"""Keeps signed documents valid: adds time and proof, and renews them in time.

What is added are increments, made without a key. The result is validated from the disk
before it gets its name; no signature may be worse than it was.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ttedesktop.document.inspection import require_unchanged_on_disk
from ttedesktop.errors.network_errors import NetworkTrouble
from ttedesktop.errors.output_errors import OutputNotVerified
from ttedesktop.longterm.care import Care, CareWishes, KeptDocument
from ttedesktop.longterm.gathering import Gathered
from ttedesktop.longterm.made import rank_of
from ttedesktop.longterm.onlooker import Onlooker
from ttedesktop.longterm.standing import standing_of
from ttedesktop.signing.output import write_over, write_signed
from ttedesktop.signing.request import PadesLevel
from ttedesktop.signing.security_store import add_proof
from ttedesktop.validation.report import Integrity, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.errors.errors import TteError
    from ttedesktop.longterm.levels import LongTerm
    from ttedesktop.longterm.standing import Standing
    from ttedesktop.validation.report import SignatureReport
    from ttedesktop.validation.trust.trust_store import TrustStore
    from ttedesktop.validation.validator_process import Validator


class Archivist(Onlooker):
    """Keeps documents with the parts it is given; safe to use from several threads."""

    def __init__(
        self,
        *,
        renderer: Renderer,
        validator: Validator,
        trust_store: TrustStore,
        long_term: LongTerm,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(
            renderer=renderer,
            validator=validator,
            trust_store=trust_store,
            clock=clock,
        )
        self._long_term = long_term

    def keep(
        self, path: Path, wishes: CareWishes, *, password: str = ""
    ) -> KeptDocument:
        """Bring one document to what is wanted; whatever happens, it is told."""
        return self._with_document(
            path, password, lambda document: self._kept(document, wishes)
        )

    def _kept(self, document: Document, wishes: CareWishes) -> KeptDocument:
        seen = self._seen(document)
        if seen.care is not Care.ENOUGH:
            return seen
        there = _result_there(document, wishes)
        if there is not None:
            return self._look_at_result(seen, there, document.password)
        standing = standing_of(self._validated(document))
        steps = _Steps.for_standing(standing, wishes, self._clock())
        if not steps:
            return seen
        require_unchanged_on_disk(document)
        return self._written(document, standing, steps, wishes)

    def _look_at_result(
        self, seen: KeptDocument, there: Path, password: str
    ) -> KeptDocument:
        found = self.look(there, password=password)
        return replace(
            seen, after=found.after, keeps_until=found.keeps_until, result=there
        )

    def _written(
        self,
        document: Document,
        before: Standing,
        steps: _Steps,
        wishes: CareWishes,
    ) -> KeptDocument:
        lacking: list[TteError] = []
        after: list[Standing] = []

        def produce(copy: Path) -> None:
            found = self._add(copy, document, before, steps)
            if copy.stat().st_size == len(document.content):
                # Nothing could be added, so there is nothing to publish.
                raise found or OutputNotVerified("nothing_added")
            lacking.extend([found] if found is not None else [])

        def verify(content: bytes) -> None:
            after.append(self._require_kept(document, before, content))

        if wishes.destination is None:
            result = write_over(document, produce=produce, verify=verify)
        else:
            result = write_signed(
                document, wishes.destination, produce=produce, verify=verify
            )
        now = after[-1]
        return KeptDocument(
            document.path,
            Care.KEPT,
            before=before.level,
            after=now.level,
            keeps_until=now.keeps_until,
            gathers_until=now.gathers_until,
            result=result,
            error=next(iter(lacking), None),
            is_legacy=now.is_legacy,
        )

    def _add(
        self, copy: Path, document: Document, standing: Standing, steps: _Steps
    ) -> TteError | None:
        """Add what is missing to the file, as far as it can be had; tell what cannot.

        Proof goes first, so that the time-stamp lies over it.
        """
        lacking: TteError | None = None
        if steps.proof:
            gathered = self._gathered(standing)
            if gathered.revoked is not None:
                raise gathered.revoked
            lacking = gathered.missing
            if lacking is None:
                add_proof(copy, document, gathered.proof)
        if not steps.stamp or (lacking is not None and not standing.lacks_time):
            # A time-stamp over less than the proof would only seem to be an archive's.
            return lacking
        try:
            self._long_term.stamp_document(copy, document)
        except NetworkTrouble as trouble:
            return trouble
        return lacking

    def _gathered(self, standing: Standing) -> Gathered:
        gathered = Gathered()
        for leaf, pool, moment in _chains(standing, self._clock()):
            gathered = gathered.joined(
                self._long_term.gatherer.gather(leaf, pool, moment=moment)
            )
        return gathered

    def _require_kept(
        self, document: Document, before: Standing, content: bytes
    ) -> Standing:
        """Raise OutputNotVerified if anything is worse than it was."""
        if content[: len(document.content)] != document.content:
            raise OutputNotVerified("not_an_increment")
        written = self._renderer.open_bytes(
            Path(document.name), content, password=document.password
        )
        try:
            report = self._validated(written)
        finally:
            self._renderer.forget(written)
        by_field = {one.field: one for one in report.signatures}
        for old in (*before.people, *before.stamps):
            new = by_field.get(old.field)
            if new is None or _is_worse(new, old):
                raise OutputNotVerified("earlier_signature_suffers")
        after = standing_of(report)
        if rank_of(after.level or PadesLevel.B_B) < rank_of(
            before.level or PadesLevel.B_B
        ):
            raise OutputNotVerified("other_level")
        return after


@dataclass(frozen=True, slots=True)
class _Steps:
    """What is to be added to a document."""

    proof: bool
    stamp: bool

    def __bool__(self) -> bool:
        return self.proof or self.stamp

    @classmethod
    def for_standing(
        cls, standing: Standing, wishes: CareWishes, now: datetime
    ) -> _Steps:
        wants_proof = rank_of(wishes.level) >= rank_of(PadesLevel.B_LT)
        wants_archive = wishes.level is PadesLevel.B_LTA
        end = standing.keeps_until
        is_ending = end is not None and end - now < wishes.margin
        renews = wants_archive and (standing.lacks_archive or is_ending)
        return cls(
            proof=wants_proof and (standing.lacks_proof or renews),
            stamp=standing.lacks_time or renews,
        )


def _chains(
    standing: Standing, now: datetime
) -> Iterable[tuple[bytes, tuple[bytes, ...], datetime]]:
    """Yield each certificate that needs proof, what is above it, and when it signed."""
    for one in (*standing.people, *standing.stamps[-1:]):
        moment = one.trusted_time or now
        for chain in (one.certificates, one.stamp_certificates):
            if chain:
                yield chain[0].der, tuple(facts.der for facts in chain[1:]), moment


def _is_worse(new: SignatureReport, old: SignatureReport) -> bool:
    ranks = (Verdict.INVALID, Verdict.INDETERMINATE, Verdict.VALID_WITH_NOTES)
    was = ranks.index(old.verdict) if old.verdict in ranks else len(ranks)
    became = ranks.index(new.verdict) if new.verdict in ranks else len(ranks)
    return new.integrity is not Integrity.INTACT or became < was


def _result_there(document: Document, wishes: CareWishes) -> Path | None:
    """Return the result of this very document, if a run before made it whole."""
    if wishes.destination is None:
        return None
    there = wishes.destination.first_choice(document.path)
    if there == document.path:
        return None
    try:
        with there.open("rb") as file:
            begin = file.read(len(document.content))
    except OSError:
        return None
    same = hashlib.sha256(begin).hexdigest() == document.sha256
    return there if same else None
