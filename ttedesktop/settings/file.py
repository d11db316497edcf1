"""The settings as a file, to be taken to another computer or kept.

Under a hash, so that a file that was changed or cut off is not taken for a whole one;
the hash proves no sender. Left out is what another computer must not believe of a file:
whom to trust and which driver to load; and what is nobody's business there: documents
that were opened, and the certificate that was used. There is no secret among settings.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.errors.output_errors import SettingsFileRefused
from ttedesktop.settings.document import SCHEMA, from_json, to_json
from ttedesktop.settings.values import Settings
from ttedesktop.specimens.picture_folder import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ttedesktop.specimens.picture_folder import PictureFolder

FORMAT: Final = "TTE Desktop settings"
ENDING: Final = "tte-setelan"
LEFT_OUT: Final = (
    "certificate",
    "left",
    "modules",
    "network_authorities",
    "offers_setup",
    "proposed",
    "recent",
    "setup_step",
    "trust_anchors",
)
"""Settings that stay where they are."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MOST_PICTURES: Final = 100
_LARGEST: Final = 64 << 20
"""Bytes of a file that is read."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a file holds."""

    settings: Settings
    pictures: tuple[bytes, ...] = ()
    """PNG of crests and own pictures that the specimens use."""

    def taken_over(
        self,
        present: Settings,
        prepare: Callable[[str, bytes], bytes],
        folder: PictureFolder,
    ) -> Settings:
        """Return these settings with what is left out of a file as it is here.

        The pictures are drawn anew by ``prepare``, as those that a person chooses, and
        kept in ``folder``. Raises what it raises, and OSError.
        """
        renamed = {
            hashlib.sha256(one).hexdigest(): folder.keep(prepare("gambar.png", one))
            for one in self.pictures
        }
        specimens = tuple(
            dataclasses.replace(one, picture=renamed.get(one.picture, ""))
            for one in self.settings.specimens
        )
        kept = {name: getattr(present, name) for name in LEFT_OUT}
        return dataclasses.replace(self.settings, **kept, specimens=specimens)


def write_settings(path: Path, file: SettingsFile) -> None:
    """Write a file, whole or not at all. Raises SettingsFileRefused."""
    content = _content(file)
    document = {"format": FORMAT, **content, "sha256": _digest(content)}
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_text(json.dumps(document, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError:
        raise SettingsFileRefused(path.name, "not_written") from None


def read_settings(path: Path) -> SettingsFile:
    """Return what a file holds. Raises SettingsFileRefused."""
    try:
        with path.open("rb") as opened:
            told = opened.read(_LARGEST)
    except OSError:
        raise SettingsFileRefused(path.name, "unreadable") from None
    try:
        return _read(json.loads(told))
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error):
        raise SettingsFileRefused(path.name, "not_settings") from None
    except _Refused as refusal:
        raise SettingsFileRefused(path.name, str(refusal)) from None


class _Refused(Exception):
    """Something is the matter with a file that was written by this program."""


def _content(file: SettingsFile) -> dict[str, Any]:
    told = to_json(file.settings)
    return {
        "schema": SCHEMA,
        "settings": {
            name: value
            for name, value in told.items()
            if name not in LEFT_OUT and name != "schema"
        },
        "pictures": [base64.b64encode(one).decode("ascii") for one in file.pictures],
    }


def _read(document: Mapping[str, Any]) -> SettingsFile:
    if document["format"] != FORMAT:
        raise ValueError
    content = {name: document[name] for name in ("schema", "settings", "pictures")}
    if document["sha256"] != _digest(content):
        reason = "changed"
        raise _Refused(reason)
    if content["schema"] > SCHEMA:
        reason = "newer"
        raise _Refused(reason)
    pictures = tuple(_picture(one) for one in content["pictures"][:_MOST_PICTURES])
    settings = from_json(content["settings"])
    at_first = Settings()
    # Whoever wrote the hash may have written these as well.
    unwanted = {name: getattr(at_first, name) for name in LEFT_OUT}
    return SettingsFile(dataclasses.replace(settings, **unwanted), pictures)


def _picture(told: str) -> bytes:
    content = base64.b64decode(told, validate=True)
    if len(content) > LARGEST or not content.startswith(_PNG):
        raise ValueError
    return content


def _digest(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
