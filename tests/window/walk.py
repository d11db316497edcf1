"""Goes through all states of the window and gathers what would keep somebody out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tests.states.visitor import Visitor, settle
from tests.window.access import findings_in
from tests.window.focus_order import focus_findings
from tests.window.manner import manner_of
from ui.controls.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence


LOOKS: Final = 8
"""How often something is looked at once more before it is said to be as it seems."""


def settled() -> None:
    """Let layouts come to rest; they do it in several rounds."""
    for _round in range(6):
        QApplication.processEvents()


def lasting_findings(root: QWidget) -> list[str]:
    """Return what stays the matter; what comes from a helper may just have come."""
    found = findings_in(root)
    for _look in range(LOOKS):
        if not found:
            break
        settle(250)
        found = findings_in(root)
    return found


@dataclass
class Walk(Visitor):
    """Looks at each state at several sizes, and goes round it with Tab once."""

    sizes: Sequence[tuple[int, int]] = ()
    with_tab: bool = True
    found: list[str] = field(default_factory=list)
    dialogs: set[type[Dialog]] = field(default_factory=set)
    """What kinds of dialogs were seen."""

    @override
    def visit(self, name: str) -> None:
        window = self.window
        usual = window.size()
        for size in self.sizes:
            window.resize(*size)
            settled()
            root = self._in_front()
            self._note(f"{name} at {size[0]}x{size[1]}", lasting_findings(root))
        window.resize(usual)
        settled()
        root = self._in_front()
        if isinstance(root, Dialog):
            self.dialogs.add(type(root))
        language = self.application.parts.settings.language
        self._note(name, manner_of(root, language))
        if self.with_tab:
            self._note(name, focus_findings(window, root))
        settled()

    def _in_front(self) -> QWidget:
        dialogs = [one for one in self.window.findChildren(Dialog) if one.isVisible()]
        return dialogs[-1] if dialogs else self.window

    def _note(self, place: str, found: list[str]) -> None:
        self.found.extend(f"{place}: {one}" for one in found)
