"""The report for whoever helps: all that is known, and nobody's name in it."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.tokens.workshop import issue, make_authority
from ttedesktop.errors.output_errors import ReportNotWritten
from ttedesktop.errors.token_errors import ModuleUnusable, TokenMissing
from ttedesktop.language import Language, choose_language
from ttedesktop.tokens.certificate import (
    FoundCertificate,
    TokenCertificate,
)
from ttedesktop.tokens.certificate_reader import certificates_on
from ttedesktop.tokens.contents import ModuleTrouble, TokenContents
from ttedesktop.tokens.diagnosis.anonymity import without_home, without_names
from ttedesktop.tokens.diagnosis.facts import TokenFacts
from ttedesktop.tokens.diagnosis.findings import DriverFile, Findings, ModuleFinding
from ttedesktop.tokens.diagnosis.mechanism_names import mechanisms_in_words
from ttedesktop.tokens.diagnosis.readers import Readers
from ttedesktop.tokens.diagnosis.text import as_text, write_text
from ttedesktop.tokens.diagnosis.trial import Trial
from ttedesktop.tokens.drivers import known_drivers
from ttedesktop.tokens.slot import Token
from ttedesktop.tokens.survey import Survey

if TYPE_CHECKING:
    from pathlib import Path

NAME = "RINA KUSUMAWATI"
MODULE = "/home/rinak/driver/libvendor.so"
TOKEN = Token(MODULE, 77123, "Rina Kusumawati", "AB12CD34", "Feitian", "ePass2003")
NOW = datetime.now(UTC)
AUTHORITY = make_authority("CA Instansi")


def certificate() -> TokenCertificate:
    key = AUTHORITY.key.public_key()
    found = FoundCertificate(b"\1", issue(AUTHORITY, key, NAME))
    (made,) = certificates_on(TOKEN, [found])
    return made


CERTIFICATE = certificate()
SECRETS = (
    NAME,
    "Rina",
    CERTIFICATE.organisation,
    CERTIFICATE.serial,
    CERTIFICATE.sha256,
    CERTIFICATE.sha256[:8],
    "AB12CD34",
    "77123",
    "rinak",
    "0012345678",
)


def facts() -> TokenFacts:
    broken = ModuleUnusable("/home/rinak/x.dll", "wrong_machine")
    return TokenFacts(
        Survey(
            (TokenContents(TOKEN, (CERTIFICATE,)),),
            (ModuleTrouble("/home/rinak/x.dll", broken),),
            has_driver=True,
        ),
        Readers(names=("Yubico YubiKey OTP+FIDO+CCID (0012345678) 00 00",)),
        Findings(
            (DriverFile(known_drivers()[0], "/home/rinak/x.dll", "x86", broken),),
            (
                ModuleFinding(
                    MODULE, "x86-64", is_direct=True, abilities=((TOKEN, (0x1, 0x40)),)
                ),
                ModuleFinding("/home/rinak/x.dll", "x86 (32-bit)", error=broken),
            ),
        ),
        Trial(TOKEN, TokenMissing("Rina Kusumawati")),
    )


def test_report_names_nobody_unless_it_is_asked_to() -> None:
    text = as_text(facts())

    assert [secret for secret in SECRETS if secret in text] == []


def test_report_with_names_says_all() -> None:
    text = as_text(facts(), with_names=True)

    for secret in (NAME, CERTIFICATE.organisation, CERTIFICATE.serial, "AB12CD34"):
        assert secret in text
    assert CERTIFICATE.sha256 in text
    assert MODULE in text


@pytest.mark.parametrize("with_names", [False, True])
def test_report_says_what_support_needs(*, with_names: bool) -> None:
    text = as_text(facts(), with_names=with_names)

    for words in (
        "TTE Desktop 0.1.0",
        "x86_64",
        "Yubico YubiKey OTP+FIDO+CCID",
        "libvendor.so (x86-64): menjawab, dipanggil langsung",
        "x86 (32-bit)",
        "[module_unusable]",
        "Feitian ePass2003",
        "RSA PKCS#1: mentah, SHA-256",
        "CA Instansi",
        "RSA 2048",
        "PIN tidak terkunci",
        "Uji tanda tangan",
    ):
        assert words in text


def test_name_of_the_computer_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.node", lambda: "pc-rina")
    monkeypatch.setattr("socket.gethostname", lambda: "pc-rina")

    assert "pc-rina" not in as_text(facts(), with_names=True)


def test_each_check_has_a_line_with_its_verdict_and_the_next_step() -> None:
    lines = as_text(TokenFacts(Survey(), Readers(), Findings())).splitlines()

    checks = [line for line in lines if re.match(r"[✓!✗·] .+: ", line)]
    assert len(checks) == 7, "the whole, and six questions"
    assert any(line.startswith("✗ Pembaca: ") and " → " in line for line in checks)


def test_self_signed_certificate_does_not_tell_its_name_as_issuer() -> None:
    own = dataclasses.replace(CERTIFICATE, issuer=NAME)
    survey = Survey((TokenContents(TOKEN, (own,)),), has_driver=True)

    assert NAME not in as_text(TokenFacts(survey, Readers(names=("R",))))


def test_several_tokens_and_certificates_get_numbers_that_stay() -> None:
    other = dataclasses.replace(TOKEN, label="Budi", serial="2")
    soon = dataclasses.replace(
        CERTIFICATE, token=other, not_after=NOW + timedelta(days=3, hours=1)
    )
    survey = Survey(
        (TokenContents(TOKEN, (CERTIFICATE,)), TokenContents(other, (soon,)))
    )
    abilities = ((other, (0x1041,)), (TOKEN, (0x1,)))
    finding = ModuleFinding(MODULE, "x86-64", abilities=abilities)
    told = without_names(TokenFacts(survey, Readers(), Findings((), (finding,))))
    text = as_text(TokenFacts(survey, Readers(), Findings((), (finding,))))

    assert [seen.token.label for seen in told.survey.tokens] == ["Token 1", "Token 2"]
    assert "“Token 2”, PIN tidak terkunci" in text
    assert "Sertifikat 2. Habis 3 hari lagi" in text
    first, second = text.index("\nToken 1: "), text.index("\nToken 2: ")
    assert "RSA PKCS#1" in text[first:second]
    assert "ECDSA" in text[second:]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/home/rinak/lib/x.so", "~/lib/x.so"),
        ("/Users/rinak/x.dylib", "~/x.dylib"),
        ("C:\\Users\\rinak\\x.dll", "~\\x.dll"),
        ("/media/rinak/STICK/x.so", "~/STICK/x.so"),
        ("/run/media/rinak/STICK/x.so", "~/STICK/x.so"),
        ("/usr/lib/x.so", "/usr/lib/x.so"),
        ("C:/Windows/System32/x.dll", "C:/Windows/System32/x.dll"),
    ],
)
def test_home_folders_are_told_without_the_name_of_their_owner(
    path: str, told: str
) -> None:
    assert without_home(path) == told


def test_home_folder_elsewhere_is_told_without_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "rinak"))

    assert without_home(str(tmp_path / "rinak" / "x.so")) == "~/x.so"


def test_report_speaks_english() -> None:
    choose_language(Language.ENGLISH)
    try:
        text = as_text(facts())
    finally:
        choose_language(Language.INDONESIAN)

    assert "Certificate 1" in text
    assert "answers, called directly" in text
    assert [secret for secret in SECRETS if secret in text] == []


def test_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportNotWritten):
        write_text(tmp_path / "none" / "report.txt", "text")


def test_mechanisms_have_names_by_family() -> None:
    told = mechanisms_in_words([0x1044, 0x1041, 0xD, 0x1, 0x250, 0x8000])

    assert told == ("RSA PKCS#1: mentah", "RSA PSS: mentah", "ECDSA: mentah, SHA-256")
    assert mechanisms_in_words([0x250]) == ()
