"""Authorities that misbehave: each is told in words, and nothing is half made."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asn1crypto import tsp

from tests.engine.longterm.archive import NOBODY
from tests.engine.validation.authorities import NOW, YEAR, certify
from tests.services import PATIENT, STAMPING
from ttedesktop.errors.network_errors import (
    AddressForbidden,
    NetworkTrouble,
    NoTimeStampAuthority,
)
from ttedesktop.level_words import words_for_level
from ttedesktop.longterm.unfinished import UnfinishedDocuments
from ttedesktop.messages import words_of
from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.longterm.archive import Archive

BAD = "/tsa/buruk"
WAYS = {
    "hangs": ("host_too_slow", None),
    "drips": ("host_too_slow", None),
    "500": ("answer_refused", None),
    "redirects": ("answer_refused", None),
    "cut_off": ("answer_cut_off", None),
    "huge": ("answer_too_large", None),
    "garbage": ("answer_not_understood", None),
    "refuses": ("time_stamp_refused", "kuota habis"),
    "wrong_nonce": ("time_stamp_wrong", "nonce"),
    "wrong_hash": ("time_stamp_wrong", "imprint"),
    "wrong_signature": ("time_stamp_wrong", "signature"),
    "expired": ("time_stamp_wrong", "expired"),
    "revoked": ("time_stamp_wrong", "revoked"),
    "untrusted": ("time_stamp_wrong", "untrusted"),
}


def misbehave(archive: Archive, way: str) -> None:
    services = archive.services
    match way:
        case "expired":
            services.new_stamper(NOW - 3 * YEAR, NOW - timedelta(days=1), BAD)
        case "revoked":
            stamper = services.new_stamper(NOW - YEAR, NOW + YEAR, BAD)
            serial = stamper.certificate.serial_number
            services.revoked[serial] = NOW - timedelta(days=9)
        case "untrusted":
            foreign = certify("Penerbit Asing")
            services.stampers[BAD] = certify("Cap Asing", foreign, purpose=STAMPING)
        case _:
            services.ways[BAD] = way


@pytest.mark.parametrize("way", WAYS)
def test_bad_authority_is_told_and_leaves_nothing(
    archive: Archive, letter_path: Path, way: str
) -> None:
    misbehave(archive, way)
    alone = replace(archive, addresses=(archive.services.base + BAD,))
    before = hashlib.sha256(letter_path.read_bytes()).digest()

    with pytest.raises(NetworkTrouble) as told:
        alone.sign(letter_path, PadesLevel.B_T)

    code, reason = WAYS[way]
    assert told.value.code() == code
    assert told.value.facts().get("reason") == reason
    words = words_of(told.value)
    assert "127.0.0.1" in words.cause
    assert words.heading
    assert words.steps
    assert [one.name for one in letter_path.parent.iterdir()] == [letter_path.name]
    assert hashlib.sha256(letter_path.read_bytes()).digest() == before


@pytest.mark.parametrize("way", ["hangs", "500", "wrong_nonce", "revoked"])
def test_next_authority_is_asked_if_the_first_fails(
    archive: Archive, letter_path: Path, way: str
) -> None:
    misbehave(archive, way)
    addresses = (archive.services.base + BAD, archive.services.tsa)
    both = replace(archive, addresses=addresses)

    signed = both.sign(letter_path, PadesLevel.B_T)

    assert signed.level is PadesLevel.B_T
    assert archive.signature(signed.path).level == "B-T"
    assert archive.services.paths()[0] == BAD


@pytest.mark.parametrize("way", ["hangs", "garbage", "untrusted"])
def test_one_signs_now_and_completes_later_if_that_was_chosen(
    archive: Archive, letter_path: Path, tmp_path: Path, way: str
) -> None:
    misbehave(archive, way)
    unfinished = UnfinishedDocuments(tmp_path / "daftar")
    patient = replace(
        archive, addresses=(archive.services.base + BAD,), completes_later=True
    )

    signed = patient.sign(letter_path, PadesLevel.B_LTA, unfinished=unfinished)

    assert signed.level is PadesLevel.B_B
    assert signed.lacking is not None
    assert archive.signature(signed.path).level == "B-B"
    (noted,) = unfinished
    assert (noted.path, noted.sha256) == (signed.path, signed.sha256)
    assert (noted.wanted, noted.reached) == ("B-LTA", "B-B")
    # and it is said, never pretended
    assert "Belum ada cap waktu" in next(iter(words_for_level(signed)))


def test_level_without_an_authority_is_refused_before_anything_is_signed(
    archive: Archive, letter_path: Path
) -> None:
    nobody = replace(archive, addresses=NOBODY)

    with pytest.raises(NoTimeStampAuthority):
        nobody.sign(letter_path, PadesLevel.B_T)

    assert archive.services.asked == []


def test_time_stamp_request_holds_a_hash_and_nothing_else(
    archive: Archive, letter_path: Path
) -> None:
    archive.sign(letter_path, PadesLevel.B_LTA)

    stamps = [one for one in archive.services.asked if one.path == "/tsa"]
    assert len(stamps) == 2
    for one in stamps:
        request = tsp.TimeStampReq.load(one.body, strict=True).native
        assert set(request) >= {"message_imprint", "nonce", "cert_req"}
        assert request["req_policy"] is request["extensions"] is None
        assert len(request["message_imprint"]["hashed_message"]) == 32
        assert len(one.body) < 100
    told = {name for one in archive.services.asked for name in one.headers}
    assert told <= {
        "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection",
        "Content-Type", "Content-Length",
    }  # fmt: skip


def test_address_of_the_own_network_is_not_asked_unless_allowed(
    archive: Archive, letter_path: Path
) -> None:
    strict = replace(archive, rules=replace(PATIENT, local_hosts=()))

    with pytest.raises(AddressForbidden) as told:
        strict.sign(letter_path, PadesLevel.B_T)

    assert told.value.reason == "local"
    assert archive.services.asked == []


def test_clock_that_is_wrong_by_more_than_five_minutes_is_told(
    archive: Archive, letter_path: Path
) -> None:
    ahead = replace(archive, clock_error=timedelta(minutes=12))

    late = ahead.sign(letter_path, PadesLevel.B_T)
    (told,) = words_for_level(late)
    assert "12 menit lebih cepat" in told

    right = archive.sign(letter_path, PadesLevel.B_T)
    assert list(words_for_level(right)) == []
    slow = replace(right, clock_error=-timedelta(minutes=7))
    assert "7 menit lebih lambat" in next(iter(words_for_level(slow)))
