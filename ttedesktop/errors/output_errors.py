"""What may go wrong with what the program writes, trusts or keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ttedesktop.errors.errors import TteError


@dataclass(eq=False)
class FolderReadOnly(TteError):
    """The signed document cannot be written to the folder."""

    folder: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class FolderMissing(TteError):
    """There is no folder of that name for the signed document."""

    folder: str
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class DiskFull(TteError):
    """There is no room for the signed document."""

    folder: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class OutputNotWritten(TteError):
    """The operating system refused to store the signed document."""

    folder: str
    reason: str
    """Name of the operating system's error, such as ``EIO``."""


@dataclass(eq=False)
class OutputNotVerified(TteError):
    """The signed bytes, read back, did not validate; they were thrown away."""

    reason: str
    """Sub-indication or a word for what differed."""


# --- trust and settings -----------------------------------------------------


@dataclass(eq=False)
class TrustFileUnreadable(TteError):
    """A file named as a trust anchor holds no certificate."""

    name: str
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class TrustFolderNotWritten(TteError):
    """What was gathered of authorities cannot be kept on this computer."""

    folder: str


class SettingsUnavailable(TteError):
    """The operating system's keyring is locked, absent or does not answer."""


class SettingsDamaged(TteError):
    """What the keyring holds is not what was written there."""


class SettingsTooLarge(TteError):
    """All settings together are more than a keyring is asked to hold."""


@dataclass(eq=False)
class SettingsFileRefused(TteError):
    """A file with settings cannot be read or written, or is not to be believed."""

    name: str
    reason: str
    """``unreadable``, ``not_written``, ``not_settings``, ``changed`` or ``newer``."""
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class DataNotForgotten(TteError):
    """A folder of the program could not be removed."""

    folder: str


@dataclass(eq=False)
class ReportNotWritten(TteError):
    """A validation report, picture or attachment could not be stored."""

    name: str


@dataclass(eq=False)
class DemonstrationUnavailable(TteError):
    """A part that the demonstration needs is not installed."""

    missing: str
    exit_status: ClassVar[int] = 2
