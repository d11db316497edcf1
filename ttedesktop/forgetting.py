"""Forgets all that the program has noted on this computer; documents stay."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ttedesktop.data_folder import data_folder
from ttedesktop.errors.output_errors import DataNotForgotten
from ttedesktop.program_log import PROGRAM_LOG
from ttedesktop.specimens.picture_folder import PictureFolder

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.settings.store import SettingsStore


def forget_everything(store: SettingsStore) -> None:
    """Remove the settings, the pictures, the lists, the journals and the log.

    To be called again if it fails: what was removed stays removed. Raises
    SettingsUnavailable, or DataNotForgotten for a folder that refuses.
    """
    PROGRAM_LOG.stop()
    refused = [folder for folder in noted_folders() if not _is_removed(folder)]
    store.forget()
    if refused:
        raise DataNotForgotten(str(refused[0]))


def noted_folders() -> tuple[Path, ...]:
    """Return the folders in which the program notes anything."""
    return data_folder(), PictureFolder().folder.parent


def _is_removed(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
