"""From the options of the command line to the place of a signature in a document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import click

from ttedesktop.document.geometry import PdfRect
from ttedesktop.errors.document_errors import PageMissing
from ttedesktop.language import _
from ttedesktop.settings.store import SettingsStore
from ttedesktop.signing.page_range import NOWHERE, PageRange
from ttedesktop.signing.place_finding import (
    FoundPlace,
    PlacesFound,
    find_places,
    with_pictures,
)
from ttedesktop.signing.place_rule import (
    FIRST,
    LAST,
    ONLY,
    AnchorRule,
    FieldChoice,
    FieldRule,
    require_sound,
)
from ttedesktop.signing.place_rule_text import from_text, saved_places
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.request import Placement
from ttedesktop.signing.stamp_text import DEFAULT_HEIGHT, DEFAULT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.place_rule import PlaceRule

_NAMED_HITS = {"only": ONLY, "first": FIRST, "last": LAST}


def rectangle(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> PdfRect | None:
    """Return the box behind ``X,Y,W,H`` in points, its lower left corner first."""
    del context, parameter
    if value is None:
        return None
    try:
        x, y, width, height = (float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(value) from None
    if not (width > 0 and height > 0):
        raise click.BadParameter(value)
    return PdfRect(x, y, x + width, y + height)


def hit(context: click.Context, parameter: click.Parameter, value: str) -> int:
    """Return which hit of an anchor ``only``, ``first``, ``last`` or a number is."""
    del context, parameter
    if value in _NAMED_HITS:
        return _NAMED_HITS[value]
    if not value.isdecimal() or not int(value):
        raise click.BadParameter(value)
    return int(value)


def written_rule(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> PlaceRule | None:
    """Return the rule that a JSON text writes down, or that was saved by a name."""
    del context, parameter
    if value is None:
        return None
    if value.lstrip().startswith("{"):
        try:
            return from_text(value)
        except ValueError as refusal:
            raise click.BadParameter(str(refusal)) from None
    for one in saved_places(SettingsStore().load().settings.places):
        if one.name == value:
            return one
    msg = _("Tidak ada letak tersimpan bernama “{name}”.").format(name=value)
    raise click.BadParameter(msg)


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """Where one call wants the signature in every document."""

    page: int | None
    """Counted from 1; None for the last."""
    rect: PdfRect | None
    rule: PlaceRule | None
    size: tuple[float, float] = (DEFAULT_WIDTH, DEFAULT_HEIGHT)
    """Width and height in points of a box that nothing else gives a size."""
    also_on: PageRange = NOWHERE
    """Pages that show the stamp as a picture; those of the rule if none."""

    @classmethod
    def from_options(cls, options: dict[str, Any], size: tuple[float, float]) -> Self:
        """Read the options; raises ``click.BadParameter`` or ``click.UsageError``."""
        page = str(options["page"])
        if page != "last" and not page.isdecimal():
            raise click.BadParameter(page, param_hint="--page")
        number = None if page == "last" else int(page)
        rules = [
            *([options["place"]] if options["place"] is not None else []),
            *([_anchor(options, number, size)] if options["anchor"] else []),
            *([FieldRule(options["field"])] if options["field"] else []),
            *([FieldRule(choice=FieldChoice.MINE)] if options["own_field"] else []),
        ]
        if len(rules) + (options["rect"] is not None) > 1:
            msg = _(
                "Pilih satu saja: --rect, --anchor, --field, --own-field, atau --place."
            )
            raise click.UsageError(msg)
        rule = rules[0] if rules else None
        return cls(number, options["rect"], rule, size, _also_on(options))

    @property
    def is_field(self) -> bool:
        """Whether it is an existing field, which may show nothing."""
        return isinstance(self.rule, FieldRule)

    def find(
        self, document: Document, renderer: Renderer, signer: Sequence[str]
    ) -> FoundPlace:
        """Return the place; raises PageMissing and the difficulties of a rule."""
        if self.rule is not None:
            found = find_places(self.rule, document, renderer, signer=signer)
        else:
            found = PlacesFound((self._without_rule(document),), None)
        return with_pictures(found, self.also_on, document).require_one()

    def _without_rule(self, document: Document) -> FoundPlace:
        total = len(document.pages)
        page = total if self.page is None else self.page
        if not 1 <= page <= total:
            raise PageMissing(document.name, page, total)
        if self.rect is not None:
            return FoundPlace(Placement(page - 1, self.rect))
        width, height = self.size
        return FoundPlace(
            usual_place(document.pages, page=page - 1, width=width, height=height)
        )


def _also_on(options: dict[str, Any]) -> PageRange:
    if options["also_on"] and options["invisible"]:
        msg = _("--also-on menggambar stempel; jangan pakai --invisible.")
        raise click.UsageError(msg)
    try:
        return PageRange.read(str(options["also_on"]))
    except ValueError:
        raise click.BadParameter(
            str(options["also_on"]), param_hint="--also-on"
        ) from None


def _anchor(
    options: dict[str, Any], page: int | None, size: tuple[float, float]
) -> AnchorRule:
    # “last” is where letters are signed, not where an anchor is looked for.
    rule = replace(
        AnchorRule(options["anchor"], hit=options["hit"]),
        page=page,
        width=size[0],
        height=size[1],
    )
    try:
        require_sound(rule)
    except ValueError:
        raise click.BadParameter(options["anchor"], param_hint="--anchor") from None
    return rule
