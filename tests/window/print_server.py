"""A print server of the tests: as much of CUPS as libcups asks for on Qt's behalf.

The Internet Printing Protocol is attributes in a binary frame over HTTP (RFC 8010).
Answers hold one printer; what is sent to be printed is kept.
"""

from __future__ import annotations

import struct
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final, cast

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

NAME: Final = "Tata_Usaha"
_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_INTEGER, _ENUM, _BOOLEAN = 0x21, 0x23, 0x22
_KEYWORD, _URI, _CHARSET, _LANGUAGE, _NAME, _MIME = 0x44, 0x45, 0x47, 0x48, 0x42, 0x49
_CREATE_JOB, _SEND_DOCUMENT, _CANCEL_JOB = 0x0005, 0x0006, 0x0008
_CLASSES: Final = 0x4005
_OK, _NOT_FOUND = 0x0000, 0x0406

PPD: Final = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "UJI.PPD"
*Manufacturer: "Uji"
*Product: "(Uji)"
*ModelName: "Uji"
*ShortNickName: "Uji"
*NickName: "Uji"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*DefaultResolution: 600dpi
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageSize FanFoldGermanLegal/Folio: "<</PageSize[612 936]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageRegion FanFoldGermanLegal/Folio: "<</PageSize[612 936]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 14 579 824"
*ImageableArea FanFoldGermanLegal/Folio: "12 14 596 918"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension FanFoldGermanLegal/Folio: "612 936"
*OpenUI *Duplex/Two-Sided: PickOne
*OrderDependency: 10 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: ""
*Duplex DuplexTumble/Short Edge: ""
*CloseUI: *Duplex
*OpenUI *ColorModel/Color Mode: PickOne
*OrderDependency: 10 AnySetup *ColorModel
*DefaultColorModel: RGB
*ColorModel RGB/Color: ""
*ColorModel Gray/Grayscale: ""
*CloseUI: *ColorModel
"""


@dataclass
class SentJob:
    """What a program sent to be printed."""

    options: dict[str, str] = field(default_factory=dict)
    document: bytes = b""
    is_cancelled: bool = False


class PrintServer:
    """Used as ``with PrintServer() as server:``; ``address`` is for CUPS_SERVER."""

    def __init__(self) -> None:
        self.jobs: list[SentJob] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.jobs = self.jobs  # type: ignore[attr-defined]  # for its handlers
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def printed(self) -> list[SentJob]:
        """The jobs that paper comes out for."""
        return [one for one in self.jobs if one.document and not one.is_cancelled]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def _jobs(self) -> list[SentJob]:
        return cast("list[SentJob]", self.server.jobs)  # type: ignore[attr-defined]  # put there above

    def do_GET(self) -> None:
        found = self.path.endswith(".ppd")
        self._send(200 if found else 404, "application/vnd.cups-ppd", PPD.encode())

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        body = b"".join(self._body())
        operation, request = struct.unpack_from(">HI", body, 2)
        attributes, document = _read(body)
        status, groups = self._answer(operation, attributes, document)
        head = struct.pack(">BBHI", 2, 0, status, request)
        usual = _group(
            _OPERATION,
            (_CHARSET, "attributes-charset", "utf-8"),
            (_LANGUAGE, "attributes-natural-language", "id"),
        )
        answer = head + usual + groups + bytes([_END])
        self._send(200, "application/ipp", answer)

    def _answer(
        self, operation: int, attributes: dict[str, str], document: bytes
    ) -> tuple[int, bytes]:
        if operation == _CREATE_JOB:
            self._jobs.append(SentJob(attributes))
        elif operation == _SEND_DOCUMENT:
            self._jobs[-1].document += document
        elif operation == _CANCEL_JOB:
            self._jobs[-1].is_cancelled = True
        elif operation == _CLASSES:
            return _NOT_FOUND, b""
        else:
            return _OK, self._printer()
        number = len(self._jobs)
        uri = f"ipp://{self.headers['Host']}/jobs/{number}"
        return _OK, _group(
            _JOB,
            (_INTEGER, "job-id", number),
            (_URI, "job-uri", uri),
            (_ENUM, "job-state", 3),
        )

    def _printer(self) -> bytes:
        uri = f"ipp://{self.headers['Host']}/printers/{NAME}"
        return _group(
            _PRINTER,
            (_NAME, "printer-name", NAME),
            (_URI, "printer-uri-supported", uri),
            (_NAME, "printer-info", "Pencetak Tata Usaha"),
            (_NAME, "printer-location", "Lantai 1"),
            (_NAME, "printer-make-and-model", "Uji"),
            (_ENUM, "printer-type", 0x80101C),
            (_ENUM, "printer-state", 3),
            (_BOOLEAN, "printer-is-accepting-jobs", True),
            (_KEYWORD, "printer-state-reasons", "none"),
            (_MIME, "document-format-supported", "application/pdf"),
        )

    def _body(self) -> Iterator[bytes]:
        if self.headers.get("Transfer-Encoding") != "chunked":
            yield self.rfile.read(int(self.headers.get("Content-Length", 0)))
            return
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test says what it misses."""


def _group(tag: int, *attributes: tuple[int, str, int | str | bool]) -> bytes:
    return bytes([tag]) + b"".join(_attribute(*one) for one in attributes)


def _attribute(tag: int, name: str, value: int | str | bool) -> bytes:  # noqa: FBT001 - a value of the protocol
    if isinstance(value, bool):
        written = bytes([value])
    elif isinstance(value, int):
        written = struct.pack(">i", value)
    else:
        written = value.encode()
    named = name.encode()
    return (
        struct.pack(">BH", tag, len(named))
        + named
        + struct.pack(">H", len(written))
        + written
    )


def _read(body: bytes) -> tuple[dict[str, str], bytes]:
    """Return the attributes of a request, all as text, and what follows them."""
    found: dict[str, str] = {}
    place = 8
    while (tag := body[place]) != _END:
        place += 1
        if tag < 0x10:
            continue
        (length,) = struct.unpack_from(">H", body, place)
        name = body[place + 2 : place + 2 + length].decode()
        place += 2 + length
        (length,) = struct.unpack_from(">H", body, place)
        value = body[place + 2 : place + 2 + length]
        place += 2 + length
        number = tag in {_INTEGER, _ENUM}
        found[name] = str(int.from_bytes(value)) if number else value.decode("latin-1")
    return found, body[place + 1 :]
