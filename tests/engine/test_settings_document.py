"""The settings as a document: everything comes back, and nothing unfit comes in."""

from __future__ import annotations

import base64
import dataclasses
import json
import zlib
from typing import Any

import pytest

from ttedesktop.language import Language
from ttedesktop.settings.document import SCHEMA, from_json, pack, to_json, unpack
from ttedesktop.settings.values import (
    Appearance,
    LeftWindow,
    Patience,
    ProxyChoice,
    ReadingPlace,
    RecentDocument,
    SessionLimit,
    Settings,
    SignatureLevel,
    StampRoom,
    TextSize,
)
from ttedesktop.specimens.design import STARTING, SpecimenDesign, SpecimenKind
from ttedesktop.specimens.footer import Footer
from ttedesktop.specimens.profile import Capacity, Mask, Profile

CHANGED = Settings(
    language=Language.ENGLISH,
    appearance=Appearance.DARK,
    text_size=TextSize.LARGE,
    setup_step=3,
    offers_setup=False,
    profile=Profile("Dra. Siti Aminah, M.Si.", "Sekretaris Daerah", "196801011990"),
    more_profiles=(
        Profile(
            "Siti Aminah",
            "SEKRETARIS DAERAH",
            label="Atas nama bupati",
            title_after="M.Si.",
            capacity=Capacity.ON_BEHALF,
            on_behalf_of="BUPATI TIRTA RAYA",
            shows_titles=False,
            mask=Mask.MIDDLE,
        ),
    ),
    signs_as="Atas nama bupati",
    specimens=(
        *STARTING,
        SpecimenDesign(
            "surat-keluar",
            SpecimenKind.CREST_CARD,
            "Surat keluar",
            picture="cd" * 32,
            width=80.5,
        ),
    ),
    specimen="surat-keluar",
    level=SignatureLevel.B_LTA,
    time_stamp_address="https://tsa.contoh.example",
    time_stamp_fallbacks="https://a.example https://b.example",
    time_stamp_account="dinas",
    time_stamp_room=StampRoom.LARGE,
    patience=Patience.SHORT,
    completes_later=False,
    completes_itself=True,
    proxy=ProxyChoice.MANUAL,
    proxy_address="proksi:8080",
    proxy_account="kantor",
    network_authorities=("/etc/kantor.pem",),
    archive_folders=("/srv/arsip",),
    footer=Footer(is_on=True, words="Kalimat sendiri", on_every_page=False),
    is_visible=False,
    reason="Disetujui",
    location="Tirta Raya",
    output_suffix="_ditandatangani",
    output_folder="/home/siti/Surat \udcff keluar",
    night_reading=True,
    must_read_to_the_end=True,
    session_limit=SessionLimit.THIRTY,
    modules=("/opt/token.so", "C:\\Token\\pkcs11.dll"),
    places=('{"place":"saved","name":"SPM"}',),
    strict_verification=True,
    last_places=('{"place":"saved","name":"qr"}',),
    trust_anchors=("-----BEGIN CERTIFICATE-----\nMII=\n",),
    recent=(
        RecentDocument(
            "/a/surat.pdf",
            "valid",
            "2026-11-22T10:00:00+07:00",
            ReadingPlace(7, -4.5, 1.25, "none", "two_up", 90),
        ),
    ),
    left=LeftWindow(("/a/surat.pdf",), "/a/surat.pdf", "settings", "AdnQywAD"),
    keeps_recent=False,
    queue_rule='{"place":"anchor","text":"Sekretaris Daerah"}',
    queue_also_on="2-",
    queue_pattern="{nama}-ttd",
    queue_separates=True,
    watched_folder="/srv/masuk",
    keeps_register=False,
    proposed=('signing.location="Tirtapura"',),
    certificate="ab" * 32,
)


def _packed(text: str) -> str:
    return base64.b85encode(zlib.compress(text.encode())).decode()


