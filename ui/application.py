"""The application: one set of parts, and a window that is made anew when it must."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from ttedesktop.language import choose_language
from ttedesktop.policy import policy_in_doubt
from ttedesktop.settings.values import Settings
from ui.affairs.window_memory import move_documents
from ui.controls import icons, theme
from ui.controls.access_roles import install_roles
from ui.controls.error_dialog import show_error
from ui.main_window import MainWindow
from ui.program.background import deliver
from ui.program.crash_watch import CrashWatch
from ui.program.file_requests import FileRequests
from ui.program.parts import DemonstrationTrust, Parts, make_parts
from ui.program.qt_application import qt_application
from ui.program.warming import Warming
from ui.switchboard import Switchboard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from ttedesktop.settings.store import LoadedSettings, SettingsStore
    from ui.affairs.opening import OpeningWish
    from ui.first_look import FirstLook
    from ui.program.children import Children
    from ui.program.instance_server import InstanceServer
    from ui.program.single_instance import Handover, Place

log = logging.getLogger(__name__)

_WARMING: Final = 400
"""Milliseconds after everything else was started."""
_LATER: Final = 500
"""Milliseconds until a window that must not go yet is looked at again."""
_FIRST_PAGE: Final = 3_000
"""Milliseconds for which everything else waits for the first page."""
_LOOK: Final = 20
"""Milliseconds between two looks for the first page."""
_PICTURE_WAIT: Final = 30_000
"""Milliseconds until a picture is taken even if nothing was settled."""
_PICTURE_DELAY: Final = 1_200
"""Milliseconds after the verdict in which pages and stamp are drawn."""
_PICTURE_SIZE: Final = (1366, 768)


class Application(QObject):
    """Made once; ``run`` lasts until the last window is closed."""

    all_started = Signal()
    """Whatever was to be read first is read, and everything else was started."""

    def __init__(
        self,
        store: SettingsStore | None,
        *,
        demonstration: Path | None = None,
        children: Children | None = None,
        first_look: FirstLook | None = None,
    ) -> None:
        """Take the children, if some were started already, and what is seen already."""
        self._qt = qt_application()
        install_roles()
        super().__init__()
        if sys.platform == "darwin":
            requests = FileRequests(self)
            requests.asked_for.connect(lambda path: self.open_all([Path(path)]))
            self._qt.installEventFilter(requests)
        self.parts = _parts(store, demonstration, children)
        self._first_look = first_look
        self.window: MainWindow | None = None
        self.switchboard: Switchboard | None = None
        self.crashes = CrashWatch()
        self.crashes.met.connect(self._tell_crash, Qt.ConnectionType.QueuedConnection)
        self._server: InstanceServer | None = None
        self._status = 0
        self._is_started = False
        self._warming = Warming(self.parts)
        self._applied = self.parts.settings

    def take(self, loaded: LoadedSettings) -> None:
        """Use the settings from the keyring, before anything is shown."""
        self.parts.keeper.take(loaded)

    def take_later(self, loading: Future[LoadedSettings]) -> None:
        """Use the settings from the keyring when they come."""
        deliver(
            loading,
            to=self,
            on_success=self._take_late,
            on_failure=lambda error: log.warning("no settings: %s", error),
        )

    def _take_late(self, loaded: LoadedSettings) -> None:
        self.parts.keeper.take(loaded)
        self.come_back()

    def start(self, *, opens: bool = False) -> None:
        """Start the children and show the window.

        Where it ``opens`` a document at once, whatever that does not need is started
        after its first page: both would have to share the processor.
        """
        self._applied = self.parts.settings
        self.parts.keeper.changed.connect(self._settings_changed)
        self._start_child(self.parts.reading.start)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._colours_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._colours_changed)
        self._make_window()
        if opens or self._first_look is not None:
            deadline = QDeadlineTimer(_FIRST_PAGE)
            QTimer.singleShot(_LOOK, self, lambda: self._start_rest_after(deadline))
        else:
            self._start_rest()

    def open_all(self, paths: Iterable[Path]) -> None:
        """Open files in the window, each in a tab."""
        if self.switchboard is not None:
            self.switchboard.open_all(paths)

    def listen(self, place: Place) -> None:
        """Take what other starts of the program hand over, once all is up."""
        self.all_started.connect(lambda: self._listen(place))

    def offer_setup(self) -> None:
        """Lead a person through the first start, if this is it."""
        if self.switchboard is not None and self.switchboard.setup.is_due:
            self.switchboard.setup.begin()

    def come_back(self) -> None:
        """Open what was open when the program was ended, after all else was started."""
        if not self._is_started:
            self.all_started.connect(self.come_back)
        elif self.switchboard is not None:
            self.switchboard.memory.come_back()

    def come_forward(self) -> None:
        """Bring the window before those of other programs, where these allow it."""
        if self.window is not None:
            self.window.setWindowState(
                self.window.windowState() & ~Qt.WindowState.WindowMinimized
            )
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

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
        self.crashes.begin()
        self._qt.exec()
        self.crashes.end()
        self.stop()
        return self._status

    def stop(self) -> None:
        """Close the window and end everything that was started."""
        if self._server is not None:
            self._server.close()
        window, self.window = self.window, None
        if window is not None:
            if self.switchboard is not None:
                self.switchboard.memory.end()
            _close_documents(window)
            if self.switchboard is not None:
                self.switchboard.queue.stop()
                self.switchboard.completing.stop()
            window.end()
            window.deleteLater()
        self.parts.stop()

    # --- inside -------------------------------------------------------------------

    def _start_child(self, start: Callable[[], None]) -> None:
        self.parts.background.run(
            start,
            to=self,
            on_success=lambda _none: None,
            on_failure=lambda error: log.warning("a child: %s", error),
        )

    def _start_rest_after(self, deadline: QDeadlineTimer) -> None:
        window = self.window
        if (
            window is None
            or window.document_page.view.is_sharp
            or deadline.hasExpired()
        ):
            self._end_first_look()
            self._start_rest()
        else:
            QTimer.singleShot(_LOOK, self, lambda: self._start_rest_after(deadline))

    def _end_first_look(self) -> None:
        look, self._first_look = self._first_look, None
        if look is not None:
            look.end()

    def _start_rest(self) -> None:
        self.parts.tokens.start(self.parts.settings.modules)
        self._start_child(self.parts.validator.start)
        self._start_child(self.parts.making.start)
        self._start_child(self.parts.stamps.start)
        QTimer.singleShot(_WARMING, self._warming, self._warming.begin)
        if self.switchboard is not None:
            self.switchboard.queue.start()
        self._is_started = True
        self.all_started.emit()

    def _listen(self, place: Place) -> None:
        from ui.program.instance_server import InstanceServer

        self._server = InstanceServer(self)
        self._server.handed_over.connect(self._handed_over)
        self._server.listen(place)

    @Slot(object)
    def _handed_over(self, handover: Handover) -> None:
        # Qt takes the desktop's permission from there, when it asks for the front.
        os.environ["XDG_ACTIVATION_TOKEN"] = handover.activation
        self.come_forward()
        os.environ.pop("XDG_ACTIVATION_TOKEN", None)
        self.open_all(handover.files)

    @Slot(object)
    def _tell_crash(self, error: BaseException) -> None:
        if self.switchboard is not None:
            self.switchboard.housekeeping.tell_crash(error)
        self.crashes.was_told()

    def _grab(self, target: Path) -> None:
        if self.window is None:
            return
        if self.window.document_page.report is not None:
            saved = self.window.grab().save(str(target))
            self._status = 0 if saved else 1
        self.window.end()

    @Slot()
    def _colours_changed(self) -> None:
        self._make_window()

    @Slot(object)
    def _settings_changed(self, settings: Settings) -> None:
        before, self._applied = self._applied, settings
        if settings.modules != before.modules:
            self.parts.tokens.restart(settings.modules)
        if _look_of(settings) != _look_of(before):
            # Later, for the control that changed it is in the window that goes.
            QTimer.singleShot(0, self, self._make_window)
        elif _stamp_of(settings) != _stamp_of(before) and self.window is not None:
            for page in self.window.documents.made:
                page.desk.refresh_specimen()

    def _make_window(self) -> None:
        """Make the window, again where language or colours have changed."""
        before, wishes = self.window, self._wishes()
        if self.switchboard is not None and self.switchboard.is_busy:
            # What is under way tells its end in the window that it began in.
            QTimer.singleShot(_LATER, before or self, self._make_window)
            return
        settings = self.parts.settings
        choose_language(settings.language)
        if before is None:
            theme.choose(self._qt, settings.appearance, settings.text_size)
        else:
            theme.apply(self._qt, settings.appearance, settings.text_size)
        icons.set_rule_icons()
        self._qt.setWindowIcon(icons.application_icon())
        if before is None:
            self._make_first_window()
            return
        window, gone = MainWindow(self.parts), self.switchboard
        switchboard = Switchboard(self.parts, window)
        self.window, self.switchboard = window, switchboard
        self._take_over(before, wishes)
        if gone is not None:
            switchboard.memory.take_over(gone.memory)
            switchboard.queue.take_over(gone.queue)
            gone.queue.stop()
            switchboard.completing.take_over(gone.completing)
            gone.completing.stop()

    def _make_first_window(self) -> None:
        """Make a window, or fill the one that is seen already."""
        look = self._first_look
        window = MainWindow() if look is None else look.main_window
        window.fill(self.parts)
        self.window, self.switchboard = window, Switchboard(self.parts, window)
        theme.dress(self._qt)
        if look is None:
            window.put_back(self.parts.settings.left.geometry)
            window.show()
        else:
            window.show_content()
            look.stay_in_front()
        if self.parts.policy.fault is not None:
            fault = self.parts.policy.fault
            QTimer.singleShot(0, window, lambda: show_error(window, fault))

    def _take_over(self, before: MainWindow, wishes: tuple[OpeningWish, ...]) -> None:
        """Show what was shown in the window that goes, each document where it was."""
        window, switchboard = self.window, self.switchboard
        if window is None or switchboard is None:
            return
        # It goes with the window that it lies over.
        self._first_look = None
        window.restoreGeometry(before.saveGeometry())
        move_documents(before, window, switchboard.documents)
        switchboard.documents.open_wishes(wishes)
        window.show_room(before.room)
        if before.settings_group is not None:
            window.settings_page.open_group(before.settings_group)
        if before.is_setting_up:
            switchboard.setup.begin()
        window.show()
        _close_documents(before)
        before.end()
        before.deleteLater()

    def _wishes(self) -> tuple[OpeningWish, ...]:
        """Return the files that the window has not opened yet."""
        if self.switchboard is None:
            return ()
        return self.switchboard.documents.opening.wishes


def _look_of(settings: Settings) -> tuple[object, ...]:
    return settings.language, settings.appearance, settings.text_size


def _stamp_of(settings: Settings) -> tuple[object, ...]:
    return settings.signing_profile, settings.chosen_specimen, settings.specimens


def _close_documents(window: MainWindow) -> None:
    """Let every page say where it was left, and end what draws it."""
    for page in window.documents.pages:
        page.close_document()


def _parts(
    store: SettingsStore | None, folder: Path | None, children: Children | None
) -> Parts:
    if folder is None:
        return make_parts(store, policy=policy_in_doubt(), children=children)
    # Nobody else pays for what a demonstration needs.
    from ttedesktop.demo.demonstration import make_demonstration
    from ttedesktop.validation.trust.trust_folder import TrustFolder

    demonstration = make_demonstration(folder)
    os.environ.update(demonstration.environment)
    os.environ["TTE_PKCS11_MODULES"] = demonstration.module
    official = demonstration.official
    settings = Settings(
        profile=official.profile,
        specimens=demonstration.specimens,
        location="Tirtapura",
    )
    trust = DemonstrationTrust(
        anchors=(demonstration.root_der,),
        crls=demonstration.crls,
        pictures=demonstration.pictures,
        folder=TrustFolder(folder / "trust"),
    )
    return make_parts(None, settings=settings, demonstration=trust, children=children)
