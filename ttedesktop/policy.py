"""What an administrator has fixed for this machine; nobody else can change it.

Linux and macOS: a file that only root may write. Windows: the branch of the registry
that only administrators may write (never tried there). An account of its own, an
environment variable or a setting cannot stand above it.

``location = "Tirtapura"`` fixes a setting, ``location = {value = "Tirtapura",
locked = false}`` only proposes it: a person may choose otherwise.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import stat
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.errors.policy_errors import PolicyUnreadable
from ttedesktop.policy_registry import REGISTRY, document_in_registry
from ttedesktop.settings.catalogue import CATALOGUE, declared, default_of
from ttedesktop.settings.controls import ALL, YesNo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttedesktop.settings.declaration import Declared
    from ttedesktop.settings.values import Settings

log = logging.getLogger(__name__)

_FILES: Final = {
    "darwin": "/Library/Application Support/TTE Desktop/policy.toml",
    "linux": "/etc/ttedesktop/policy.toml",
}
_LARGEST: Final = 1 << 20
"""Bytes of a file that is read."""
_LOCKED_IN_DOUBT: Final = ("token.modules", "reading.recent", "trust.own")
"""What nobody may choose while nobody can tell what was fixed."""
_FIELDS: Final = {
    "token.modules": "modules",
    "reading.recent": "recent",
    "register.kept": "register",
    "queue.reading": "reading",
    "trust.anchors": "anchors",
    "trust.own": "own_anchors",
    "network.local": "local_hosts",
}
"""What has a field of its own in a policy."""
_KEYS: Final = {one.key for one in CATALOGUE}
_TABLES: Final = {one.table for one in CATALOGUE}


@dataclass(frozen=True, slots=True)
class FixedSetting:
    """One setting about which an administrator said something."""

    key: str
    value: object
    """As ``Settings`` holds it."""
    is_locked: bool = True
    """False: it is only proposed."""

    @property
    def setting(self) -> Declared:
        """Its declaration."""
        return declared(self.key)

    @property
    def note(self) -> str:
        """What is noted of a proposal that was taken up."""
        told = self.setting.control.tell(self.value)
        return f"{self.key}={json.dumps(told)}"


@dataclass(frozen=True, slots=True)
class Policy:
    """What is fixed; None leaves it to the person."""

    modules: tuple[str, ...] | None = None
    """The PKCS#11 modules that are used, and no other."""
    recent: bool | None = None
    """False: it is never noted which documents were opened."""
    register: bool | None = None
    """False: it is never noted what was signed."""
    reading: int | None = None
    """Of the documents of a batch, so many must be read before they are signed; 0 for
    none, ALL for all of them."""
    anchors: tuple[str, ...] | None = None
    """Files with certificates that are trusted besides those that are shipped."""
    own_anchors: bool | None = None
    """False: a person's own anchors are not trusted, and none can be added."""
    local_hosts: str | None = None
    """Hosts of the own network that may be asked, with blanks between them; ``*`` for
    all of them."""
    said: tuple[FixedSetting, ...] = ()
    """Everything that was said, in the order of the catalogue."""
    fault: PolicyUnreadable | None = None
    """Why nothing is known of what was fixed, for the window to tell."""

    @property
    def forbids_register(self) -> bool:
        """Whether nothing may be noted of what was signed."""
        return self.register is False or self.fault is not None

    @property
    def must_be_read(self) -> int:
        """How many documents of a batch must be read; all where nobody can tell."""
        return ALL if self.fault is not None else self.reading or 0

    @property
    def forbids_recent(self) -> bool:
        """Whether nothing may be noted of which documents were opened."""
        return self.recent is False or self.fault is not None

    @property
    def forbids_own_anchors(self) -> bool:
        """Whether only an administrator's anchors are trusted beside the shipped."""
        return self.own_anchors is False or self.fault is not None

    def locks(self, key: str) -> bool:
        """Whether a person cannot change a setting."""
        if self.fault is not None and key in _LOCKED_IN_DOUBT:
            return True
        field = _FIELDS.get(key, "")
        if field and getattr(self, field) is not None:
            return True
        return any(one.is_locked and one.key == key for one in self.said)

    def impose(self, settings: Settings) -> Settings:
        """Return the settings with every value that is fixed."""
        for one in self._of_settings(is_locked=True):
            settings = one.setting.put(settings, one.value)
        return settings

    def propose(self, settings: Settings) -> Settings:
        """Return the settings with what is proposed, where nothing else was chosen.

        What was taken up once is noted, so that a person may go back to the default.
        """
        for one in self._of_settings(is_locked=False):
            if one.note in settings.proposed:
                continue
            if _is_unchosen(one.setting, settings):
                settings = one.setting.put(settings, one.value)
            others = (x for x in settings.proposed if not _is_about(x, one.key))
            settings = dataclasses.replace(settings, proposed=(*others, one.note))
        return settings

    def initial(self, setting: Declared) -> object:
        """Return the value to which a setting goes back: proposed, or the default."""
        for one in self.said:
            if one.key == setting.key:
                return one.value
        return default_of(setting)

    def _of_settings(self, *, is_locked: bool) -> Iterator[FixedSetting]:
        for one in self.said:
            # Fixed modules are those that are used; a person's own stay noted.
            if one.is_locked is is_locked and one.setting.field:
                yield one


