"""Each step from one revision to the next, judged once for all signatures before it.

A document of many signatures has as many revisions. To compare each of them with each
later one would take longer with the square of their number; so a signature is told
whether every step behind it was permitted, and steps are shared. A step may look
forbidden that is not, such as a second change of what was added after the signature:
then the signed revision is compared with all later ones, as if there were no steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from pyhanko.sign.diff_analysis import (
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)

from ttedesktop.validation.changes.change_rules import policy_for
from ttedesktop.validation.changes.usages import changed_since, prepare

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import Reference
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import StandardDiffPolicy
    from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

    from ttedesktop.snapshot import Content


@dataclass(frozen=True, slots=True)
class Limits:
    """What a signature permits to follow it."""

    permission: MDPPerm | None
    locked: FieldMDPSpec | None

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells limits apart: pyHanko's own records do not compare."""
        if self.locked is None:
            return (self.permission,)
        return (self.permission, self.locked.action, tuple(self.locked.fields or ()))


@dataclass(slots=True)
class _Known:
    """What was found out about one file."""

    prepared: dict[int, set[Reference]] = field(default_factory=dict)
    """By revision, the objects whose places in it are known."""
    steps: dict[tuple[Any, ...], DiffResult | None] = field(default_factory=dict)


_KNOWN: Final[WeakKeyDictionary[Any, _Known]] = WeakKeyDictionary()
"""By reader."""


def compared_with_later(
    reader: PdfFileReader, revision: int, limits: Limits, content: Content
) -> DiffResult | None:
    """Return what followed a revision, or None if some of it is forbidden.

    ``content`` is what the reader reads. Raises anything if a structure is foreign.
    """
    known = _KNOWN.setdefault(reader, _Known())
    _prepare(known, reader, revision, changed_since(reader, revision), content)
    level, fields = ModificationLevel.NONE, set[str]()
    for earlier in range(revision, reader.total_revisions - 1):
        key = (earlier, *limits.key)
        if key not in known.steps:
            written = reader.xrefs.explicit_refs_in_revision(earlier + 1)
            freed = reader.xrefs.refs_freed_in_revision(earlier + 1)
            _prepare(known, reader, earlier, {*written, *freed}, content)
            known.steps[key] = _step(reader, earlier, limits)
        step = known.steps[key]
        if step is None:
            return _whole(reader, revision, limits)
        level = max(level, step.modification_level)
        fields |= step.changed_form_fields
    return DiffResult(level, fields)


def _prepare(
    known: _Known,
    reader: PdfFileReader,
    revision: int,
    wanted: set[Reference],
    content: Content,
) -> None:
    done = known.prepared.get(revision)
    if done is not None and wanted <= done:
        return
    wanted = wanted | (done or set())
    prepare(reader.get_historical_resolver(revision), wanted, content)
    known.prepared[revision] = wanted


def _step(reader: PdfFileReader, earlier: int, limits: Limits) -> DiffResult | None:
    old = reader.get_historical_resolver(earlier)
    new = reader.get_historical_resolver(earlier + 1)
    for policy in _policies(limits):
        try:
            return policy.apply(
                old, new, field_mdp_spec=limits.locked, doc_mdp=limits.permission
            )
        except SuspiciousModification:
            continue
    return None


def _whole(reader: PdfFileReader, revision: int, limits: Limits) -> DiffResult | None:
    for policy in _policies(limits):
        result = policy.review_file(
            reader, revision, field_mdp_spec=limits.locked, doc_mdp=limits.permission
        )
        if isinstance(result, DiffResult):
            return result
    return None


def _policies(limits: Limits) -> tuple[StandardDiffPolicy, ...]:
    return (
        policy_for(limits.permission),
        policy_for(limits.permission, with_rewriting=True),
    )
