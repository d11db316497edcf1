"""Holds the settings for the window, and brings changes to the keyring in time."""

from __future__ import annotations

import dataclasses
import logging
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.policy import Policy
from ttedesktop.settings.store import LoadedSettings, StoreOutcome
from ttedesktop.settings.values import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from ttedesktop.errors.errors import TteError
    from ttedesktop.settings.declaration import Declared
    from ttedesktop.settings.store import Secret, SettingsStore
    from ui.program.background import Background

log = logging.getLogger(__name__)

_DELAY: Final = 600
"""Milliseconds after the last change until it is written."""
_KEPT: Final = (StoreOutcome.STORED, StoreOutcome.ABSENT)


class SettingsKeeper(QObject):
    """One for the whole window. Without a store (demonstration) nothing is kept."""

    changed = Signal(object)
    """The ``Settings``, whenever one of them has another value."""
    outcome_changed = Signal(object)
    """The ``StoreOutcome``: whether what is changed is also kept."""

    def __init__(
        self,
        background: Background,
        store: SettingsStore | None,
        settings: Settings | None = None,
        *,
        policy: Policy | None = None,
    ) -> None:
        super().__init__()
        self._policy = policy or Policy()
        self._background = background
        self._store = store
        self._sealed: SettingsStore | None = None
        self._own = self._policy.propose(settings or Settings())
        """What the person chose, also where something else is fixed."""
        self._settings = self._imposed()
        self._outcome = StoreOutcome.ABSENT
        self._under_way: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self._save)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def outcome(self) -> StoreOutcome:
        """What became of the last loading or saving."""
        return self._outcome

    @property
    def is_kept(self) -> bool:
        """Whether changes outlive the program."""
        return self._store is not None and self._outcome in _KEPT

    @property
    def has_store(self) -> bool:
        """Whether there is a keyring at all to be asked; none in a demonstration."""
        return self._store is not None

    def take(self, loaded: LoadedSettings) -> None:
        """Use what was loaded from the keyring."""
        self._set_outcome(loaded.outcome)
        self._own = self._policy.propose(loaded.settings)
        self._use()

    def load(self) -> None:
        """Load again, for instance after the person unlocked the keyring."""
        if self._store is not None:
            self._background.run(
                self._store.load, to=self, on_success=self.take, on_failure=_note
            )

    def change(self, **values: Any) -> None:  # noqa: ANN401 - one for each field
        """Give settings other values; they are written a little later."""
        own = dataclasses.replace(self._own, **values)
        if own == self._own:
            return
        self._own = own
        self._timer.start()
        self._use()

    def restore(self, setting: Declared) -> None:
        """Give a setting the value back that it had before anybody chose one."""
        self.change(**{setting.field: self._policy.initial(setting)})

    def is_restored(self, setting: Declared) -> bool:
        """Whether nobody has chosen anything else."""
        return setting.value_in(self._settings) == self._policy.initial(setting)

    def locks(self, setting: Declared) -> bool:
        """Whether an administrator fixed it."""
        return self._policy.locks(setting.key)

    def replace(self, settings: Settings) -> None:
        """Use all of these settings, such as those of a file."""
        self.change(
            **{one.name: getattr(settings, one.name) for one in fields(settings)}
        )

    def secret(self, secret: Secret) -> str:
        """Return a password that is kept, empty if none; blocks while it is asked.

        Raises SettingsUnavailable.
        """
        return "" if self._store is None else self._store.secret(secret)

    def keep_secret(self, secret: Secret, password: str) -> None:
        """Keep a password, or forget it if it is empty; blocks. As ``secret``."""
        if self._store is not None:
            self._store.keep_secret(secret, password)

    def run(
        self, work: Callable[[], None], on_failure: Callable[[TteError], None]
    ) -> None:
        """Do something with the keyring off the GUI thread."""
        self._background.run(
            work, to=self, on_success=lambda _none: None, on_failure=on_failure
        )

    def seal(self) -> SettingsStore | None:
        """Write nothing any more; return the store, None if there is none."""
        self._timer.stop()
        store, self._sealed, self._store = self._store, self._store, None
        return store

    def unseal(self) -> None:
        """Write again what changes."""
        self._store = self._sealed or self._store

    def reset(self) -> None:
        """Forget what is damaged in the keyring, and keep the present settings."""
        store = self._store
        if store is None:
            return
        self._background.run(
            store.reset,
            to=self,
            on_success=lambda _none: self._was_reset(),
            on_failure=_note,
        )

    def flush(self) -> None:
        """Write at once what still waits; for the end of the program."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()
        if self._under_way is not None:
            self._under_way.exception()

    def _imposed(self) -> Settings:
        return self._policy.impose(self._own)

    def _use(self) -> None:
        settings = self._imposed()
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)

    def _was_reset(self) -> None:
        self._set_outcome(StoreOutcome.ABSENT)
        self._save()

    def _save(self) -> None:
        store, settings = self._store, self._own
        if store is None or not self.is_kept:
            return
        self._under_way = self._background.run(
            lambda: store.save(settings),
            to=self,
            on_success=lambda _none: self._set_outcome(StoreOutcome.STORED),
            on_failure=self._not_saved,
        )

    def _not_saved(self, error: TteError) -> None:
        _note(error)
        self._set_outcome(StoreOutcome.UNAVAILABLE)

    def _set_outcome(self, outcome: StoreOutcome) -> None:
        if outcome is not self._outcome:
            self._outcome = outcome
            self.outcome_changed.emit(outcome)


def _note(error: TteError) -> None:
    log.warning("the settings are not kept: %s", error)
