"""Opens a document so that it can be added to: an incremental update, never a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from ttedesktop.document.structure.late_header import WITHIN, header_first, may_be_moved
from ttedesktop.signing.local_zone import give_zone_to_pyhanko

if TYPE_CHECKING:
    from typing import IO

    from ttedesktop.document.pdf import Document
    from ttedesktop.untyped import PdfObject


def opened_for_update(file: IO[bytes], document: Document) -> PdfObject:
    """Return pyHanko's writer for a file that holds ``document``, decrypted.

    Raises what pyHanko raises.
    """
    give_zone_to_pyhanko()
    begin = _put_header_first(file)
    shown = _HeaderFirst(file, begin) if begin else file
    writer = _writer(shown)
    if isinstance(shown, _HeaderFirst):
        shown.show_as_it_is()
    if document.is_encrypted:
        _decrypt(writer, document.password)
    return writer


class _HeaderFirst:
    """A file that begins with white space, shown to the reader with its header first.

    Everything else stands where it is. Once the reader has seen the header the file
    is shown as it is: what is signed are its true bytes.
    """

    def __init__(self, file: IO[bytes], begin: bytes) -> None:
        self._file = file
        self._begin = begin

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a file has
        return getattr(self._file, name)

    def show_as_it_is(self) -> None:
        """Show the white space at its begin, as everybody else sees it."""
        self._begin = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        place = self._file.tell()
        content = self._file.read(size)
        begin = self._begin[place : place + len(content)]
        return begin + content[len(begin) :]

    def readinto(self, buffer: bytearray | memoryview) -> int:
        """Fill a buffer with the next bytes; return how many there were."""
        content = self.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)


def _put_header_first(file: IO[bytes]) -> bytes:
    """Rewrite a copy that begins with white space, which pyHanko does not read.

    A document that is signed already must keep its bytes. Returned is how it would
    begin with its header first, if the rest could stay where it is; else nothing.
    """
    file.seek(0)
    if file.read(1) not in b"\t\n\f\r \0":
        file.seek(0)
        return b""
    file.seek(0)
    content = file.read()
    first = header_first(content)
    stays = b""
    if first != content and may_be_moved(content):
        file.seek(0)
        file.truncate()
        file.write(first)
    elif first != content and len(first) == len(content):
        stays = first[:WITHIN]
    file.seek(0)
    return stays


def _writer(file: IO[bytes] | _HeaderFirst) -> PdfObject:
    try:
        writer: Any = IncrementalPdfFileWriter(file)
    except Exception:  # noqa: BLE001 - honest files fail the strict reader in many ways
        return _lenient_writer(file)
    # Office programs write tables for readers old and new (ISO 32000-1, 7.5.8.4).
    is_hybrid = writer.prev.xrefs.hybrid_xrefs_present
    return _lenient_writer(file) if is_hybrid else writer


def _lenient_writer(file: IO[bytes] | _HeaderFirst) -> PdfObject:
    file.seek(0)
    return IncrementalPdfFileWriter(file, strict=False)


def _decrypt(writer: PdfObject, password: str) -> None:
    writer.encrypt(password)
    settings = writer.prev.trailer.raw_get("/Encrypt")
    if not hasattr(settings, "idnum"):
        # They may stand in the trailer itself, and pyHanko 0.38 then compares every
        # object's number with theirs. No object has the number 0.
        settings.idnum = 0
