"""``ttedesktop prepare``: empty signature fields for those who will sign."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.passwords import open_document
from ttedesktop.commands.places import PlaceWish, rectangle, written_rule
from ttedesktop.commands.speaking import print_json, say, worded
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.language import _
from ttedesktop.signing.output import Destination
from ttedesktop.signing.place_rule import AnchorRule
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.preparation import (
    MOST_PLACES,
    SUFFIX,
    PreparedPlace,
    prepare_document,
)
from ttedesktop.signing.surroundings import troubles_of
from ttedesktop.signing.trouble_words import words_for_trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import Placement

_ANCHOR = "anchor="


def _wish(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> list[PlaceWish]:
    """Read ``PAGE:X,Y,W,H``, ``anchor=TEXT``, the name of a place, or JSON."""
    return [_one_wish(context, parameter, value) for value in values]


def _one_wish(
    context: click.Context, parameter: click.Parameter, value: str
) -> PlaceWish:
    if value.startswith(_ANCHOR) and value[len(_ANCHOR) :].strip():
        return PlaceWish(None, None, AnchorRule(value[len(_ANCHOR) :]))
    page, colon, box = value.partition(":")
    if colon and (page == "last" or page.isdecimal()):
        number = None if page == "last" else int(page)
        return PlaceWish(number, rectangle(context, parameter, box), None)
    return PlaceWish(None, None, written_rule(context, parameter, value))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--for", "who", multiple=True, help="Name or position of a signer, in their order."
)
@click.option(
    "--at",
    "wishes",
    multiple=True,
    callback=_wish,
    metavar="PLACE",
    help="PAGE:X,Y,W,H in points, anchor=TEXT, a saved place, or JSON of a rule.",
)
@click.option("--only", is_flag=True, help="Only a certificate of that name may sign.")
@click.option("--close", is_flag=True, help="Nothing may follow the last signature.")
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
@click.option("--out-dir", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def prepare(**options: Any) -> None:  # noqa: ANN401 - one for each option above
    """Put an empty signature field into a copy of FILE for each signer."""
    who: tuple[str, ...] = options["who"]
    _require_pairs(who, options["wishes"])
    with Renderer() as renderer:
        document = open_document(
            renderer, options["file"], password_variable=options["password_env"]
        )
        spots = _spots(document, options["wishes"], renderer)
        places = _places(options, spots)
        for place, spot in zip(places, spots, strict=True):
            covered = troubles_of(
                document, place.placement, renderer, anchor=spot.anchor
            )
            for one in covered:
                say(f"{place.who}: {words_for_trouble(one)}")
        destination = Destination(
            folder=options["out_dir"], suffix=SUFFIX, path=options["output"]
        )
        made = prepare_document(document, places, destination, renderer)
    say(_("Disiapkan: {path}").format(path=made.path))
    if options["as_json"]:
        fields = [
            {"field": name, "for": place.who, "page": place.placement.page + 1}
            for name, place in zip(made.fields, places, strict=True)
        ]
        told = {"file": str(options["file"]), "prepared": str(made.path)}
        print_json({**told, "fields": fields})


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a place goes, and the text that it is meant to cover."""

    placement: Placement
    anchor: PdfRect | None = None


def _places(options: dict[str, Any], spots: Sequence[_Spot]) -> list[PreparedPlace]:
    who: tuple[str, ...] = options["who"]
    return [
        PreparedPlace(
            name,
            spot.placement,
            is_binding=options["only"],
            closes=options["close"] and number == len(who),
        )
        for number, (name, spot) in enumerate(zip(who, spots, strict=True), 1)
    ]


def _require_pairs(who: Sequence[str], wishes: Sequence[PlaceWish]) -> None:
    if not 0 < len(who) <= MOST_PLACES:
        msg = _("Sebutkan penanda tangannya dengan --for, paling banyak {most}.")
        raise click.UsageError(msg.format(most=MOST_PLACES))
    # One alone signs where letters usually carry it.
    if len(wishes) != len(who) and not (len(who) == 1 and not wishes):
        raise click.UsageError(_("Setiap --for memerlukan satu --at."))


def _spots(
    document: Document, wishes: Sequence[PlaceWish], renderer: Renderer
) -> list[_Spot]:
    usual = usual_place(document.pages)
    if not wishes:
        return [_Spot(usual)]
    # A field that is there already has nothing to be prepared.
    found = [one.find(document, renderer, ()) for one in wishes if not one.is_field]
    if len(found) < len(wishes):
        raise click.UsageError(_("Kolom yang sudah ada tidak perlu disiapkan."))
    return [_Spot(one.placement or usual, one.anchor) for one in found]
