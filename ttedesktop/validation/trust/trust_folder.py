"""What this computer knows of authorities without trusting it: a folder of files.

Certificates here help to build chains of documents that do not carry them; only an
anchor makes one trusted. Revocation lists here were imported by a person, the newest
of each authority. Nothing here is secret, and all of it may be deleted.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.data_folder import data_folder
from ttedesktop.errors.output_errors import TrustFileUnreadable, TrustFolderNotWritten
from ttedesktop.validation.trust.trust_store import (
    read_certificates,
    read_revocation_lists,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ttedesktop.validation.trust.imported_list import ImportedList
    from ttedesktop.validation.trust.trust_store import TrustStore

_CERTIFICATES: Final = "certificates"
_LISTS: Final = "crls"
_RESPONSES: Final = "responses"
_ENDINGS: Final = {
    _CERTIFICATES: (".pem", ".crt", ".cer"),
    _LISTS: (".crl",),
    _RESPONSES: (".ocsp",),
}
_LARGEST_RESPONSE: Final = 256 << 10
_MOST_FILES: Final = 300
_LARGEST: Final = 32 << 20
"""Bytes of a revocation list; that of an authority of millions has less."""


@dataclass(frozen=True, slots=True)
class TrustFolder:
    """The folder; it is made when something is first put into it."""

    path: Path

    def extend(self, store: TrustStore) -> TrustStore:
        """Return a store that knows what lies here; damaged files are passed over."""
        helpers = (one for path in self._files(_CERTIFICATES) for one in _ders(path))
        lists = (path.read_bytes() for path in self._files(_LISTS))
        responses = (path.read_bytes() for path in self._files(_RESPONSES))
        known = store.with_helpers(helpers).with_crls(lists)
        return known.with_responses(responses)

    def remember(self, ders: Iterable[bytes]) -> None:
        """Keep certificates of authorities, as they are met in documents.

        A folder that cannot be written keeps nothing, and nobody needs to know.
        """
        with suppress(TrustFolderNotWritten):
            for der in ders:
                name = f"{hashlib.sha256(der).hexdigest()}.crt"
                is_known = (self.path / _CERTIFICATES / name).exists()
                if not is_known and self._has_room(_CERTIFICATES):
                    self._put(_CERTIFICATES, name, der)

    def import_list(self, path: Path) -> tuple[ImportedList, ...]:
        """Keep the revocation lists in a file; an older one of an authority goes.

        Raises TrustFileUnreadable or TrustFolderNotWritten.
        """
        if path.is_file() and path.stat().st_size > _LARGEST:
            raise TrustFileUnreadable(path.name)
        # A start does not wait for the engine that reads them.
        from ttedesktop.validation.trust.imported_list import issuer_digest, made_at

        names: list[str] = []
        for der in read_revocation_lists(path):
            names.append(f"{issuer_digest(der)}.crl")
            there = self._known(names[-1])
            if there is None or there.made_at <= made_at(der):
                self._put(_LISTS, names[-1], der)
        return tuple(one for one in self.lists() if one.path.name in names)

    def import_response(self, path: Path) -> None:
        """Keep an OCSP response in a file; whoever validates verifies it.

        Raises TrustFileUnreadable or TrustFolderNotWritten.
        """
        from ttedesktop.validation.trust.imported_list import is_response

        try:
            der = path.read_bytes() if path.stat().st_size <= _LARGEST_RESPONSE else b""
        except OSError:
            der = b""
        if not is_response(der) or not self._has_room(_RESPONSES):
            raise TrustFileUnreadable(path.name)
        self._put(_RESPONSES, f"{hashlib.sha256(der).hexdigest()}.ocsp", der)

    def lists(self) -> tuple[ImportedList, ...]:
        """Return the revocation lists that were imported, by name."""
        from ttedesktop.validation.trust.imported_list import described

        found = (described(path) for path in self._files(_LISTS))
        known = [one for one in found if one is not None]
        return tuple(sorted(known, key=lambda one: one.name))

    def remove(self, one: ImportedList) -> None:
        """Forget a revocation list. Raises TrustFolderNotWritten."""
        try:
            one.path.unlink(missing_ok=True)
        except OSError:
            raise TrustFolderNotWritten(str(self.path)) from None

    def certificate_count(self) -> int:
        """Return how many certificates of authorities are kept here."""
        return sum(1 for _path in self._files(_CERTIFICATES))

    def clear(self) -> None:
        """Forget everything. Raises TrustFolderNotWritten."""
        try:
            for kind in (_CERTIFICATES, _LISTS, _RESPONSES):
                for path in self._files(kind):
                    path.unlink(missing_ok=True)
        except OSError:
            raise TrustFolderNotWritten(str(self.path)) from None

    def _known(self, name: str) -> ImportedList | None:
        path = self.path / _LISTS / name
        from ttedesktop.validation.trust.imported_list import described

        return described(path) if path.exists() else None

    def _files(self, kind: str) -> Iterator[Path]:
        endings = _ENDINGS[kind]
        folder = self.path / kind
        try:
            paths = sorted(one for one in folder.iterdir() if one.suffix in endings)
        except OSError:
            return
        for path in paths[:_MOST_FILES]:
            with suppress(OSError):
                if path.is_file() and path.stat().st_size <= _LARGEST:
                    yield path

    def _has_room(self, kind: str) -> bool:
        return sum(1 for _path in self._files(kind)) < _MOST_FILES

    def _put(self, kind: str, name: str, content: bytes) -> None:
        """Write a file whole, or not at all."""
        folder = self.path / kind
        new = folder / f".{name}.{os.getpid()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(content)
            new.replace(folder / name)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise TrustFolderNotWritten(str(self.path)) from None


def own_trust_folder() -> TrustFolder:
    """Return the folder of this person."""
    return TrustFolder(data_folder() / "trust")


def _ders(path: Path) -> tuple[bytes, ...]:
    try:
        return read_certificates(path)
    except TrustFileUnreadable:
        return ()
