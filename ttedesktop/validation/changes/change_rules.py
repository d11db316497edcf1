"""Which updates of a signed file are permitted, object by object.

pyHanko's rules, and beside them what honest tools do after a signature: entries of
the security store are written anew, output intents added, unused objects freed,
metadata held directly. Nothing here touches what a page shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.misc import IndirectObjectExpected
from pyhanko.pdf_utils.reader import RawPdfPath
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    FormUpdate,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    WhitelistRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules_api import Context
from pyhanko.sign.fields import MDPPerm
from typing_extensions import override

from ttedesktop.validation.changes.annotation_rule import CommentRule
from ttedesktop.validation.changes.field_tree import plain
from ttedesktop.validation.changes.same_objects import is_as_it_was

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyhanko.pdf_utils.reader import HistoricalResolver

    from ttedesktop.untyped import PdfObject

_STORE_KEYS: Final = frozenset(("/Type", "/VRI", "/Certs", "/CRLs", "/OCSPs"))
_ENTRY_KEYS: Final = frozenset(("/Type", "/TU", "/TS", "/Cert", "/CRL", "/OCSP"))
_FREE_CATALOG_KEYS: Final = frozenset(
    (
        "/AcroForm",
        "/DSS",
        "/Extensions",
        "/Metadata",
        "/MarkInfo",
        "/Version",
        "/OutputIntents",
    )
)
_INTENT_KEYS: Final = frozenset(
    (
        "/Type",
        "/S",
        "/OutputCondition",
        "/OutputConditionIdentifier",
        "/RegistryName",
        "/Info",
        "/DestOutputProfile",
    )
)


class SecurityStoreRule(WhitelistRule):
    """The document security store may grow and be rewritten (EN 319 142-1, 5.4.2)."""

    @override
    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[ReferenceUpdate]:
        if "/DSS" not in new.root:
            if "/DSS" in old.root:
                raise SuspiciousModification("the security store is gone")
            return
        path = RawPdfPath("/Root", "/DSS")
        store = _dictionary(new.root["/DSS"], _STORE_KEYS)
        yield from _structure(old, new.root.raw_get("/DSS"), path)
        for key in ("/Certs", "/CRLs", "/OCSPs"):
            yield from _streams(old, store, key, path)
        if "/VRI" not in store:
            return
        entries = plain(store.raw_get("/VRI"))
        yield from _structure(old, store.raw_get("/VRI"), path + "/VRI")
        for key in _dictionary(entries, None):
            yield from _entry(old, entries, key, path + "/VRI")


def _entry(
    old: HistoricalResolver,
    entries: PdfObject,
    key: str,
    path: RawPdfPath,
) -> Iterable[ReferenceUpdate]:
    if key == "/Type":
        return
    entry = _dictionary(entries[key], _ENTRY_KEYS)
    here = path + key
    yield from _structure(old, entries.raw_get(key), here)
    for name in ("/Cert", "/CRL", "/OCSP"):
        yield from _streams(old, entry, name, here)
    for name in ("/TS", "/TU"):
        if name in entry:
            yield from _new_only(old, entry.raw_get(name))


def _dictionary(value: PdfObject, keys: frozenset[str] | None) -> DictionaryObject:
    found = plain(value)
    if not isinstance(found, DictionaryObject) or isinstance(found, StreamObject):
        raise SuspiciousModification("a part of the security store is no dictionary")
    if keys is not None and not set(found) <= keys:
        raise SuspiciousModification("the security store has a key of another kind")
    return found


def _structure(
    old: HistoricalResolver,
    raw: PdfObject,
    path: RawPdfPath,
) -> Iterable[ReferenceUpdate]:
    """Approve an object that is new, or that was at this very place before."""
    if isinstance(raw, IndirectObject):
        yield ReferenceUpdate(
            raw.reference, context_checked=Context.from_absolute(old, path)
        )


def _streams(
    old: HistoricalResolver, owner: DictionaryObject, key: str, path: RawPdfPath
) -> Iterable[ReferenceUpdate]:
    if key not in owner:
        return
    raw = owner.raw_get(key)
    listed = plain(raw)
    if not isinstance(listed, list):
        raise SuspiciousModification("the security store lists no streams")
    yield from _structure(old, raw, path + key)
    for entry in listed:
        proof = plain(entry)
        is_stream = isinstance(entry, IndirectObject) and isinstance(
            proof, StreamObject
        )
        # One that names a file fetches its bytes from elsewhere (ISO 32000-2, 7.3.8.2).
        if not is_stream or "/F" in proof:
            raise SuspiciousModification("the security store lists no streams")
        yield from _new_only(old, entry)


def _new_only(
    old: HistoricalResolver,
    raw: PdfObject,
) -> Iterable[ReferenceUpdate]:
    """Approve an object only if no object of that number could be there before."""
    if isinstance(raw, IndirectObject) and _is_new(old, raw.reference):
        yield ReferenceUpdate(raw.reference)


def _is_new(old: HistoricalResolver, reference: PdfObject) -> bool:
    if old.is_ref_unassignable(reference):
        return True
    # A number that was free, or that nothing led to, shows nothing anywhere.
    found = old.reader.xrefs.get_historical_ref(reference, old.revision)
    return found is None and not _usages_of(old, reference)


def _usages_of(old: HistoricalResolver, reference: PdfObject) -> PdfObject:
    """Return the paths that led to an object in a revision."""
    return old._get_usages_of_ref(reference)  # noqa: SLF001 - pyHanko offers no other way  # pyright: ignore[reportPrivateUsage]


class UnchangedRule(WhitelistRule):
    """An object may be written anew as it was: some tools rewrite all on their way.

    What is the same object with the same references shows and does the same; what it
    refers to is judged by itself.
    """

    @override
    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[ReferenceUpdate]:
        for reference in new.explicit_refs_in_revision():
            if is_as_it_was(old, reference, new.revision):
                yield ReferenceUpdate(reference)


class OutputIntentRule(WhitelistRule):
    """An output intent may be added: it tells printers about colours, not readers."""

    @override
    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[ReferenceUpdate]:
        raw, before = _held(new, "/OutputIntents"), _held(old, "/OutputIntents")
        if before is not None and before != raw:
            raise SuspiciousModification("the output intents were changed")
        if raw is None or before is not None:
            return
        listed = plain(raw)
        if not isinstance(listed, list):
            raise SuspiciousModification("the output intents are no list")
        yield from _new_only(old, raw)
        for one in listed:
            intent = plain(one)
            if not isinstance(intent, DictionaryObject) or not (
                set(intent) <= _INTENT_KEYS
            ):
                raise SuspiciousModification("an output intent is something else")
            yield from _new_only(old, one)
            if "/DestOutputProfile" in intent:
                yield from _new_only(old, intent.raw_get("/DestOutputProfile"))


def _held(resolver: HistoricalResolver, key: str) -> PdfObject:
    """Return an entry of the catalogue, references as references; None if absent."""
    return resolver.root.raw_get(key) if key in resolver.root else None


class FreeingRule(WhitelistRule):
    """An object may be freed that nothing in the signed revision led to."""

    @override
    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[ReferenceUpdate]:
        for reference in new.refs_freed_in_revision():
            if not _usages_of(old, reference):
                yield ReferenceUpdate(reference)


class InfoRule(DocInfoRule):
    """The document information may change, and may be a direct object."""

    @override
    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[ReferenceUpdate]:
        try:
            yield from super().apply(old, new)
        except IndirectObjectExpected:
            # What is held directly in the trailer changes no object.
            return


class MetadataRule(MetadataUpdateRule):
    """The metadata stream may change; what is held directly changes no object."""

    @override
    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[ReferenceUpdate]:
        raw, before = _held(new, "/Metadata"), _held(old, "/Metadata")
        if not isinstance(raw, IndirectObject):
            return
        if before is not None and not isinstance(before, IndirectObject):
            yield from _new_only(old, raw)
            return
        if before == raw and not _is_touched(old, new, raw.reference):
            return
        yield from super().apply(old, new)


def _is_touched(
    old: HistoricalResolver,
    new: HistoricalResolver,
    reference: PdfObject,
) -> bool:
    changed = new.reader.xrefs.get_last_change(reference)
    return bool(changed > old.revision)


class WrittenFormRule(FormUpdatingRule):
    """What a form may change, told of the objects that a revision writes and no others.

    pyHanko names the look of every field as if each revision wrote it, and so takes
    each update behind a signature that locks a field for one of that field.
    """

    @override
    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        written = new.explicit_refs_in_revision()
        for level, update in super().apply(old, new):
            if update.updated_ref in written:
                yield level, update


def _metadata_rule() -> WhitelistRule:
    # pyHanko gives its constructor no types.
    make: Callable[[], WhitelistRule] = MetadataRule
    return make()


_RULES: Final = (
    CatalogModificationRule(_FREE_CATALOG_KEYS),
    InfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
    XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    SecurityStoreRule().as_qualified(ModificationLevel.LTA_UPDATES),
    _metadata_rule().as_qualified(ModificationLevel.LTA_UPDATES),
    OutputIntentRule().as_qualified(ModificationLevel.LTA_UPDATES),
    FreeingRule().as_qualified(ModificationLevel.LTA_UPDATES),
)
_REWRITING: Final = UnchangedRule().as_qualified(ModificationLevel.NONE)


def policy_for(
    permission: MDPPerm | None, *, with_rewriting: bool = False
) -> StandardDiffPolicy:
    """Return the rules for what may follow a signature that permits so much.

    What was written anew as it was is permitted ``with_rewriting``, which takes longer
    and helps few files.
    """
    comments = (CommentRule(),) if permission is MDPPerm.ANNOTATE else ()
    rewriting = (_REWRITING,) if with_rewriting else ()
    return StandardDiffPolicy(
        global_rules=[*_RULES, *comments, *rewriting],
        form_rule=WrittenFormRule(
            field_rules=[
                # A signature is among what a certification for forms permits, and
                # its field may be made for it (ISO 32000-2, table 257).
                SigFieldCreationRule(allow_new_visible_after_certify=True),
                SigFieldModificationRule(),
                GenericFieldModificationRule(),
            ],
        ),
        # What is freed has to be explained as everything else; see FreeingRule.
        reject_object_freeing=False,
    )
