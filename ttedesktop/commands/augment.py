"""``ttedesktop augment``: signed documents get time and proof, and keep them.

No key and no PIN is needed: what is added are increments behind the signatures.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ttedesktop.care_words import care_json, care_table, words_for_care
from ttedesktop.commands.passwords import password_from
from ttedesktop.commands.services import (
    UNFINISHED,
    archive_folders,
    long_term_from,
    service_options,
    trusted,
)
from ttedesktop.commands.speaking import leave, print_json, say, worded
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.language import _
from ttedesktop.longterm.care import Care, CareWishes, KeptDocument
from ttedesktop.longterm.keeping import Archivist
from ttedesktop.longterm.watch_list import watched
from ttedesktop.signing.output import Destination, write_new
from ttedesktop.signing.request import PadesLevel
from ttedesktop.validation.checking import documents_in
from ttedesktop.validation.trust.trust_folder import own_trust_folder
from ttedesktop.validation.validator_process import Validator
from ttedesktop.watch_words import level_of, need_of, until_of, watch_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LEVELS: Final = [level.value for level in PadesLevel if level is not PadesLevel.B_B]
_AT_ONCE: Final = 4
"""Documents under way: while one waits for a service, others are worked on."""
_FINE: Final = (Care.KEPT, Care.ENOUGH, Care.UNSIGNED)


@click.command()
@click.argument(
    "files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE|FOLDER..."
)
@click.option("--level", type=click.Choice(_LEVELS), default="B-LTA", show_default=True)
@click.option("--out-dir", type=click.Path(path_type=Path), help="Results go there.")
@click.option(
    "--replace", is_flag=True, help="Results take the place of what they begin with."
)
@click.option(
    "--before",
    type=click.IntRange(0, 3650),
    default=90,
    show_default=True,
    metavar="DAYS",
    help="Renew so long before the proof ends.",
)
@click.option("--unfinished", is_flag=True, help="What was signed to be completed.")
@click.option("--watch", is_flag=True, help="Only say what is to be renewed by when.")
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@click.option("--report", type=click.Path(path_type=Path), help="A table, .csv.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@service_options
@worded
def augment(**options: Any) -> None:  # noqa: ANN401 - one for each option above
    """Bring signed documents to a level and keep them there; a PIN is not needed.

    Each FILE and each PDF in a FOLDER gets the time-stamp and the proof it lacks, as
    an increment that no signature suffers from. Without --out-dir or --replace the
    result lies beside it, with “_arsip” in its name. What was interrupted is gone on
    with by the same call. --watch without any FILE looks at the archive folders of
    the settings.
    """
    if options["watch"] and not options["files"] and not options["unfinished"]:
        options["files"] = _archives()
    jobs = list(_jobs(options))
    if not jobs:
        if options["unfinished"]:
            say(_("Tidak ada dokumen yang perlu dilengkapi."))
            leave(0)
        raise click.UsageError(_("Tidak ada dokumen PDF yang disebutkan."))
    kept = _all_kept(jobs, options)
    if options["report"] is not None:
        table = _watch_table(kept) if options["watch"] else care_table(kept)
        path = write_new(options["report"], table.encode("utf-8-sig"))
        say(_("Laporan disimpan: {path}").format(path=path))
    if options["as_json"]:
        print_json([care_json(one) for one in kept])
    leave(0 if all(one.care in _FINE for one in kept) else 1)


def _archives() -> tuple[Path, ...]:
    folders = archive_folders()
    if not folders:
        told = _(
            "Tidak ada dokumen PDF yang disebutkan, dan tidak ada folder arsip di "
            "Setelan."
        )
        raise click.UsageError(told)
    return folders


def _jobs(options: dict[str, Any]) -> Iterator[tuple[Path, CareWishes]]:
    margin = timedelta(days=options["before"])
    if options["unfinished"]:
        for one in UNFINISHED:
            if not options["watch"] or one.path.exists():
                yield one.path, CareWishes(PadesLevel(one.wanted), margin)
        return
    for listed in documents_in(options["files"]):
        wishes = CareWishes(
            PadesLevel(options["level"]),
            margin,
            _destination(listed.path, options),
        )
        yield listed.path, wishes


def _destination(path: Path, options: dict[str, Any]) -> Destination | None:
    if options["replace"]:
        return None
    folder: Path | None = options["out_dir"]
    if folder is None:
        return Destination(suffix="_arsip")
    # The folders between what was named and the document are kept.
    below = next(
        (
            path.parent.relative_to(named)
            for named in options["files"]
            if named.is_dir() and path.is_relative_to(named)
        ),
        Path(),
    )
    return Destination(folder / below, "", makes_folder=True)


def _all_kept(
    jobs: list[tuple[Path, CareWishes]], options: dict[str, Any]
) -> list[KeptDocument]:
    store = own_trust_folder().extend(trusted(options["trust"]))
    password = password_from(options["password_env"])
    with ExitStack() as parts:
        archivist = Archivist(
            renderer=parts.enter_context(Renderer()),
            validator=parts.enter_context(Validator()),
            trust_store=store,
            long_term=long_term_from(options, store),
        )

        def attend(job: tuple[Path, CareWishes]) -> KeptDocument:
            path, wishes = job
            if options["watch"]:
                return archivist.look(path, password=password)
            kept = archivist.keep(path, wishes, password=password)
            if kept.settles(wishes):
                UNFINISHED.remove(path)
            return kept

        return _attended(
            jobs, attend, _words_for_watch if options["watch"] else words_for_care
        )


def _attended(
    jobs: list[tuple[Path, CareWishes]],
    attend: Callable[[tuple[Path, CareWishes]], KeptDocument],
    words_for: Callable[[KeptDocument], str],
) -> list[KeptDocument]:
    kept: list[KeptDocument] = []
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="archive") as pool:
        for one in pool.map(attend, jobs):
            kept.append(one)
            count = f"[{len(kept)}/{len(jobs)}] " if len(jobs) > 1 else ""
            say(f"{count}{one.path}: {words_for(one)}")
    return kept


def _words_for_watch(one: KeptDocument) -> str:
    """Return what a document needs and by when, or that it needs nothing."""
    needing = watched(one)
    if needing is None:
        return words_for_care(one)
    until = until_of(needing, datetime.now(UTC))
    return f"{level_of(needing)}. {need_of(needing)}. {until}"


def _watch_table(kept: list[KeptDocument]) -> str:
    return watch_table(one for x in kept if (one := watched(x)) is not None)
