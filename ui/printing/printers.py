"""The printers of this computer, as Qt and the system know them.

All of this asks the system, which asks the network perhaps: not on the GUI thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.printing.sheet import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QSizeF

_ALWAYS: Final = (
    # 8.5 by 13 inches, the F4 of Indonesian offices; Qt has another name for it.
    QPageSize.PageSizeId.FanFoldGermanLegal,
    QPageSize.PageSizeId.A4,
)
_WITHOUT_A_LIST: Final = (
    *_ALWAYS,
    QPageSize.PageSizeId.A3,
    QPageSize.PageSizeId.A5,
    QPageSize.PageSizeId.Letter,
    QPageSize.PageSizeId.Legal,
)
_F4: Final = (215.9, 330.2)
_TOLERANCE: Final = 1.0
"""Millimetres within which two sizes are the same paper."""


@dataclass(frozen=True, slots=True)
class FoundPrinters:
    """What printers there are."""

    names: tuple[str, ...] = ()
    usual: str = ""
    """The one that the system chooses; empty if there is none."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper that a printer takes."""

    name: str
    size: QPageSize

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height as it is fed."""
        size = self.size.size(QPageSize.Unit.Millimeter)
        return size.width(), size.height()


@dataclass(frozen=True, slots=True)
class Abilities:
    """What one printer can do."""

    papers: tuple[PaperKind, ...]
    usual_paper: int = 0
    """Place in ``papers``."""
    sides: tuple[QPrinter.DuplexMode, ...] = (QPrinter.DuplexMode.DuplexNone,)
    has_colour: bool = False
    """Whether colour and grey are both to be had."""


class Printers:
    """Asks the system; tests put another one in its place that prints into files."""

    def found(self) -> FoundPrinters:
        """Return the printers there are."""
        return FoundPrinters(
            tuple(QPrinterInfo.availablePrinterNames()),
            QPrinterInfo.defaultPrinterName(),
        )

    def abilities(self, name: str) -> Abilities:
        """Return what a printer can do; what papers there usually are without one."""
        told = QPrinterInfo.printerInfo(name)
        sizes = list(told.supportedPageSizes())
        if not sizes:
            sizes = [QPageSize(one) for one in _WITHOUT_A_LIST]
        elif told.supportsCustomPageSizes():
            sizes.extend(QPageSize(one) for one in _ALWAYS)
        papers = _papers(sizes)
        modes = told.supportedDuplexModes()
        colours = told.supportedColorModes()
        return Abilities(
            papers=papers,
            usual_paper=_place(papers, told.defaultPageSize()),
            sides=tuple(
                mode
                for mode in (
                    QPrinter.DuplexMode.DuplexNone,
                    QPrinter.DuplexMode.DuplexLongSide,
                    QPrinter.DuplexMode.DuplexShortSide,
                )
                if mode in modes or mode is QPrinter.DuplexMode.DuplexNone
            ),
            has_colour=QPrinter.ColorMode.Color in colours
            and QPrinter.ColorMode.GrayScale in colours,
        )

    def make(self, name: str) -> QPrinter:
        """Return a printer to draw on, at its own resolution."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        return printer

    def feed(self, printer: QPrinter, kind: PaperKind) -> Paper:
        """Put paper into a printer that draws nothing yet, and measure it.

        The whole paper is drawn on from then on, its edges too: what is printed is
        placed by ``print_sheet``, the same way for every printer.
        """
        printer.setFullPage(True)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setPageSize(kind.size)
        layout = printer.pageLayout()
        layout.setUnits(QPageLayout.Unit.Point)
        full = layout.fullRect(QPageLayout.Unit.Point)
        white = layout.minimumMargins()
        return Paper(
            width=full.width(),
            height=full.height(),
            left=white.left(),
            top=white.top(),
            right=white.right(),
            bottom=white.bottom(),
        )

    def measured(self, name: str, kind: PaperKind) -> Paper:
        """Return the paper as it would be fed."""
        return self.feed(self.make(name), kind)


def unmeasured(kind: PaperKind) -> Paper:
    """Return paper of which the edges are not known (yet)."""
    size = kind.size.size(QPageSize.Unit.Point)
    return Paper(size.width(), size.height())


def place_of_paper(papers: tuple[PaperKind, ...], width: float, height: float) -> int:
    """Return which paper is as large as a page, in millimetres; -1 if none is."""
    shorter, longer = sorted((width, height))
    for tolerance in (_TOLERANCE, 2 * _TOLERANCE):
        for place, kind in enumerate(papers):
            short_side, long_side = sorted(kind.millimetres)
            near = abs(short_side - shorter) <= tolerance
            if near and abs(long_side - longer) <= tolerance:
                return place
    return -1


def _papers(sizes: Iterable[QPageSize]) -> tuple[PaperKind, ...]:
    kinds: list[PaperKind] = []
    seen: set[tuple[int, int]] = set()
    for size in sizes:
        kind = PaperKind(_name(size), size)
        width, height = kind.millimetres
        if (round(width), round(height)) not in seen:
            seen.add((round(width), round(height)))
            kinds.append(kind)
    # What offices here print on comes first; the sort keeps the printer's order.
    return tuple(sorted(kinds, key=_rank))


def _rank(kind: PaperKind) -> int:
    first = ("Folio/F4", "F4", "A4")
    for rank, name in enumerate(first):
        if kind.name.startswith(f"{name} "):
            return rank
    return len(first)


def _name(size: QPageSize) -> str:
    measured = size.size(QPageSize.Unit.Millimeter)
    width, height = measured.width(), measured.height()
    if _is_near(measured, *_F4):
        name = "Folio/F4"
    elif _is_near(measured, 210, 330):
        name = "F4"
    else:
        # Qt puts inches behind some names.
        name = size.name().partition(" (")[0]
    return f"{name} ({round(width)} × {round(height)} mm)"


def _is_near(size: QSizeF, width: float, height: float) -> bool:
    return (
        abs(size.width() - width) <= _TOLERANCE
        and abs(size.height() - height) <= _TOLERANCE
    )


def _place(papers: tuple[PaperKind, ...], usual: QPageSize) -> int:
    if not usual.isValid():
        return 0
    size = usual.size(QPageSize.Unit.Millimeter)
    return max(0, place_of_paper(papers, size.width(), size.height()))