@cache
def machine_policy() -> Policy:
    """Return the policy of this machine. Raises PolicyUnreadable."""
    if sys.platform == "win32":
        return understood(document_in_registry(), REGISTRY)
    return read_policy(policy_file())


def policy_in_doubt() -> Policy:
    """Return what is fixed; no driver at all if that cannot be relied on."""
    try:
        return machine_policy()
    except PolicyUnreadable as error:
        log.warning("the policy: %s", error)
        return Policy(modules=(), fault=error)


def policy_file() -> Path:
    """Return where an administrator of Linux or macOS writes what is fixed."""
    return Path(_FILES.get(sys.platform, _FILES["linux"]))


def policy_place() -> str:
    """Return where this machine's administrator writes it, in the system's words."""
    if sys.platform == "win32":
        return rf"HKEY_LOCAL_MACHINE\{REGISTRY}"
    return str(policy_file())


def read_policy(path: Path, *, owner: int = 0) -> Policy:
    """Return what a file fixes; nothing if there is none.

    ``owner`` is the account it must belong to. Raises PolicyUnreadable if somebody
    else may write it, or if it says anything that is not understood: what was to be
    fixed must not fall away unseen.
    """
    try:
        with path.open("rb") as file:
            _require_trustworthy(os.fstat(file.fileno()), path, owner)
            content = file.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError:
        raise PolicyUnreadable(str(path), "unreadable") from None
    try:
        document = tomllib.loads(content.decode())
    except (ValueError, RecursionError):
        raise PolicyUnreadable(str(path), "not_understood") from None
    return understood(document, str(path))


def _require_trustworthy(told: os.stat_result, path: Path, owner: int) -> None:
    foreign = told.st_uid != owner or told.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if foreign:
        raise PolicyUnreadable(str(path), "not_protected")


def understood(document: Mapping[str, object], place: str) -> Policy:
    """Return what a document fixes; PolicyUnreadable names what is not understood."""
    said: list[FixedSetting] = []
    for key, written in _entries(document):
        try:
            said.append(_said(key, written))
        except (ValueError, TypeError, LookupError):
            raise PolicyUnreadable(place, "not_understood", key) from None
    order = {one.key: number for number, one in enumerate(CATALOGUE)}
    said.sort(key=lambda one: order[one.key])
    fixed: dict[str, Any] = {one.key: one.value for one in said if one.is_locked}
    by_field = {field: fixed.get(key) for key, field in _FIELDS.items()}
    return Policy(**by_field, said=tuple(said))


def _entries(document: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for table, entries in document.items():
        if table not in _TABLES or not isinstance(entries, dict):
            # No such key, which the reader of it finds out.
            yield table, entries
            continue
        for name, written in entries.items():
            yield f"{table}.{name}", written


def _said(key: str, written: object) -> FixedSetting:
    """Read one entry; ValueError, TypeError or LookupError if it means nothing."""
    if key not in _KEYS:
        raise LookupError(key)
    is_locked = True
    if isinstance(written, dict):
        if set(written) - {"value", "locked"} or "value" not in written:
            raise ValueError
        is_locked = YesNo().read(written.get("locked", True))
        written = written["value"]
    setting = declared(key)
    # What is not among a person's settings cannot be proposed to them.
    if not (is_locked or setting.field):
        raise ValueError
    return FixedSetting(key, setting.control.read(written), is_locked=is_locked)


def _is_unchosen(setting: Declared, settings: Settings) -> bool:
    """Whether a setting is as it came, from the program or from a proposal."""
    value = setting.value_in(settings)
    told = json.dumps(setting.control.tell(value))
    return value == default_of(setting) or f"{setting.key}={told}" in settings.proposed


def _is_about(note: str, key: str) -> bool:
    return note.partition("=")[0] == key
