"""Printers of the tests: real ones of Qt, whose paper is a PDF file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter
from typing_extensions import override

from ui.printing.printers import Abilities, FoundPrinters, Printers

if TYPE_CHECKING:
    from pathlib import Path

    from ui.printing.printers import PaperKind
    from ui.printing.sheet import Paper

OFFICE = "Pencetak Tata Usaha"


@dataclass
class FilePrinters(Printers):
    """One printer that prints both sides and colours, into ``output``."""

    output: Path
    names: tuple[str, ...] = (OFFICE, "Pencetak Lantai 2")
    margin: float = 12.0
    """Points at each edge that stay white."""
    made: list[QPrinter] = field(default_factory=list)

    @override
    def found(self) -> FoundPrinters:
        return FoundPrinters(self.names, *self.names[:1])

    @override
    def abilities(self, name: str) -> Abilities:
        modes = QPrinter.DuplexMode
        return replace(
            super().abilities(""),
            sides=(modes.DuplexNone, modes.DuplexLongSide, modes.DuplexShortSide),
            has_colour=True,
        )

    @override
    def make(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.output))
        self.made.append(printer)
        return printer

    @override
    def feed(self, printer: QPrinter, kind: PaperKind) -> Paper:
        edge = self.margin
        paper = super().feed(printer, kind)
        return replace(paper, left=edge, top=edge, right=edge, bottom=edge)
