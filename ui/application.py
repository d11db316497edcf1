"""The application: one set of parts, and a window that is made anew when it must."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ttedesktop.language import choose_language
from ttedesktop.policy import Policy, machine_policy
from ttedesktop.policy_errors import PolicyUnreadable
from ttedesktop.settings import Profile, Settings
from ui import icons, theme
from ui.background import deliver
from ui.error_dialog import show_error
from ui.main_window import MainWindow
from ui.parts import DemonstrationTrust, Parts, make_parts
from ui.switchboard import Switchboard

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.settings_store import LoadedSettings, SettingsStore

log = logging.getLogger(__name__)

_WARMING: Final = 400
"""Milliseconds after the start."""
_PICTURE_WAIT: Final = 30_000
"""Milliseconds until a picture is taken even if nothing was settled."""
_PICTURE_DELAY: Final = 1_200
"""Milliseconds after the verdict in which pages and stamp are drawn."""
_PICTURE_SIZE: Final = (1366, 768)


class Application(QObject):
    """Made once; ``run`` lasts until the last window is closed."""

    def __init__(
        self, store: SettingsStore | None, *, demonstration: Path | None = None
    ) -> None:
        self._qt = _qt_application()
        super().__init__()
        self._qt.setApplicationName("TTE Desktop")
        self._qt.setDesktopFileName("ttedesktop")
        self.parts = _parts(store, demonstration)
        self.window: MainWindow | None = None
        self.switchboard: Switchboard | None = None
        self._status = 0
        self._applied = self.parts.settings

    def take(self, loaded: LoadedSettings) -> None:
        """Use the settings from the keyring, before anything is shown."""
        self.parts.keeper.take(loaded)

    def take_later(self, loading: Future[LoadedSettings]) -> None:
        """Use the settings from the keyring when they come."""
        deliver(
            loading,
            to=self,
            on_success=self.parts.keeper.take,
            on_failure=lambda error: log.warning("no settings: %s", error),
        )

    def start(self) -> None:
        """Start the children and show the window."""
        self._applied = self.parts.settings
        self.parts.keeper.changed.connect(self._settings_changed)
        self.parts.tokens.start(self._applied.modules)
        for start in (
            self.parts.reading.start,
            self.parts.validator.start,
            self.parts.making.start,
        ):
            self.parts.background.run(
                start,
                to=self,
                on_success=lambda _none: None,
                on_failure=lambda error: log.warning("a child: %s", error),
            )
        # Later than the first picture, and before the first document is open.
        QTimer.singleShot(_WARMING, self, self._warm_up)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._colours_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._colours_changed)
        self._make_window()

    def open(self, path: Path) -> None:
        """Open a file in the window."""
        if self.switchboard is not None:
            self.switchboard.open(path)

    def picture(self, target: Path) -> None:
        """Save a picture of the window once the document is settled, then end."""
        if self.window is None or self.switchboard is None:
            return
        self.window.resize(*_PICTURE_SIZE)
        self._status = 1
        self.switchboard.settled.connect(
            lambda: QTimer.singleShot(_PICTURE_DELAY, self, lambda: self._grab(target))
        )
        QTimer.singleShot(_PICTURE_WAIT, self, lambda: self._grab(target))

    def run(self) -> int:
        """Be there until the window is closed; return the exit status."""
        self._qt.exec()
        self.stop()
        return self._status

    def stop(self) -> None:
        """Close the window and end everything that was started."""
        window, self.window = self.window, None
        if window is not None:
            window.document_page.close_document()
            window.close()
            window.deleteLater()
        self.parts.stop()

    # --- inside -------------------------------------------------------------------

    def _grab(self, target: Path) -> None:
        if self.window is None:
            return
        if self.window.document_page.report is not None:
            saved = self.window.grab().save(str(target))
            self._status = 0 if saved else 1
        self.window.close()

    def _warm_up(self) -> None:
        """Load what signs, and draw a stamp that nobody sees.

        The first stamp and the first signature come at once then, and the first page
        of a document did not have to wait for either.
        """
        self.parts.background.run(
            _load_what_signs,
            to=self,
            on_success=lambda _none: None,
            on_failure=lambda error: log.warning("no stamps: %s", error),
        )

    @Slot()
    def _colours_changed(self) -> None:
        self._make_window()

    @Slot(object)
    def _settings_changed(self, settings: Settings) -> None:
        before, self._applied = self._applied, settings
        if settings.modules != before.modules:
            self.parts.tokens.restart(settings.modules)
        if (settings.language, settings.appearance) != (
            before.language,
            before.appearance,
        ):
            # Later, for the control that changed it is in the window that goes.
            QTimer.singleShot(0, self, self._make_window)
        elif settings.profile != before.profile and self.window is not None:
            self.window.document_page.desk.refresh_profile()

    def _make_window(self) -> None:
        """Make the window, again where language or colours have changed."""
        before = self.window
        if self.switchboard is not None and self.switchboard.flow.is_busy:
            return
        settings = self.parts.settings
        choose_language(settings.language)
        theme.apply(self._qt, settings.appearance)
        icons.set_rule_icons()
        self._qt.setWindowIcon(icons.application_icon())
        window = MainWindow(self.parts)
        switchboard = Switchboard(self.parts, window)
        self.window, self.switchboard = window, switchboard
        if before is None:
            window.show()
            if self.parts.policy.fault is not None:
                fault = self.parts.policy.fault
                QTimer.singleShot(0, window, lambda: show_error(window, fault))
            return
        window.restoreGeometry(before.saveGeometry())
        document: Document | None = before.document_page.document
        if document is not None:
            switchboard.show_document(document)
        window.show_room(before.room)
        window.settings_page.open_group(before.settings_page.group)
        window.show()
        before.document_page.close_document()
        before.close()
        before.deleteLater()


def _load_what_signs() -> None:
    import ttedesktop.ceremony  # noqa: F401 - loading it is the point
    from ttedesktop.signing.stamp import draw_stamp
    from ttedesktop.signing.stamp_text import DEFAULT_HEIGHT, DEFAULT_WIDTH, StampText

    text = StampText(name="TTE", qr_content="TTE")
    draw_stamp(text, width=DEFAULT_WIDTH, height=DEFAULT_HEIGHT)


def _qt_application() -> QApplication:
    """Return Qt's application, the one that is there or a new one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # 125 % and 150 % are common; rounded, they blur or waste room.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    return QApplication(sys.argv[:1])


def _parts(store: SettingsStore | None, folder: Path | None) -> Parts:
    if folder is None:
        return make_parts(store, policy=_policy())
    # Nobody else pays for what a demonstration needs.
    from ttedesktop.demo.demonstration import make_demonstration

    demonstration = make_demonstration(folder)
    os.environ.update(demonstration.environment)
    os.environ["TTE_PKCS11_MODULES"] = demonstration.module
    official = demonstration.official
    settings = Settings(
        profile=Profile(
            name=official.titled_name,
            position=official.position,
            employee_number=official.employee_number,
        ),
        location="Tirtapura",
    )
    trust = DemonstrationTrust(
        anchors=(demonstration.root_der,),
        crls=demonstration.crls,
    )
    return make_parts(None, settings=settings, demonstration=trust)


def _policy() -> Policy:
    """Return what is fixed here; no driver at all if that cannot be relied on."""
    try:
        return machine_policy()
    except PolicyUnreadable as error:
        log.warning("the policy: %s", error)
        return Policy(modules=(), fault=error)
