"""The roles in which a person signs, as the settings keep them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from ttedesktop.language import _
from ttedesktop.specimens.profile import Capacity

if TYPE_CHECKING:
    from ttedesktop.specimens.profile import Profile
    from ui.program.settings_keeper import SettingsKeeper


class RoleKeeping:
    """Changes the role in use, and which one that is."""

    def __init__(self, keeper: SettingsKeeper) -> None:
        self._keeper = keeper

    @property
    def profile(self) -> Profile:
        """The role in use."""
        return self._keeper.settings.signing_profile

    @property
    def position(self) -> int:
        """Its place among the further roles; -1 for the person's own."""
        labels, label = self.labels, self.profile.label
        return labels.index(label) if label in labels else -1

    @property
    def labels(self) -> list[str]:
        """Names of the further roles, in their order."""
        return [one.label for one in self._keeper.settings.more_profiles]

    def change(self, **values: Any) -> None:  # noqa: ANN401 - one for each field
        """Give fields of the role in use other values."""
        now = self.profile
        self._put(now, dataclasses.replace(now, **values))

    def choose(self, label: str) -> None:
        """Sign in another role from now on; an empty label names one's own.

        A name that no role has is not taken: one would sign as oneself by it.
        """
        if not label or label in self.labels:
            self._keeper.change(signs_as=label)

    def rename(self, label: str) -> str:
        """Call the role in use something else, and return how it is called then.

        It keeps its name where the new one is taken, or empty; one's own has none.
        """
        now = self.profile
        if not now.label or not label or label in self.labels:
            return now.label
        self._put(now, dataclasses.replace(now, label=label), signs_as=label)
        return label

    def add(self) -> None:
        """Make another role out of the one in use, and sign in it."""
        settings = self._keeper.settings
        label, number = _("Plt."), 2
        while label in self.labels:
            label, number = f"{_('Plt.')} {number}", number + 1
        made = dataclasses.replace(self.profile, label=label, capacity=Capacity.ACTING)
        more = (*settings.more_profiles, made)
        self._keeper.change(more_profiles=more, signs_as=label)

    def remove(self) -> None:
        """Forget the role in use, and sign as oneself."""
        gone = self.profile.label
        more = self._keeper.settings.more_profiles
        left = tuple(one for one in more if one.label != gone)
        self._keeper.change(more_profiles=left, signs_as="")

    def _put(self, before: Profile, after: Profile, **more: str) -> None:
        if not before.label:
            self._keeper.change(profile=after)
            return
        profiles = tuple(
            after if one.label == before.label else one
            for one in self._keeper.settings.more_profiles
        )
        self._keeper.change(more_profiles=profiles, **more)
