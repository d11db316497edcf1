"""Opens a document so that it can be added to: an incremental update, never a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from ttedesktop.document.late_header import header_first, may_be_moved

if TYPE_CHECKING:
    from typing import IO

    from ttedesktop.document.pdf import Document
    from ttedesktop.untyped import PdfObject


def opened_for_update(file: IO[bytes], document: Document) -> PdfObject:
    """Return pyHanko's writer for a file that holds ``document``, decrypted.

    Raises what pyHanko raises.
    """
    _put_header_first(file)
    writer = _writer(file)
    if document.is_encrypted:
        _decrypt(writer, document.password)
    return writer


def _put_header_first(file: IO[bytes]) -> None:
    """Rewrite a copy that begins with white space, which pyHanko does not read.

    A document that is signed already must keep its bytes: it is left as it is.
    """
    file.seek(0)
    if file.read(1) not in b"\t\n\f\r \0":
        file.seek(0)
        return
    file.seek(0)
    content = file.read()
    first = header_first(content)
    if first != content and may_be_moved(content):
        file.seek(0)
        file.truncate()
        file.write(first)
    file.seek(0)


def _writer(file: IO[bytes]) -> PdfObject:
    try:
        writer: Any = IncrementalPdfFileWriter(file)
    except Exception:  # noqa: BLE001 - honest files fail the strict reader in many ways
        return _lenient_writer(file)
    # Office programs write tables for readers old and new (ISO 32000-1, 7.5.8.4).
    is_hybrid = writer.prev.xrefs.hybrid_xrefs_present
    return _lenient_writer(file) if is_hybrid else writer


def _lenient_writer(file: IO[bytes]) -> PdfObject:
    file.seek(0)
    return IncrementalPdfFileWriter(file, strict=False)


def _decrypt(writer: PdfObject, password: str) -> None:
    writer.encrypt(password)
    settings = writer.prev.trailer.raw_get("/Encrypt")
    if not hasattr(settings, "idnum"):
        # They may stand in the trailer itself, and pyHanko 0.38 then compares every
        # object's number with theirs. No object has the number 0.
        settings.idnum = 0
