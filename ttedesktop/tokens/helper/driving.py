"""A module driven by python-pkcs11, and by straight calls where that fails."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar

from ttedesktop.tokens.helper.cryptoki import Cryptoki
from ttedesktop.tokens.helper.direct_session import DirectSession
from ttedesktop.tokens.helper.objects import SlotsUnreadable, Undrivable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.tokens.helper.objects import ObjectSession

T = TypeVar("T")
log = logging.getLogger(__name__)


class DrivenModule:
    """One module, begun once, and the way it is driven."""

    def __init__(self, path: str, *, is_direct: bool) -> None:
        """Load and begin it. Raises OSError or Refusal if it cannot be."""
        self.calls = Cryptoki(path)
        self._library: Any = None if is_direct else _library(path)
        # One that python-pkcs11 has begun is not begun a second time.
        self.calls.initialise()

    @property
    def is_direct(self) -> bool:
        """Whether python-pkcs11 is left alone."""
        return self._library is None

    def open(self, slot: int) -> ObjectSession:
        """Return a session on a slot; logged in if this process is."""
        if self._library is not None:
            # It costs a tenth of a second, which a module driven directly never pays.
            from ttedesktop.tokens.helper.python_session import PythonSession

            try:
                return PythonSession(self._library, slot)
            except SlotsUnreadable:
                log.info("one slot answers badly: this session goes another way")
            except Undrivable:
                self.go_direct()
        return DirectSession(self.calls, slot)

    def go_direct(self) -> None:
        """Leave python-pkcs11 alone from now on."""
        log.info("python-pkcs11 cannot drive this module")
        self._library = None

    def look(self, slot: int, work: Callable[[ObjectSession], T]) -> T:
        """Do something in a session on a slot that is closed afterwards."""
        session = self.open(slot)
        try:
            return work(session)
        except Undrivable:
            self.go_direct()
            session.close()
            session = self.open(slot)
            return work(session)
        finally:
            session.close()


def _library(path: str) -> Any:  # noqa: ANN401 - python-pkcs11 carries few types
    """Return the module as python-pkcs11 drives it; None if it cannot even begin."""
    import pkcs11

    try:
        return pkcs11.lib(path)
    except (pkcs11.PKCS11Error, RuntimeError, OSError, ValueError):
        log.info("python-pkcs11 cannot load this module", exc_info=True)
        return None
