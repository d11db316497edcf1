"""``make screenshots``: the window in every state worth looking at, as PNG files.

In both themes and at the sizes of common office screens less title bar and taskbar.
Looks at nothing by itself: a person does.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from typing_extensions import override

from tests.guide_pictures import renew_pictures
from tests.states.checking import checking_states
from tests.states.journey import journey, opened, rooms
from tests.states.queue import queue_states
from tests.states.specimens import sheets
from tests.states.visitor import Visitor, wait_for
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.language import Language
from ttedesktop.settings.values import Appearance
from ui.application import Application

LOOKS = (Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST)
SIZES = {"1366x768": (1366, 696), "1920x1080": (1920, 1008), "960x540": (960, 468)}
PARTS = ("", "queue", "window", "checking")


@dataclass
class Photographer(Visitor):
    """Takes pictures of one window in one theme and size."""

    folder: Path = Path()
    suffix: str = ""
    taken: list[Path] = field(default_factory=list)

    @override
    def visit(self, name: str) -> None:
        self.settle()
        path = self.folder / f"{name}-{self.suffix}.png"
        self.window.grab().save(str(path))
        self.taken.append(path)


def session(
    demonstration: Demonstration,
    folder: Path,
    *,
    size: str,
    appearance: Appearance,
    language: Language,
    parts: str = "",
) -> list[Path]:
    """Take all pictures in one theme, size and language."""
    with tempfile.TemporaryDirectory() as private:
        office = Path(private) / "Surat Keluar 2026"
        office.mkdir()
        letter = office / demonstration.documents[0].name
        shutil.copy(demonstration.documents[0], letter)
        gc.collect()
        application = Application(None, demonstration=demonstration.folder)
        application.parts.keeper.change(appearance=appearance, language=language)
        application.start()
        assert application.window is not None
        application.window.resize(*SIZES[size])
        suffix = f"{size}-{appearance.value}-{language.value}"
        photo = Photographer(application, folder=folder, suffix=suffix)
        if parts in {"", "queue"}:
            queue_states(photo, Path(private), demonstration.pin, wait_for)
        if parts in {"", "window"}:
            journey(photo, demonstration, letter)
            rooms(photo, demonstration.pin)
        if parts == "checking":
            checking_states(photo, office, partial(opened, application), wait_for)
        application.stop()
        QApplication.processEvents()
    photo.ends_well()
    return photo.taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("screenshots"))
    parser.add_argument("--only", default="", help="Such as 1366x768-light-id.")
    parser.add_argument("--part", default="", choices=PARTS)
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    # In no other thread: see ``ui.program.tidying``.
    gc.disable()
    with tempfile.TemporaryDirectory() as private:
        os.environ["XDG_DATA_HOME"] = str(Path(private) / "data")
        demonstration = make_demonstration(Path(private) / "demonstration")
        sheets(options.folder, demonstration)
        for size, appearance, language in product(SIZES, LOOKS, Language):
            name = f"{size}-{appearance.value}-{language.value}"
            if options.only in name:
                taken = session(
                    demonstration,
                    options.folder,
                    size=size,
                    appearance=appearance,
                    language=language,
                    parts=options.part,
                )
                sys.stdout.write(f"{len(taken)} {name}\n")
    sys.stdout.write(f"{renew_pictures(options.folder)} of the guide\n")


if __name__ == "__main__":
    main()
