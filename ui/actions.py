"""Every action of the window: its words, its key, and the menu it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from typing_extensions import override

from ttedesktop.language import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

MENUS: Final = (
    (
        mark("Berkas"),
        (
            ("open", mark("Buka…"), "Ctrl+O"),
            ("to_queue", mark("Tambah ke antrean…"), "Ctrl+Shift+O"),
            ("check", mark("Periksa keaslian…"), "Ctrl+K"),
            ("check_many", mark("Periksa banyak dokumen"), "Ctrl+Shift+K"),
            ("save_report", mark("Simpan laporan…"), "Ctrl+S"),
            ("print", mark("Cetak…"), "Ctrl+P"),
            ("open_folder", mark("Buka folder dokumen"), ""),
            ("clear_recent", mark("Bersihkan daftar terakhir dibuka"), ""),
            ("properties", mark("Properti dokumen…"), "Ctrl+D"),
            ("close", mark("Tutup dokumen"), "Ctrl+W"),
            ("quit", mark("Keluar"), "Ctrl+Q"),
        ),
    ),
    (
        mark("Sunting"),
        (
            ("copy", mark("Salin"), "Ctrl+C"),
            ("select_page", mark("Pilih halaman ini"), "Ctrl+A"),
            ("copy_region", mark("Salin wilayah sebagai gambar"), "Ctrl+Shift+C"),
            ("find", mark("Cari…"), "Ctrl+F"),
            ("find_next", mark("Cari berikutnya"), "F3"),
            ("find_previous", mark("Cari sebelumnya"), "Shift+F3"),
        ),
    ),
    (
        mark("Tampilan"),
        (
            ("zoom_in", mark("Perbesar"), "Ctrl++"),
            ("zoom_out", mark("Perkecil"), "Ctrl+-"),
            ("actual_size", mark("Ukuran sebenarnya"), "Ctrl+8"),
            ("fit_page", mark("Pas halaman"), "Ctrl+0"),
            ("fit_width", mark("Pas lebar"), "Ctrl+9"),
            ("continuous", mark("Halaman bersambung"), "Ctrl+Alt+1"),
            ("single", mark("Satu halaman"), "Ctrl+Alt+2"),
            ("two_up", mark("Dua halaman berdampingan"), "Ctrl+Alt+3"),
            ("turn_right", mark("Putar ke kanan"), "Ctrl+R"),
            ("turn_left", mark("Putar ke kiri"), "Ctrl+Shift+R"),
            ("night", mark("Mode malam"), "Ctrl+Shift+N"),
            ("full_screen", mark("Layar penuh"), "F11"),
            ("go_to_page", mark("Ke halaman…"), "Ctrl+G"),
            ("back", mark("Mundur"), "Alt+Left"),
            ("forward", mark("Maju"), "Alt+Right"),
            ("thumbnails", mark("Panel samping"), "F4"),
            ("panel", mark("Panel"), "F9"),
            ("next_area", mark("Bagian berikutnya"), "F6"),
            ("next_document", mark("Dokumen berikutnya"), "Ctrl+Tab"),
            ("previous_document", mark("Dokumen sebelumnya"), "Ctrl+Shift+Tab"),
        ),
    ),
    (
        mark("Dokumen"),
        (
            ("show_document", mark("Dokumen"), "Ctrl+1"),
            ("sign", mark("Tanda tangani…"), "Ctrl+T"),
            ("show_queue", mark("Antrean"), "Ctrl+2"),
            ("next_in_queue", mark("Antrean: dokumen berikutnya"), "Alt+Down"),
            ("previous_in_queue", mark("Antrean: dokumen sebelumnya"), "Alt+Up"),
            ("register", mark("Daftar tanda tangan…"), "Ctrl+Shift+H"),
            ("unfinished", mark("Lengkapi dan perpanjang…"), ""),
            ("place", mark("Ke kotak tanda tangan"), ""),
            ("prepare", mark("Siapkan tempat tanda tangan…"), "Ctrl+Shift+T"),
        ),
    ),
    (
        mark("Token"),
        (
            ("show_token", mark("Pemeriksaan token"), "Ctrl+3"),
            ("certificate", mark("Pilih sertifikat…"), ""),
            ("change_pin", mark("Ganti PIN…"), ""),
            ("key_file", mark("Pakai berkas sertifikat (.p12)…"), ""),
            ("drop_key_file", mark("Lepas berkas sertifikat"), ""),
            ("look", mark("Periksa lagi"), ""),
        ),
    ),
    (
        mark("Bantuan"),
        (
            ("help", mark("Bantuan"), "F1"),
            ("settings", mark("Setelan"), "Ctrl+,"),
            ("setup", mark("Penyiapan…"), ""),
            ("report", mark("Laporkan masalah…"), "Shift+F1"),
        ),
    ),
)
_FOR_DOCUMENT: Final = (
    "save_report", "print", "open_folder", "close", "zoom_in", "zoom_out",
    "actual_size", "fit_page", "fit_width", "continuous", "single", "two_up",
    "turn_right", "turn_left", "night", "full_screen", "go_to_page", "thumbnails",
    "panel", "sign", "place", "prepare", "copy", "select_page", "copy_region", "find",
    "find_next", "find_previous", "back", "forward", "properties",
)  # fmt: skip
_TICKED: Final = ("continuous", "single", "two_up", "night", "full_screen")
"""What is on or off."""
MORE: Final = (
    ("find", "copy_region"),
    ("actual_size", "fit_page", "fit_width"),
    ("continuous", "single", "two_up"),
    ("turn_right", "turn_left"),
    ("night", "full_screen"),
)
"""What the button "Lainnya" offers, in groups."""


class Actions(QObject):
    """Belongs to one window; the menu bar comes with Alt and goes with it."""

    def __init__(
        self, window: QMainWindow, runs: Mapping[str, Callable[[], None]]
    ) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._bar = window.menuBar()
        for title, entries in MENUS:
            menu = self._bar.addMenu(_(title))
            for name, words, key in entries:
                action = QAction(_(words), window)
                if key:
                    action.setShortcut(QKeySequence(key))
                action.setCheckable(name in _TICKED)
                action.triggered.connect(lambda _checked=False, n=name: runs[n]())
                menu.addAction(action)
                # The bar is hidden, so the window itself must know the key.
                window.addAction(action)
                self._actions[name] = action
            menu.aboutToHide.connect(self._bar.hide)
        self._actions["zoom_in"].setShortcuts(
            [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
        )
        self._actions["next_document"].setShortcuts(
            [QKeySequence("Ctrl+Tab"), QKeySequence("Ctrl+PgDown")]
        )
        self._actions["previous_document"].setShortcuts(
            [QKeySequence("Ctrl+Shift+Tab"), QKeySequence("Ctrl+PgUp")]
        )
        self._bar.setNativeMenuBar(True)
        if not self._bar.isNativeMenuBar():
            self._bar.hide()
            window.installEventFilter(_AltShows(self._bar))

    def set_document(
        self, *, is_open: bool, has_report: bool, has_others: bool
    ) -> None:
        """Switch off what needs a document that is not there."""
        for name in _FOR_DOCUMENT:
            self._actions[name].setEnabled(is_open)
        self._actions["save_report"].setEnabled(is_open and has_report)
        for name in ("next_document", "previous_document"):
            self._actions[name].setEnabled(is_open and has_others)

    def set_queue(self, *, is_shown: bool) -> None:
        """Let the queue be signed where it is seen."""
        if is_shown:
            self._actions["sign"].setEnabled(True)

    def set_checked(self, name: str, *, checked: bool) -> None:
        """Tick what is on."""
        self._actions[name].setChecked(checked)

    def fill(self, menu: QMenu) -> None:
        """Put into a menu what a person may want while reading."""
        for group in MORE:
            menu.addSeparator()
            menu.addActions([self._actions[name] for name in group])

    def set_key_file(self, *, is_used: bool) -> None:
        """Offer to leave a .p12 file only where one is in use."""
        self._actions["drop_key_file"].setEnabled(is_used)

    def set_busy(self, *, busy: bool) -> None:
        """Switch all but the help off while a signature is under way."""
        for name, action in self._actions.items():
            # Whoever is asked for a PIN may want to know what it costs.
            action.setEnabled(not busy or name == "help")


class _AltShows(QObject):
    """Shows the menu bar when Alt is pressed and let go by itself."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._is_alone = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        is_alt = event.key() == Qt.Key.Key_Alt
        others = event.modifiers() & ~Qt.KeyboardModifier.AltModifier
        # A shortcut's key is seen as an override only: its press goes to the action.
        pressed = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if event.type() in pressed:
            self._is_alone = is_alt and not others
        elif event.type() == QEvent.Type.KeyRelease and is_alt and self._is_alone:
            self._bar.setVisible(not self._bar.isVisible())
            if self._bar.isVisible():
                self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
                first = self._bar.actions()[:1]
                for action in first:
                    self._bar.setActiveAction(action)
        return False
