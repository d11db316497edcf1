"""A report of a problem, for whoever gives support: what there is, and no names."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop import __version__
from ttedesktop.language import _
from ttedesktop.redaction import told_of
from ttedesktop.release import RELEASED
from ttedesktop.settings.catalogue import CATALOGUE
from ttedesktop.settings.controls import Files, Folder, Words, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.policy import Policy
    from ttedesktop.settings.declaration import Declared
    from ttedesktop.settings.store import StoreOutcome
    from ttedesktop.settings.values import Settings


@dataclass(frozen=True, slots=True)
class ReportParts:
    """What is put together; none of it may hold a name."""

    settings: Settings
    policy: Policy
    outcome: StoreOutcome
    surroundings: tuple[str, ...] = ()
    """Lines about the window and the screens."""
    token: str = ""
    """The diagnosis of the token, without names."""
    log: str = ""
    """The last lines of the log."""
    crash: BaseException | None = None
    """What went wrong, if something did."""


def problem_report(parts: ReportParts) -> str:
    """Return the report as text."""
    sections = [
        (_("Program dan komputer"), "\n".join(_program(parts))),
        (_("Kejadian"), told_of(parts.crash) if parts.crash else ""),
        (_("Setelan (tanpa isinya)"), "\n".join(_settings(parts))),
        (_("Token"), parts.token.strip()),
        (_("Catatan program"), parts.log.strip()),
    ]
    told = [f"== {title} ==\n{text}" for title, text in sections if text]
    return "\n\n".join(told) + "\n"


def _program(parts: ReportParts) -> Iterator[str]:
    yield f"TTE Desktop {__version__} ({RELEASED})"
    yield f"{platform.system()} {platform.release()} {platform.machine()}"
    yield f"Python {platform.python_version()}, frozen={hasattr(sys, 'frozen')}"
    yield f"keyring={parts.outcome.value}"
    if parts.policy.fault is not None:
        yield f"policy={parts.policy.fault.reason}"
    yield from parts.surroundings


def _settings(parts: ReportParts) -> Iterator[str]:
    said = {one.key: one.is_locked for one in parts.policy.said}
    for one in CATALOGUE:
        mark = {True: " [locked]", False: " [proposed]", None: ""}[said.get(one.key)]
        if one.field:
            yield f"{one.key} = {_without_contents(one, parts.settings)}{mark}"
        elif mark:
            yield f"{one.key}{mark}"


def _without_contents(one: Declared, settings: Settings) -> str:
    value = one.value_in(settings)
    if isinstance(one.control, Words | Folder | Files):
        return _("diisi") if value else _("kosong")
    return words_for(one.control, value)
