"""Changes signed files at random, and looks whether a valid one is drawn differently.

Run it as ``python -m tests.engine.validation.fuzz --seconds 60 --seed 1``. The bytes
behind a signed revision and the structure before it are changed; each file that the
validator calls valid is drawn by PDFium, which the validator never asks, and compared
with the revision that was signed. Ends with status 1 if one differs.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyhanko.sign.fields import MDPPerm

from tests.engine.validation.authorities import (
    NOW,
    YEAR,
    Authorities,
    new_authorities,
    with_security_store,
)
from tests.papers import letter, with_object_streams
from ttedesktop.document.renderer import Renderer
from ttedesktop.errors import TteError
from ttedesktop.validation.report import ValidationReport, Verdict
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# It carries no types.
pypdfium2: Any = import_module("pypdfium2")

GOOD: Final = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
BOX: Final = (330, 150, 530, 220)
SAME: Final = 16
"""Grey levels by which the same pixel may differ."""
WORDS: Final = (
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref",
    b"%%EOF", b"<<", b">>", b"[", b"]", b" 0 R", b"/Prev", b"/Size", b"/Root", b"/Type",
    b"/Pages", b"/Kids", b"/Annots", b"/AcroForm", b"/Contents", b"null", b"\n", b" ",
)  # fmt: skip


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
    content = bytearray(base.content)
    for _change in range(chance.choice((1, 1, 1, 2, 4))):
        begin = base.end if chance.random() < 0.9 else 0
        place = chance.randint(min(begin, len(content)), len(content))
        chance.choice(CHANGES)(content, place, chance)
    return bytes(content)


def flip(content: bytearray, place: int, chance: random.Random) -> None:
    if place < len(content):
        content[place] = chance.randrange(256)


def take_out(content: bytearray, place: int, chance: random.Random) -> None:
    del content[place : place + chance.choice((1, 2, 5, 20, 100))]


def put_word(content: bytearray, place: int, chance: random.Random) -> None:
    content[place:place] = chance.choice(WORDS)


def repeat_piece(content: bytearray, place: int, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    length = chance.choice((5, 20, 80, 300))
    content[place:place] = content[start : start + length]


def repeat_object(content: bytearray, place: int, chance: random.Random) -> None:
    found = re.findall(rb"\d+ 0 obj.{0,400}?endobj", bytes(content), re.DOTALL)
    if found:
        content[place:place] = b"\n" + chance.choice(found) + b"\n"


def change_number(content: bytearray, place: int, chance: random.Random) -> None:
    found = re.compile(rb"\d+").search(content, place)
    if found:
        number = max(0, int(found.group()[:9]) + chance.choice((-9, -1, 1, 7, 1000)))
        content[found.start() : found.end()] = str(number).encode()


CHANGES: Final[tuple[Callable[[bytearray, int, random.Random], None], ...]] = (
    flip,
    take_out,
    put_word,
    repeat_piece,
    repeat_object,
    change_number,
)


def pictures(content: bytes) -> list[tuple[int, int, bytes]] | None:
    """Return the pages as PDFium draws them, or None if it cannot."""
    try:
        pdf: Any = pypdfium2.PdfDocument(content)
        pdf.init_forms()
        drawn: list[tuple[int, int, bytes]] = []
        for page in pdf:
            bitmap = page.render(scale=1, grayscale=True)
            rows = bytes(bitmap.buffer)
            drawn.append((bitmap.width, bitmap.height, _tight(rows, bitmap)))
        pdf.close()
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None
    return drawn


def _tight(rows: bytes, bitmap: Any) -> bytes:
    return b"".join(
        rows[number * bitmap.stride : number * bitmap.stride + bitmap.width]
        for number in range(bitmap.height)
    )


def differs(signed: bytes, now: bytes, report: ValidationReport) -> bool:
    """Whether PDFium draws a page otherwise, outside the newer signatures."""
    before, after = pictures(signed), pictures(now)
    if before is None or after is None:
        return False
    if len(before) != len(after):
        return True
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        if old[:2] != new[:2]:
            return True
        if old[2] == new[2]:
            continue
        boxes = [
            one.rect
            for one in report.signatures[1:]
            if one.page == index and one.rect is not None
        ]
        for place, (a, b) in enumerate(zip(old[2], new[2], strict=True)):
            y, x = divmod(place, old[0])
            up = old[1] - y
            is_boxed = any(
                box.x0 - 3 <= x <= box.x1 + 3 and box.y0 - 3 <= up <= box.y1 + 3
                for box in boxes
            )
            if abs(a - b) > SAME and not is_boxed:
                return True
    return False


def run(seconds: float, seed: int, keep: Path | None) -> Counter[str]:
    """Try mutants for so many seconds and return how often each outcome came."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    authorities, counts = new_authorities(), Counter[str]()
    documents = list(bases(authorities))
    until = time.monotonic() + seconds
    with Renderer() as renderer, Validator() as validator:
        while time.monotonic() < until:
            base = chance.choice(documents)
            content = mutant(base, chance)
            if (
                content[: base.end] == base.content[: base.end]
                and len(content) == len(base.content) == base.end
            ):
                continue
            counts["tried"] += 1
            try:
                document = renderer.open_bytes(Path("surat.pdf"), content)
            except TteError:
                counts["not opened"] += 1
                continue
            report = validator.validate(document, authorities.store)
            renderer.forget(document)
            counts[report.verdict.value] += 1
            if report.verdict not in GOOD:
                continue
            signed = content[: report.signatures[0].covered_length]
            if differs(signed, content, report):
                counts["valid but drawn differently"] += 1
                if keep is not None:
                    name = f"{counts['valid but drawn differently']}.pdf"
                    (keep / name).write_bytes(content)
    return counts


def main() -> None:
    """Run, print the counts, and fail if a valid file is drawn differently."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path)
    options = asked.parse_args()
    counts = run(options.seconds, options.seed, options.keep)
    for outcome, count in counts.most_common():
        sys.stdout.write(f"{count:8} {outcome}\n")
    sys.exit(1 if counts["valid but drawn differently"] else 0)


if __name__ == "__main__":
    main()
