"""Opens files for the window: off the GUI thread, and with a password where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.document_errors import PasswordNeeded, PasswordWrong
from ui.password_dialog import PasswordDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors import TteError
    from ui.parts import Parts

_TRIES: Final = 3


class Opening(QObject):
    """One file at a time; a newer wish makes an older one void."""

    opened = Signal(object, bool)
    """The ``Document``, and whether it is opened to be checked."""
    failed = Signal(object)
    """The ``TteError``."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._wish = 0

    def open(self, path: Path, *, for_checking: bool = False) -> None:
        """Open a file."""
        self._wish += 1
        self._try(self._wish, path, "", _TRIES, for_checking=for_checking)

    def _try(
        self, wish: int, path: Path, password: str, tries: int, *, for_checking: bool
    ) -> None:
        def opened(document: Document) -> None:
            if wish == self._wish:
                self.opened.emit(document, for_checking)

        def refused(error: TteError) -> None:
            if wish != self._wish:
                return
            asked = isinstance(error, PasswordNeeded | PasswordWrong)
            if not asked or not tries:
                self.failed.emit(error)
                return
            dialog = PasswordDialog(
                self._window, path.name, was_wrong=isinstance(error, PasswordWrong)
            )
            given = dialog.ask_password()
            # Whoever has no password has given up; nothing is to be said about it.
            if given is not None:
                self._try(wish, path, given, tries - 1, for_checking=for_checking)

        self._parts.background.run(
            lambda: self._parts.reading.open(path, password=password),
            to=self,
            on_success=opened,
            on_failure=refused,
        )
