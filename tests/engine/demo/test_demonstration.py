"""The demonstration is made, found again, mended and removed; its keys stay put."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.errors.output_errors import FolderReadOnly

if TYPE_CHECKING:
    from pathlib import Path

ADOBE_AUTHENTIC_DOCUMENTS = "1.2.840.113583.1.1.5"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return make_demonstration(tmp_path_factory.mktemp("demo") / "private")


def names(name: x509.Name) -> list[str]:
    return [attribute.oid.dotted_string for attribute in name]


def test_folder_is_private(made: Demonstration) -> None:
    for folder in (made.folder, made.folder / "ca", made.folder / "tokens"):
        assert folder.stat().st_mode & 0o077 == 0


def test_official_has_the_profile_of_indonesian_officials(made: Demonstration) -> None:
    certificate = x509.load_der_x509_certificate(made.certificate_der)
    purpose = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    described = certificate.subject.get_attributes_for_oid(
        x509.ObjectIdentifier("2.5.4.13")
    )

    assert purpose.critical
    assert [one.dotted_string for one in purpose.value] == [ADOBE_AUTHENTIC_DOCUMENTS]
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (
        True,
        True,
    )
    assert str(described[0].value).endswith("_Tanda Tangan Elektronik")
    validity = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert validity.days == 729


def test_names_stand_in_another_order_on_each_level(made: Demonstration) -> None:
    root = x509.load_der_x509_certificate(made.root_der)
    issuer = x509.load_der_x509_certificate(made.issuer_der)

    common = NameOID.COMMON_NAME.dotted_string
    assert names(root.subject)[0] == common
    assert names(issuer.subject)[-1] == common
    issuer.verify_directly_issued_by(root)
    for authority in (root, issuer):
        assert "DEMONSTRASI" in authority.subject.rfc4514_string()


def test_private_key_was_born_on_the_token_and_never_leaves_it(
    made: Demonstration,
) -> None:
    listed = subprocess.run(
        [  # noqa: S607 - the tool on PATH
            "pkcs11-tool", "--module", made.module, "--token-label", made.token_label,
            "--login", "--pin", "env:PIN", "--list-objects", "--type", "privkey",
        ],
        env={**os.environ, **made.environment, "PIN": made.pin},
        capture_output=True,
        text=True,
        check=True,
    ).stdout  # fmt: skip

    assert "never extractable" in listed
    assert "local" in listed


def test_it_is_found_again_as_it_was(made: Demonstration) -> None:
    assert make_demonstration(made.folder) == made


def test_what_is_broken_is_made_again(tmp_path: Path) -> None:
    first = make_demonstration(tmp_path / "private")
    first.documents[0].unlink()

    second = make_demonstration(first.folder)

    assert second.documents[0].is_file()
    assert second.certificate_der != first.certificate_der


def test_a_folder_of_somebody_else_is_never_emptied(tmp_path: Path) -> None:
    keepsake = tmp_path / "foto.jpg"
    keepsake.write_bytes(b"kenangan")

    with pytest.raises(FolderReadOnly):
        make_demonstration(tmp_path)

    assert keepsake.read_bytes() == b"kenangan"


def test_it_can_be_removed(tmp_path: Path) -> None:
    made = make_demonstration(tmp_path / "private")

    made.remove()

    assert not made.folder.exists()
