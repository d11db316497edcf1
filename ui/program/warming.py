"""What is loaded when a person reads already, so that nobody waits for it later."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from ttedesktop.signing.loading import load_what_signs
from ui.program.tidying import keep_what_is_loaded

if TYPE_CHECKING:
    from ttedesktop.tokens.survey import Survey
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_WANTED_LATER: Final = (
    "ttedesktop.ceremony",
    "ttedesktop.batch.registering",
    "ttedesktop.batch.run",
)
"""What the window's thread would load while somebody waits for a signature."""


class Warming(QObject):
    """Loads once what signs: not before there is a certificate to sign with.

    Whoever only reads and verifies needs none of it.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._is_warm = False

    @Slot()
    def begin(self) -> None:
        """Load it as soon as a certificate is seen."""
        tokens = self._parts.tokens
        tokens.survey_changed.connect(self._look)
        if tokens.survey is not None:
            self._look(tokens.survey)

    @Slot(object)
    def _look(self, survey: Survey) -> None:
        if self._is_warm or not survey.certificates():
            return
        self._is_warm = True
        self._parts.background.run(
            _load,
            to=self,
            on_success=lambda _none: keep_what_is_loaded(),
            on_failure=lambda error: log.warning("what signs comes later: %s", error),
        )


def _load() -> None:
    load_what_signs()
    for name in _WANTED_LATER:
        import_module(name)