def test_every_setting_is_changed_in_these_tests() -> None:
    unchanged = [
        field.name
        for field in dataclasses.fields(Settings)
        if getattr(CHANGED, field.name) == getattr(Settings(), field.name)
    ]

    assert not unchanged


@pytest.mark.parametrize("settings", [Settings(), CHANGED])
def test_settings_come_back_from_their_document(settings: Settings) -> None:
    document = json.loads(json.dumps(to_json(settings)))

    assert document["schema"] == SCHEMA
    assert from_json(document) == settings
    assert unpack(pack(settings)) == settings


def test_packed_settings_are_ascii_that_no_keyring_alters() -> None:
    packed = pack(CHANGED)

    assert packed.isascii()
    assert packed.isprintable()
    assert " " not in packed


@pytest.mark.parametrize(
    "unfit",
    [
        {"language": "xx"},
        {"language": ["id"]},
        {"appearance": None},
        {"is_visible": "no"},
        {"is_visible": 0},
        {"reason": 7},
        {"reason": "x" * 20_001},
        {"profile": "Siti"},
        {"profile": {"name": ["Siti"]}},
        {"modules": "/opt/token.so"},
        {"modules": [3, None, {}]},
        {"recent": [{"path": "/a.pdf"}, "b.pdf", None]},
        {"a key of a later version": 1},
    ],
)
def test_unfit_value_leaves_the_default_in_its_place(unfit: dict[str, Any]) -> None:
    document = {"schema": SCHEMA, **unfit}

    settings = from_json(document)

    assert settings == Settings()


def test_unfit_value_leaves_the_others_as_they_are() -> None:
    document = {**to_json(CHANGED), "reason": 7, "modules": ["/opt/token.so", 3]}

    settings = from_json(document)

    assert settings == dataclasses.replace(
        CHANGED, reason="", modules=("/opt/token.so",)
    )


def test_twelve_recent_documents_are_kept() -> None:
    recent = tuple(RecentDocument(f"/{n}.pdf", "", "") for n in range(40))

    settings = unpack(pack(dataclasses.replace(CHANGED, recent=recent)))

    assert settings.recent == recent[:12]


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "no base85 \N{SNOWMAN}",
        "abcde" * 20,
        pack(CHANGED)[:-10],
        _packed("no JSON"),
        _packed("[1, 2]"),
        _packed("[" * 100_000),
        _packed(" " * (5 << 20) + "{}"),
    ],
)
def test_what_was_not_packed_here_is_refused(packed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        unpack(packed)


STORED_BEFORE = {"path": "/a.pdf", "verdict": "", "opened_at": "2026-11-22T10:00:00Z"}


def test_list_stored_before_there_were_places_is_still_read() -> None:
    settings = from_json({"schema": SCHEMA, "recent": [STORED_BEFORE]})

    assert settings.recent == (RecentDocument("/a.pdf", "", "2026-11-22T10:00:00Z"),)


@pytest.mark.parametrize(
    "damaged",
    [
        7,
        None,
        [],
        {"page": -1},
        {"page": 1 << 40},
        {"page": 3, "y": float("nan")},
        {"page": 3, "y": float("inf")},
        {"page": 3, "zoom": -1.0},
        {"page": 3, "fit": "height"},
        {"page": 3, "mode": "book"},
        {"page": 3, "rotation": 45},
    ],
)
def test_damaged_place_is_passed_over_and_the_document_stays(damaged: Any) -> None:
    stored = [{**STORED_BEFORE, "place": damaged}]

    (one,) = from_json(json.loads(json.dumps({"recent": stored}))).recent

    assert one.path == "/a.pdf"
    assert one.place == ReadingPlace()


def test_place_from_a_newer_program_keeps_what_is_understood() -> None:
    newer = {"page": 3, "y": "far down", "column": 2}

    (one,) = from_json({"recent": [{**STORED_BEFORE, "place": newer}]}).recent

    assert one.place == ReadingPlace(page=3)
