"""Where a person puts their specimens together, with a preview that is the stamp."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ttedesktop.document.geometry import points
from ttedesktop.errors.output_errors import FolderReadOnly
from ttedesktop.language import _
from ttedesktop.specimens.design import (
    KIND_NAMES,
    STARTING,
    SpecimenDesign,
    SpecimenKind,
    new_key,
)
from ttedesktop.specimens.naming_rule import NamingRule, under
from ui.controls.buttons import Button
from ui.controls.labels import label
from ui.controls.scroll_area import ScrollArea
from ui.specimens.miniatures import SpecimenMiniatures
from ui.specimens.paper import SpecimenPaper
from ui.specimens.profile_rows import ProfileActions, profile_cards, show_labels
from ui.specimens.role_keeping import RoleKeeping
from ui.specimens.rows import DesignActions, changed, design_cards
from ui.specimens.stamp_preview import StampPreview
from ui.specimens.tiles import SpecimenTiles

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QScrollBar

    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.pages.page_loader import PagePicture
    from ui.program.parts import Parts

_WIDEST: Final = 680
_PREVIEW: Final = 300
_WIDE_PREVIEW: Final = 440
_BAR: Final = 30
"""For the bar that scrolls the rows."""
_BESIDE: Final = 80
"""Between and beside rows and preview."""
_NARROW: Final = 860
"""Logical pixels under which the preview stands above the rows."""


class SpecimenEditor(QWidget):
    """Changes the specimen and the role in use; each change applies at once."""

    failed = Signal(object)
    """The ``TteError`` for which a picture cannot be used."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._keeper = parts.keeper
        self._roles = RoleKeeping(parts.keeper)
        self._tiles = SpecimenTiles(has_invisible=False)
        self._tiles.chosen.connect(lambda key: parts.keeper.change(specimen=key))
        self._miniatures = SpecimenMiniatures(parts)
        self._miniatures.drawn.connect(self._tiles.show_picture)
        self._preview = StampPreview(parts)
        self._preview.drawn.connect(self._stamp_came)
        self._shown: PagePicture | None = None
        self.paper = SpecimenPaper()
        self.paper.wanted.connect(self._draw)
        self._remove = Button(_("Hapus"), kind="ghost", icon="delete")
        self._remove.clicked.connect(self._remove_design)
        self._rows = QWidget()
        self._scroll = ScrollArea()
        self._across = QHBoxLayout(self)
        self._lay_out()
        self._structure: tuple[object, ...] = ()
        parts.keeper.changed.connect(self._settings_changed)
        parts.tokens.survey_changed.connect(self._survey_changed)
        self._rebuild()

    # --- what it is made of ------------------------------------------------------

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 16, 24)
        column.setSpacing(16)
        column.addWidget(label(_("Spesimen"), role="title"))
        column.addWidget(self._tiles)
        column.addLayout(self._tools())
        column.addWidget(self._rows)
        column.addStretch(1)
        content = QWidget()
        beside = QHBoxLayout(content)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(inner, 100)
        beside.addStretch(1)
        self._scroll.setWidget(content)
        self._across.setContentsMargins(0, 0, 24, 0)
        self._across.setSpacing(16)
        self._across.addWidget(self._scroll, 1)
        self._across.addWidget(self.paper)
        self._across.addStretch(0)
        self._scroll.setMaximumWidth(_WIDEST + _BAR)

    def _tools(self) -> QHBoxLayout:
        adding = Button(_("Tambah spesimen"), icon="add")
        menu = QMenu(adding)
        for kind, name in KIND_NAMES.items():
            entry = menu.addAction(_(name))
            entry.triggered.connect(lambda _on=False, k=kind: self.add_design(k))
        adding.setMenu(menu)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(adding)
        tools.addWidget(self._remove)
        tools.addStretch(1)
        return tools

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        way = (
            QBoxLayout.Direction.BottomToTop
            if narrow
            else QBoxLayout.Direction.LeftToRight
        )
        self._across.setDirection(way)
        self.paper.set_compact(compact=narrow)
        beside = min(_WIDE_PREVIEW, max(_PREVIEW, self.width() - _WIDEST - _BESIDE))
        self.paper.setMaximumWidth(_WIDEST if narrow else beside)
        self.paper.setMinimumWidth(0 if narrow else beside)

    # --- what is kept --------------------------------------------------------------

    @property
    def design(self) -> SpecimenDesign:
        """The specimen that is put together: the one in use."""
        return self._keeper.settings.chosen_specimen

    def add_design(self, kind: SpecimenKind) -> None:
        """Make another specimen of a kind, with the crest of the one before."""
        designs = self._keeper.settings.specimens
        titles = {one.title for one in designs}
        name, number = _(KIND_NAMES[kind]), 2
        while name in titles:
            name, number = f"{_(KIND_NAMES[kind])} {number}", number + 1
        key = new_key(name, (one.key for one in designs))
        picture = "" if kind is SpecimenKind.PICTURE else self.design.picture
        made = SpecimenDesign(key, kind, name, picture=picture)
        self._keeper.change(specimens=(*designs, made), specimen=key)

    def add_role(self) -> None:
        """Make another role out of the one in use."""
        self._roles.add()

    @property
    def rows_bar(self) -> QScrollBar:
        """What scrolls the rows."""
        return self._scroll.verticalScrollBar()

    def _remove_design(self) -> None:
        gone = self.design
        left = tuple(
            one for one in self._keeper.settings.specimens if one.key != gone.key
        )
        kept = left or STARTING
        self._keeper.change(specimens=kept, specimen=kept[0].key)

    def _change_design(self, **values: Any) -> None:  # noqa: ANN401 - one for each field
        now = self.design
        designs = self._keeper.settings.specimens or STARTING
        self._keeper.change(
            specimens=tuple(
                changed(one, **values) if one.key == now.key else one for one in designs
            )
        )

    def _choose_picture(self) -> None:
        kinds = _("Gambar (*.png *.jpg *.jpeg *.svg *.pdf)")
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Pilih gambar"), "", f"{kinds};;{_('Semua berkas (*)')}"
        )
        if chosen:
            self.take_picture(Path(chosen))

    def take_picture(self, path: Path) -> None:
        """Use the picture in a file for the specimen in use."""
        parts, key = self._parts, self.design.key

        def work() -> str:
            from ttedesktop.document.rendering.file_reading import read_once

            png = parts.making.prepare_picture(path.name, read_once(path))
            try:
                return parts.pictures.keep(png)
            except OSError:
                raise FolderReadOnly(str(parts.pictures.folder)) from None

        def done(digest: str) -> None:
            if self.design.key == key:
                self._change_design(picture=digest)

        parts.background.run(
            work, to=self, on_success=done, on_failure=self.failed.emit
        )

    def _apply_rule(self, rule: NamingRule) -> None:
        profile = under(self._roles.profile, rule)
        self._roles.change(
            shows_titles=profile.shows_titles,
            shows_employee_number=profile.shows_employee_number,
            shows_rank=profile.shows_rank,
        )
        self._rebuild()

    # --- what is shown ---------------------------------------------------------------

    def _settings_changed(self, _settings: object) -> None:
        # A line that is being typed in must not be taken away under the hands.
        if self._structure_now() != self._structure:
            self._rebuild()
        else:
            show_labels(self._rows, self._roles.labels)
            self._show_designs()
            self._draw()

    def _survey_changed(self, _survey: object) -> None:
        self._draw()

    def _structure_now(self) -> tuple[object, ...]:
        settings, design = self._keeper.settings, self.design
        profile = settings.signing_profile
        return (
            tuple(one.key for one in settings.specimens),
            design.key,
            design.kind,
            design.picture,
            bool(design.qr),
            len(settings.more_profiles),
            self._roles.position,
            profile.capacity,
        )

    def _rebuild(self) -> None:
        self._structure = self._structure_now()
        place = self._scroll.verticalScrollBar().value()
        # Rows get their true heights when they are shown; nobody sees them before.
        self._scroll.setUpdatesEnabled(False)
        made, gone = self._made_rows(), self._rows
        focused = self.window().focusWidget()
        held = focused if gone.isAncestorOf(focused) else None
        self._column.replaceWidget(gone, made)
        self._rows = made
        if held is not None:
            _hand_over(held, made)
        gone.hide()
        gone.deleteLater()
        self._show_designs()
        self._draw()
        QTimer.singleShot(0, self, lambda: self._settle(place))

    def _settle(self, place: int) -> None:
        """Show rows that were made anew where the person was in the old ones."""
        content = self._scroll.widget()
        for inner in (self._rows, content):
            layout = inner.layout() if inner is not None else None
            if layout is not None:
                layout.activate()
        if content is not None:
            content.updateGeometry()
        self._scroll.verticalScrollBar().setValue(place)
        self._scroll.setUpdatesEnabled(True)

    def _made_rows(self) -> QWidget:
        design_actions = DesignActions(
            self._change_design, self._choose_picture, self._rebuild
        )
        profile_actions = ProfileActions(
            change=self._roles.change,
            rename=self._roles.rename,
            apply=self._apply_rule,
            choose=self._roles.choose,
            add=self._roles.add,
            remove=self._roles.remove,
        )
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        for one in design_cards(self.design, design_actions):
            rows.addWidget(one)
        rows.addWidget(label(_("Yang menandatangani"), role="section"))
        labels = self._roles.labels
        for one in profile_cards(self._roles.profile, labels, profile_actions):
            rows.addWidget(one)
        return made

    def _show_designs(self) -> None:
        designs = self._keeper.settings.specimens or STARTING
        self._tiles.show_designs(designs, self.design.key)
        self._remove.setEnabled(len(designs) > 1)

    def _draw(self) -> None:
        if not self.isVisible():
            return
        certificate, ratio = self._certificate(), self.devicePixelRatioF()
        size = self.design.size
        text = self._parts.specimen().text_for(certificate, None)
        width, height = points(size.width), points(size.height)
        scale = self.paper.stamp_width * ratio / width
        self._preview.draw(text, (width, height), scale=scale)
        self._miniatures.draw(certificate, None, ratio=ratio)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _stamp_came(self, picture: PagePicture) -> None:
        # Qt borrows the pixels: both are kept until the next stamp comes.
        self._shown = picture
        self.paper.show_stamp(picture.image, self.design.size)

    def _certificate(self) -> TokenCertificate | None:
        """Return the certificate that would sign, if a token is there."""
        survey = self._parts.tokens.survey
        there = survey.certificates() if survey is not None else ()
        last = self._keeper.settings.certificate
        used = [one for one in there if one.sha256 == last]
        fitting = used or [one for one in there if one.can_sign]
        return fitting[0] if fitting else None


def _hand_over(held: QWidget, made: QWidget) -> None:
    """Give the keyboard to what is called as that which has it, in rows made anew."""
    for one in made.findChildren(type(held)):
        if one.accessibleName() == held.accessibleName():
            # Only what is shown takes it.
            QTimer.singleShot(0, one, one.setFocus)
            return
