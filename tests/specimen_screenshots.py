"""Pictures of the specimens: their editor, and each kind on paper, drawn thrice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.specimens.design import SpecimenKind
from ui import rail
from ui.settings_groups import SettingsGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.screenshots import Photographer
    from ui.specimen_editor import SpecimenEditor


def editor_states(
    photo: Photographer, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    """Put a specimen of each kind together."""
    window = photo.application.window
    assert window is not None
    keeper = photo.application.parts.keeper
    before = keeper.settings
    window.show_room(rail.SETTINGS)
    window.settings_page.open_group(SettingsGroup.SPECIMEN)
    editor = window.settings_page.specimens
    wait_for(lambda: editor.paper.has_stamp)
    photo.take("26-specimens")
    for kind in (SpecimenKind.SHORT, SpecimenKind.TEXT, SpecimenKind.PICTURE):
        editor.add_design(kind)
        photo.take(f"26-specimens-{kind.value.replace('_', '-')}")
    keeper.change(specimen="lambang")
    scrolled(editor, 0.5)
    photo.take("26-specimens-role")
    editor.add_role()
    scrolled(editor, 0.6)
    photo.take("26-specimens-role-plt")
    scrolled(editor, 1.0)
    photo.take("26-specimens-rules")
    keeper.change(
        specimens=before.specimens,
        specimen=before.specimen,
        more_profiles=before.more_profiles,
        signs_as=before.signs_as,
    )


def scrolled(editor: SpecimenEditor, part: float) -> None:
    """Scroll the rows of the editor to a part of their height."""
    bar = editor.rows_bar
    bar.setValue(round(bar.maximum() * part))
