"""Files that a person names as trust: read whole, or refused by their name."""

from __future__ import annotations

from ssl import DER_cert_to_PEM_cert
from typing import TYPE_CHECKING

import pytest

from ttedesktop.errors.output_errors import TrustFileUnreadable
from ttedesktop.validation.trust.trust_store import (
    read_certificates,
    read_revocation_lists,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.validation.authorities import Authorities


def test_certificates_are_read_from_der_pem_and_folders(
    authorities: Authorities, tmp_path: Path
) -> None:
    der = authorities.root.der
    (tmp_path / "satu.CER").write_bytes(der)
    (tmp_path / "dua.pem").write_text(DER_cert_to_PEM_cert(der) * 2, "ascii")
    (tmp_path / "catatan.txt").write_text("bukan sertifikat", "ascii")

    assert read_certificates(tmp_path / "satu.CER") == (der,)
    assert read_certificates(tmp_path) == (der,) * 3


@pytest.mark.parametrize("content", [b"", b"\x30\x03\x02\x01\x05", b"%PDF-1.7\n"])
def test_file_that_is_no_certificate_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "akar.cer"
    path.write_bytes(content)

    with pytest.raises(TrustFileUnreadable):
        read_certificates(path)
    with pytest.raises(TrustFileUnreadable):
        read_revocation_lists(path)


def test_folder_without_certificates_and_missing_files_are_refused(
    tmp_path: Path,
) -> None:
    with pytest.raises(TrustFileUnreadable):
        read_certificates(tmp_path)
    with pytest.raises(TrustFileUnreadable):
        read_revocation_lists(tmp_path / "tidak-ada.crl")


def test_certificate_is_no_revocation_list(
    authorities: Authorities, tmp_path: Path
) -> None:
    path, crl = tmp_path / "daftar.crl", authorities.crl()
    path.write_bytes(crl)

    assert read_revocation_lists(tmp_path) == (crl,)
    with pytest.raises(TrustFileUnreadable):
        read_certificates(path)
