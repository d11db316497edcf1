"""The parts of the engine that the window works with: started once, stopped once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from ssl import PEM_cert_to_DER_cert
from typing import TYPE_CHECKING

from ttedesktop.anchor_choice import anchors_of
from ttedesktop.data_folder import unfinished_folder
from ttedesktop.errors.output_errors import SettingsUnavailable
from ttedesktop.longterm.unfinished import UnfinishedDocuments
from ttedesktop.policy import Policy
from ttedesktop.settings.store import Secret, StoreOutcome
from ttedesktop.signing.loading import load_what_signs
from ttedesktop.signing.specimen import Specimen
from ttedesktop.specimens.picture_folder import PictureFolder
from ttedesktop.validation.report import authorities_in
from ttedesktop.validation.trust.trust_folder import TrustFolder, own_trust_folder
from ttedesktop.validation.trust.trust_store import TrustStore
from ui.program.background import Background
from ui.program.children import Children, new_children
from ui.program.kept_session import KeptSession, SessionEnd
from ui.program.settings_keeper import SettingsKeeper
from ui.program.token_watch import TokenWatch

if TYPE_CHECKING:
    from ttedesktop.ceremony import Ceremony
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.longterm.levels import LongTerm
    from ttedesktop.longterm.watch_list import WatchedDocument
    from ttedesktop.register import RegisterEntry
    from ttedesktop.settings.store import SettingsStore
    from ttedesktop.settings.values import Settings
    from ttedesktop.signing.stamp_drawer import StampDrawer
    from ttedesktop.specimens.design import SpecimenDesign
    from ttedesktop.validation.progress import Attendance
    from ttedesktop.validation.report import ValidationReport
    from ttedesktop.validation.validator_process import Validator


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DemonstrationTrust:
    """What is trusted in a demonstration only."""

    anchors: tuple[bytes, ...] = field(default=(), repr=False)
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    pictures: PictureFolder = field(default_factory=PictureFolder)
    """Where its own pictures are."""
    folder: TrustFolder = field(default_factory=own_trust_folder)
    """What it gathers of authorities."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One of each; the window is made anew with them when its language changes."""

    background: Background
    keeper: SettingsKeeper
    tokens: TokenWatch
    kept: KeptSession
    """The session that one entry of the PIN has opened, between two signatures."""
    children: Children = field(default_factory=new_children)
    demonstration: DemonstrationTrust | None = None
    pictures: PictureFolder = field(default_factory=PictureFolder)
    """Crests and pictures of specimens."""
    policy: Policy = field(default_factory=Policy)
    """What an administrator has fixed."""
    trust_folder: TrustFolder = field(default_factory=own_trust_folder)
    """Authorities that were met, and revocation lists that were imported."""

    @property
    def reading(self) -> Renderer:
        """Draws the pages that are read."""
        return self.children.reading

    @property
    def making(self) -> Renderer:
        """Looks through what is signed, and draws what the program made."""
        return self.children.making

    @property
    def validator(self) -> Validator:
        """Validates what is opened and what was signed."""
        return self.children.validator

    @property
    def stamps(self) -> StampDrawer:
        """Draws stamps, as they are shown and as they are signed."""
        return self.children.stamps

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.keeper.settings

    def trust_store(self) -> TrustStore:
        """Return the pinned anchors, the administrator's and those of this person."""
        own = () if self.policy.forbids_own_anchors else self.settings.trust_anchors
        added = [*anchors_of(self.policy), *(PEM_cert_to_DER_cert(one) for one in own)]
        store = self.trust_folder.extend(TrustStore.pinned().with_certificates(added))
        if self.demonstration is None:
            return store
        return store.with_certificates(self.demonstration.anchors).with_crls(
            self.demonstration.crls
        )

    def validate(
        self, document: Document, attendance: Attendance | None = None
    ) -> ValidationReport:
        """Validate a document as the settings are now; takes a while.

        Authorities that are met on the way are kept for documents that lack them.
        Raises ``Cancelled`` if ``attendance`` ends.
        """
        report = self.validator.validate(
            document,
            self.trust_store(),
            strict=self.settings.strict_verification,
            attendance=attendance,
        )
        self.trust_folder.remember(one.der for one in authorities_in(report))
        return report

    def specimen(self, design: SpecimenDesign | None = None) -> Specimen:
        """Return a specimen, the one in use if none is named, with its picture.

        What it states is what the person states in the role in use.
        """
        used = design or self.settings.chosen_specimen
        picture = self.pictures.read(used.picture)
        return Specimen(self.settings.signing_profile, used, picture)

    def note_signed(self, entry: RegisterEntry) -> None:
        """Note in the register what was signed, unless that is not wanted."""
        if self.policy.forbids_register or not self.settings.keeps_register:
            return
        # A database is loaded with the first signature.
        from ttedesktop.register import Register

        self.background.run(
            lambda: Register().add(entry),
            to=self.keeper,
            on_success=lambda _none: None,
            on_failure=lambda error: log.warning("not registered: %s", error),
        )

    def ceremony(
        self, *, renderer: Renderer | None = None, validator: Validator | None = None
    ) -> Ceremony:
        """Return what signs, with the trust of this moment.

        The queue has a renderer and a validator of its own.
        """
        # What signs takes longer to load than the window; it is loaded after it.
        load_what_signs()
        from ttedesktop.ceremony import Ceremony

        return Ceremony(
            renderer=renderer or self.making,
            validator=validator or self.validator,
            trust_store=self.trust_store(),
            long_term=self.long_term,
            unfinished=self.unfinished,
        )

    @property
    def unfinished(self) -> UnfinishedDocuments:
        """The documents that are to be completed later."""
        if self.demonstration is None:
            return UnfinishedDocuments(unfinished_folder())
        return UnfinishedDocuments(self.trust_folder.path / unfinished_folder().name)

    def watched_here(self) -> list[WatchedDocument]:
        """Return what was signed here and is to be completed."""
        from ttedesktop.longterm.watch_list import noted

        return [noted(one) for one in self.unfinished]

    def long_term(self) -> LongTerm:
        """Return what asks for time-stamps and proof, as the settings are now.

        Takes a while, also because the keyring is asked for passwords.
        """
        load_what_signs()
        from ttedesktop.longterm.levels import LongTerm
        from ttedesktop.service_choice import wishes_from

        settings = self.settings
        wishes = wishes_from(
            settings,
            self.policy,
            time_stamp_password=self._secret(
                Secret.TIME_STAMP, settings.time_stamp_account
            ),
            proxy_password=self._secret(Secret.PROXY, settings.proxy_account),
        )
        return LongTerm.of(wishes, self.trust_store())

    def _secret(self, secret: Secret, account: str) -> str:
        if not account:
            return ""
        try:
            return self.keeper.secret(secret)
        except SettingsUnavailable:
            # The service will refuse, which is told better than this.
            return ""

    def _forget_pictures(self) -> None:
        """Delete crests that no specimen has any more, if it is sure which there are.

        Settings that could not be read know of none, and those of others are theirs.
        """
        if self.keeper.has_store and self.keeper.outcome is StoreOutcome.STORED:
            used = (one.picture for one in self.settings.specimens)
            self.pictures.forget_others(used)

    def stop(self) -> None:
        """End all children and threads, after what is under way."""
        self.keeper.flush()
        self._forget_pictures()
        self.kept.end(SessionEnd.ASKED)
        self.tokens.close()
        # Killing the children first frees the threads that wait for them.
        self.children.close()
        self.background.stop()


def make_parts(
    store: SettingsStore | None,
    *,
    settings: Settings | None = None,
    demonstration: DemonstrationTrust | None = None,
    policy: Policy | None = None,
    children: Children | None = None,
) -> Parts:
    """Return parts that start nothing; of given ``children`` some may run already."""
    fixed = policy or Policy()
    background = Background()
    return Parts(
        background=background,
        keeper=SettingsKeeper(background, store, settings, policy=fixed),
        tokens=TokenWatch(background, fixed),
        policy=fixed,
        kept=KeptSession(background),
        children=children or new_children(),
        demonstration=demonstration,
        pictures=demonstration.pictures if demonstration else PictureFolder(),
        trust_folder=demonstration.folder if demonstration else own_trust_folder(),
    )
