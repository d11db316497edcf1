"""What is declared of a setting, once and for all its uses."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ttedesktop.settings.controls import Control
    from ttedesktop.settings.values import Settings


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting."""

    key: str
    """As an administrator writes it: table and name, with a dot between them."""
    name: str
    """In Indonesian, to be translated when shown; so is the sentence."""
    sentence: str
    """What it does, or for what it serves."""
    control: Control
    field: str = ""
    """Of ``Settings``; empty where only an administrator decides about it."""
    group: str = ""
    """Value of ``ui.settings.groups.SettingsGroup``; empty where none shows it."""
    icon: str = "info"
    heading: str = ""
    """Over the card that begins with it."""

    @property
    def table(self) -> str:
        """The table in which an administrator writes it."""
        return self.key.partition(".")[0]

    def value_in(self, settings: Settings) -> object:
        """Return its value; None where only an administrator decides about it."""
        return getattr(settings, self.field) if self.field else None

    def put(self, settings: Settings, value: Any) -> Settings:  # noqa: ANN401 - each setting has its own type
        """Return settings in which it has another value."""
        return dataclasses.replace(settings, **{self.field: value})
