"""Changes signed files at random, and looks whether a valid one is drawn differently.

``make fuzz FUZZ="--seconds 600 --seed 7"``. Bytes behind a signed revision and before
its end are changed, and objects written anew in updates that are well formed. What the
validator calls valid is drawn by PDFium, which the validator never asks, and by MuPDF,
and compared with the revision that was signed. Ends with status 1 if one differs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pyhanko.sign.fields import MDPPerm
from pymupdf import mupdf

from tests.engine.validation.authorities import (
    NOW,
    YEAR,
    Authorities,
    new_authorities,
    with_security_store,
)
from tests.engine.validation.fuzz_changes import BYTES, with_an_update
from tests.papers.letters import letter, with_object_streams
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.errors import TteError
from ttedesktop.validation.report import ValidationReport, Verdict
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.geometry import PdfRect

# It carries no types.
pypdfium2: Any = import_module("pypdfium2")

GOOD: Final = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
BOX: Final = (330, 150, 530, 220)
DIFFERENT: Final = "valid but drawn differently"
SAME: Final = 16
"""Grey levels by which the same pixel may differ."""


@dataclass(frozen=True)
class Base:
    """A signed document, and where its first signed revision ends."""

    name: str
    content: bytes = field(repr=False)
    end: int


def bases(authorities: Authorities) -> Iterator[Base]:
    """Yield signed documents of several structures."""
    once = authorities.sign(letter(), at=NOW - YEAR / 12, box=BOX, page=1)
    yield Base("one signature", once, len(once))
    twice = authorities.sign(once, at=NOW, box=(60, 150, 260, 220))
    yield Base("two signatures", twice, len(once))
    stored = with_security_store(once, crls=(authorities.crl(),))
    yield Base("security store", authorities.stamp_document(stored, NOW), len(once))
    certified = authorities.sign(
        letter(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    proven = with_security_store(certified, crls=(authorities.crl(),))
    yield Base("certified", proven, len(certified))
    streams = authorities.sign(with_object_streams(), at=NOW)
    yield Base("object streams", authorities.sign(streams, at=NOW), len(streams))


def mutant(base: Base, chance: random.Random) -> bytes:
    """Return the document with a few random changes, mostly behind the signature."""
    content = base.content
    if chance.random() < 0.5:
        content = with_an_update(content, chance)
        if chance.random() < 0.6:
            return content
    changed = bytearray(content)
    for _change in range(chance.choice((1, 1, 1, 2, 4))):
        begin = base.end if chance.random() < 0.9 else 0
        place = chance.randint(min(begin, len(changed)), len(changed))
        chance.choice(BYTES)(changed, place, chance)
    return bytes(changed)


Picture = tuple[int, int, bytes]
"""Width, height, and a byte of grey for each pixel."""


def by_pdfium(content: bytes) -> list[Picture] | None:
    """Return the pages as PDFium draws them, or None if it cannot."""
    try:
        pdf: Any = pypdfium2.PdfDocument(content)
        pdf.init_forms()
        drawn: list[Picture] = []
        for page in pdf:
            bitmap = page.render(scale=1, grayscale=True)
            rows = bytes(bitmap.buffer)
            drawn.append((bitmap.width, bitmap.height, _tight(rows, bitmap)))
        pdf.close()
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None
    return drawn


def by_mupdf(content: bytes) -> list[Picture] | None:
    """Return the pages as MuPDF draws them, or None if it cannot."""
    try:
        with pymupdf.open(stream=content, filetype="pdf") as pdf:
            pictures: list[Any] = [
                page.get_pixmap(colorspace=pymupdf.csGRAY, alpha=False) for page in pdf
            ]
    except (RuntimeError, ValueError, mupdf.FzErrorBase):
        return None
    return [(one.width, one.height, bytes(one.samples_mv)) for one in pictures]


def _tight(rows: bytes, bitmap: Any) -> bytes:
    return b"".join(
        rows[number * bitmap.stride : number * bitmap.stride + bitmap.width]
        for number in range(bitmap.height)
    )


def differs(signed: bytes, now: bytes, report: ValidationReport) -> bool:
    """Whether a page is drawn otherwise, outside the newer signatures."""
    return any(
        _is_drawn_otherwise(draw(signed), draw(now), report)
        for draw in (by_pdfium, by_mupdf)
    )


def _is_drawn_otherwise(
    before: list[Picture] | None,
    after: list[Picture] | None,
    report: ValidationReport,
) -> bool:
    if before is None or after is None:
        return False
    if len(before) != len(after):
        return True
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        boxes = [
            one.rect
            for one in report.signatures[1:]
            if one.page == index and one.rect is not None
        ]
        if old[:2] != new[:2] or (old[2] != new[2] and _outside(old, new, boxes)):
            return True
    return False


def _outside(old: Picture, new: Picture, boxes: list[PdfRect]) -> bool:
    """Whether a pixel differs that lies in no box."""
    for place, (a, b) in enumerate(zip(old[2], new[2], strict=True)):
        if abs(a - b) <= SAME:
            continue
        down, x = divmod(place, old[0])
        up = old[1] - down
        if not any(
            box.x0 - 3 <= x <= box.x1 + 3 and box.y0 - 3 <= up <= box.y1 + 3
            for box in boxes
        ):
            return True
    return False


@dataclass
class Hunt:
    """How long to hunt, from which seed, and where to keep what was found."""

    seed: int
    seconds: float = 60
    most: int = 1 << 30
    """Files that are tried at most."""
    keep: Path | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def run(self) -> Counter[str]:
        """Try mutants and return how often each outcome came."""
        chance = random.Random(self.seed)  # noqa: S311 - repeatable, not secret
        authorities = new_authorities()
        documents = list(bases(authorities))
        until = time.monotonic() + self.seconds
        with Renderer() as renderer, Validator() as validator:
            while time.monotonic() < until and self.counts["tried"] < self.most:
                base = chance.choice(documents)
                content = mutant(base, chance)
                if content == base.content:
                    continue
                self.counts["tried"] += 1
                try:
                    document = renderer.open_bytes(Path("surat.pdf"), content)
                except TteError:
                    self.counts["not opened"] += 1
                    continue
                report = validator.validate(document, authorities.store)
                renderer.forget(document)
                self._judge(content, report)
        return self.counts

    def _judge(self, content: bytes, report: ValidationReport) -> None:
        self.counts[report.verdict.value] += 1
        if report.verdict not in GOOD:
            return
        signed = content[: report.signatures[0].covered_length]
        if not differs(signed, content, report):
            return
        self.counts[DIFFERENT] += 1
        if self.keep is not None:
            (self.keep / f"{self.seed}-{self.counts[DIFFERENT]}.pdf").write_bytes(
                content
            )


def main() -> None:
    """Run, print the counts, and fail if a valid file is drawn differently."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path)
    options = asked.parse_args()
    hunt = Hunt(options.seed, seconds=options.seconds, keep=options.keep)
    counts = hunt.run()
    for outcome, count in counts.most_common():
        sys.stdout.write(f"{count:8} {outcome}\n")
    sys.exit(1 if counts[DIFFERENT] else 0)


if __name__ == "__main__":
    main()
