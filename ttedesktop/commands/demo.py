"""``ttedesktop demo``: the main job on made-up material, with or without a window."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ttedesktop.ceremony import Ceremony
from ttedesktop.commands.speaking import leave, say, worded
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.output_errors import FolderReadOnly
from ttedesktop.language import _
from ttedesktop.signing.output import Destination
from ttedesktop.signing.place_finding import find_places
from ttedesktop.signing.place_rule import AnchorRule
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.request import SigningRequest
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.tokens.certificate import choose
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.report import ValidationReport, Verdict
from ttedesktop.validation.reporting.explanation import VERDICT_WORDS
from ttedesktop.validation.trust.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document

_PICTURE_SCALE: Final = 2.0
"""Pixels a point: 144 dots an inch."""
_WINDOW_SECONDS: Final = 90


@dataclass(frozen=True, slots=True)
class _Artefacts:
    """What a demonstration without a window leaves."""

    signed: Path
    page: Path
    window: Path
    report: ValidationReport

    @property
    def is_whole(self) -> bool:
        """Whether the verdict is ``valid`` and all three files are there."""
        files = (self.signed, self.page, self.window)
        return self.report.verdict is Verdict.VALID and all(
            file.is_file() and file.stat().st_size for file in files
        )


@click.command()
@click.option("--headless", is_flag=True, help="Do the job without a window.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("demo-output"),
    show_default=True,
    help="Where a demonstration without a window leaves its files.",
)
@click.option("--remove", is_flag=True, help="Delete the demonstration's token.")
@worded
def demo(*, headless: bool, output: Path, remove: bool) -> None:
    """Sign a made-up letter with a made-up token, and verify it.

    Token, authorities and documents are made in a private folder. Their root is
    trusted in the demonstration only.
    """
    folder = private_folder()
    if remove:
        shutil.rmtree(folder, ignore_errors=True)
        say(_("Demonstrasi dihapus: {folder}").format(folder=folder))
        return
    say(_("Menyiapkan token, sertifikat, dan tiga naskah demonstrasi…"))
    demonstration = make_demonstration(folder)
    os.environ.update(demonstration.environment)
    if not headless and _has_display():
        say(
            _("Jendela dibuka. PIN token demonstrasi: {pin}").format(
                pin=_pin_of(demonstration)
            )
        )
        leave(_window(demonstration, demonstration.documents[0]))
    made = _without_window(demonstration, output)
    _tell(demonstration, made)
    leave(0 if made.is_whole else 1)


def private_folder() -> Path:
    """Return the folder of the demonstration, which only this person may read."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home())))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "tte-desktop" / "demonstrasi"


def _without_window(demonstration: Demonstration, output: Path) -> _Artefacts:
    _prepare(output)
    letter = output / demonstration.documents[0].name
    shutil.copyfile(demonstration.documents[0], letter)
    store = (
        TrustStore.pinned()
        .with_certificates([demonstration.root_der])
        .with_crls(demonstration.crls)
    )
    with Renderer() as renderer, Validator() as validator:
        ceremony = Ceremony(renderer=renderer, validator=validator, trust_store=store)
        document = renderer.open(letter)
        signed, page = _sign(demonstration, document, renderer, ceremony)
        made = renderer.open(signed)
        report = validator.validate(made, store)
        picture = signed.with_name(f"{signed.stem}-halaman-{page + 1}.png")
        picture.write_bytes(renderer.png(made, page, scale=_PICTURE_SCALE))
    shot = signed.with_name(f"{signed.stem}-jendela.png")
    shot.unlink(missing_ok=True)
    _window(demonstration, signed, picture=shot)
    return _Artefacts(signed, picture, shot, report)


def _prepare(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        for old in output.glob("SE-*"):
            old.unlink()
    except OSError:
        raise FolderReadOnly(str(output)) from None


def _sign(
    demonstration: Demonstration,
    document: Document,
    renderer: Renderer,
    ceremony: Ceremony,
) -> tuple[Path, int]:
    """Sign as ``ttedesktop sign --anchor`` does; return the file and the page."""
    rule = AnchorRule(demonstration.anchor)
    found = find_places(rule, document, renderer).require_one()
    placement = found.placement or usual_place(document.pages)
    specimen = Specimen(
        demonstration.official.profile,
        demonstration.specimens[0],
        demonstration.pictures.read(demonstration.crest),
    )
    modules = ModuleSet([demonstration.module])
    try:
        contents = modules.look().find(demonstration.token_label)
        certificate = choose(contents.certificates)
        text = specimen.text_for(certificate, document)
        request = SigningRequest(
            document=document,
            certificate=certificate,
            placement=placement,
            anchor=found.anchor,
            stamp_pdf=stamp_for(text, placement, document.pages),
        )
        ceremony.prepare(request)
        module = modules.module_of(contents.token)
        with module.open_session(contents.token, Pin(demonstration.pin)) as session:
            signed = ceremony.sign(request, session, Destination())
    finally:
        modules.close()
    return signed.path, placement.page


def _window(
    demonstration: Demonstration, file: Path, *, picture: Path | None = None
) -> int:
    """Open the window on a file; with ``picture`` only to take its picture."""
    command = [*_window_command(), "--demo", str(demonstration.folder)]
    environment = dict(os.environ)
    seconds: int | None = None
    if picture is not None:
        command += ["--picture", str(picture)]
        environment["QT_QPA_PLATFORM"] = "offscreen"
        seconds = _WINDOW_SECONDS
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*command, str(file)], env=environment, check=False, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired):
        return 1
    return done.returncode


def _window_command() -> list[str]:
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable)
        return [str(beside.with_name(f"ttedesktop-gui{beside.suffix}"))]
    return [sys.executable, "-P", "-m", "ui"]


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _pin_of(demonstration: Demonstration) -> str:
    # Public: the demonstration's token guards nothing.
    return demonstration.pin


def _tell(demonstration: Demonstration, made: _Artefacts) -> None:
    verdict = made.report.verdict
    say("")
    for name, path in (
        (_("Surat bertanda tangan"), made.signed),
        (_("Gambar halamannya"), made.page),
        (_("Gambar jendela"), made.window),
    ):
        words = str(path) if path.is_file() else _("tidak jadi dibuat")
        say(f"{name + ':':24}{words}")
    name = _("Putusan")
    say(f"{name + ':':24}{_(VERDICT_WORDS[verdict])} ({verdict.value})")
    say("")
    say(
        _("Mencoba sendiri dengan token demonstrasi (PIN {pin}):").format(
            pin=_pin_of(demonstration)
        )
    )
    configuration = demonstration.environment["SOFTHSM2_CONF"]
    signing = _command(
        "sign", "--module", demonstration.module,
        "--anchor", demonstration.anchor, demonstration.documents[2],
    )  # fmt: skip
    trust = demonstration.folder / "ca" / "akar.cer"
    say(f"  SOFTHSM2_CONF={shlex.quote(configuration)} {signing}")
    say(f"  {_command('verify', '--trust', trust, made.signed)}")


def _command(*arguments: str | Path) -> str:
    """Return a line that a person can paste, with this program as it was called."""
    called = Path(sys.argv[0])
    program = [str(called)] if called.stem == "ttedesktop" else ["ttedesktop"]
    return shlex.join([*program, *map(str, arguments)])
