"""``ttedesktop sign`` as a contract: options, results, exit status, JSON."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.engine.signing.reading import signatures
from tests.keyrings.secret_service import running_secret_service
from tests.papers import letters as papers
from tests.scenarios.command_line import run, sign
from tests.tokens.workshop import PIN
from ttedesktop.demo.crest import crest_picture
from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.settings.document import pack
from ttedesktop.settings.values import Settings
from ttedesktop.specimens.design import SpecimenDesign, SpecimenKind
from ttedesktop.specimens.picture_folder import PictureFolder
from ttedesktop.specimens.profile import Capacity, Profile

if TYPE_CHECKING:
    from tests.office import Office


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_document_is_signed_beside_the_original(
    office: Office, letter_path: Path
) -> None:
    before = letter_path.read_bytes()

    spoken = sign(office.workshop, letter_path, "--json")

    (told,) = spoken.json
    signed = letter_path.with_name("surat_TTE.pdf")
    assert spoken.status == 0
    assert told["signed"] == str(signed)
    assert told["field"] == "TTE_1"
    assert names_in(letter_path.parent) == {"surat.pdf", "surat_TTE.pdf"}
    assert letter_path.read_bytes() == before
    assert office.verify(signed).sha256 == told["sha256"]


def test_every_wish_reaches_the_signature(office: Office, letter_path: Path) -> None:
    target = letter_path.with_name("hasil.pdf")

    spoken = sign(
        office.workshop, letter_path, "--page", "1", "--rect", "60,80,220,70",
        "--name", "Dr. SITI AMINAH", "--position", "Sekretaris", "--nip", "19760817",
        "--reason", "Menyetujui", "--location", "Kota Baru", "--certify",
        "form-filling", "--stamp", "qr", "--level", "B-B", "-o", target,
    )  # fmt: skip

    (one,) = signatures(target.read_bytes())
    (report,) = office.verify(target).signatures
    told = office.renderer.find(office.renderer.open(target), "Sekretaris", page=0)
    assert spoken.status == 0
    assert str(target) in spoken.stderr
    assert spoken.stdout == ""
    assert (str(one.dictionary["/Reason"]), one.permission) == ("Menyetujui", 2)
    assert report.page == 0
    assert report.rect is not None
    assert (round(report.rect.x0), round(report.rect.y1)) == (60, 150)
    assert told


def test_of_several_anchors_the_one_that_is_named_is_taken(
    office: Office, letter_path: Path
) -> None:
    spoken = sign(
        office.workshop, letter_path, "--anchor", "Halaman", "--hit", "first", "--json"
    )

    (report,) = office.verify(Path(spoken.json[0]["signed"])).signatures
    assert report.page == 0


def test_a_place_is_written_as_a_rule(office: Office, letter_path: Path) -> None:
    rule = '{"place":"saved","name":"SPM","page":1,"across":0.5,"down":0.9}'

    spoken = sign(office.workshop, letter_path, "--place", rule, "--json")

    (report,) = office.verify(Path(spoken.json[0]["signed"])).signatures
    assert report.page == 0
    assert report.rect is not None
    assert round((report.rect.x0 + report.rect.x1) / 2) == 306


def test_the_field_that_was_prepared_for_the_signer_is_signed(
    office: Office, letter_path: Path
) -> None:
    official = office.contents().certificates[0].name
    letter_path.write_bytes(
        papers.with_fields(("Sekda", "Hadi Pranoto"), ("Kepala", f"Dr. {official}"))
    )

    spoken = sign(office.workshop, letter_path, "--own-field", "--json")

    assert spoken.json[0]["field"] == "Kepala"


def test_what_the_box_covers_is_said(office: Office, letter_path: Path) -> None:
    spoken = sign(office.workshop, letter_path, "--rect", "60,700,200,80")

    assert spoken.status == 0
    assert "Kotak menutupi teks" in spoken.stderr


@pytest.mark.parametrize(
    "wish",
    [
        ("--anchor", "#", "--field", "A"),
        ("--place", "{}"),
        ("--hit", "0", "--anchor", "#"),
    ],
)
def test_a_place_that_is_none_is_wrong_usage(
    office: Office, letter_path: Path, wish: tuple[str, ...]
) -> None:
    assert sign(office.workshop, letter_path, *wish).status == 2


def test_stamp_and_role_are_found_by_the_names_that_a_person_gave_them(
    office: Office, letter_path: Path, tmp_path: Path
) -> None:
    crest = crest_picture()
    own = SpecimenDesign(
        "kartu-sekda",
        SpecimenKind.CREST_CARD,
        "Kartu Sekda",
        picture=hashlib.sha256(crest).hexdigest(),
    )
    role = Profile(
        "SITI AMINAH", "Bupati", label="Plt. Bupati", capacity=Capacity.ACTING
    )
    kept = Settings(specimens=(own,), more_profiles=(role,))
    (tmp_path / "kunci").mkdir()
    with running_secret_service(tmp_path / "kunci") as service:
        service.run("-m", "tests.keyrings.settings_program", "save-packed", pack(kept))
        data = Path(service.environment["XDG_DATA_HOME"])
        PictureFolder(data / "tte-desktop" / "pictures").keep(crest)

        spoken = sign(
            office.workshop, letter_path, "--stamp", "kartu sekda",
            "--profile", "plt. bupati", "--json",
            environment=service.environment,
        )  # fmt: skip

    signed = office.renderer.open(letter_path.with_name("surat_TTE.pdf"))
    assert spoken.status == 0
    assert office.renderer.find(signed, "Plt. BUPATI", page=1)
    assert office.renderer.find(signed, "DITANDATANGANI SECARA ELEKTRONIK", page=1)


def test_box_has_the_size_of_its_specimen_and_the_foot_its_sentences_once(
    office: Office, letter_path: Path
) -> None:
    wishes = ("--stamp", "qr-saja", "--footer", "Arsip digital.", "--json")
    first = sign(office.workshop, letter_path, *wishes)
    signed = Path(first.json[0]["signed"])
    (report,) = office.verify(signed).signatures
    opened = office.renderer.open(signed)

    second = sign(office.workshop, signed, *wishes)

    assert report.rect is not None
    assert round(report.rect.width) == round(report.rect.height) == 71
    assert len(office.renderer.find(opened, "Arsip digital.")) == 2
    again = office.renderer.open(Path(second.json[0]["signed"]))
    assert len(office.renderer.find(again, "Arsip digital.")) == 2
    assert "kalimat kaki ditiadakan" in second.stderr


def test_stamp_on_further_pages_is_a_picture_and_told_so(
    office: Office, tmp_path: Path
) -> None:
    letter = tmp_path / "berita-acara.pdf"
    letter.write_bytes(papers.letter(3))
    jobs = tmp_path / "daftar.csv"
    jobs.write_text("file,anchor,also_on\nberita-acara.pdf,${ttd_pengirim},1-2\n")
    listed = sign(office.workshop, "--jobs-file", jobs, "--json")
    signed = Path(listed.json[0]["signed"])

    again = sign(office.workshop, signed, "--also-on", "all", "--json")
    wrong = sign(office.workshop, letter, "--also-on", "5-2")
    hidden = sign(office.workshop, letter, "--also-on", "all", "--invisible")

    assert "1 tanda tangan di halaman 3; gambarnya di halaman 1–2" in listed.stderr
    opened = office.renderer.open(signed)
    hits = office.renderer.find(opened, "secara elektronik oleh")
    assert {one.page for one in hits} == {0, 1, 2}
    assert len(office.verify(signed).signatures) == 1
    assert again.json[0]["error"]["code"] == "pictures_forbidden"
    assert again.status == 1
    assert (wrong.status, hidden.status) == (2, 2)


def test_number_of_the_list_is_taken_as_given_and_else_read_off_the_letter(
    office: Office, tmp_path: Path
) -> None:
    for name, number in (("a", "800/1/BKD"), ("b", "800/2/BKD")):
        drawing = Drawing(title="Surat")
        sheet = drawing.sheet(612, 936)
        sheet.text(60, 150, f"Nomor : {number}", face=Face.SERIF, size=11)
        (tmp_path / f"{name}.pdf").write_bytes(drawing.pdf())
    jobs = tmp_path / "daftar.json"
    jobs.write_text(json.dumps([{"file": "a.pdf", "number": "7/X"}, {"file": "b.pdf"}]))
    numbered = SpecimenDesign(
        "bernomor", SpecimenKind.TEXT, name="Bernomor", lines="{nama}\nNo. {nomor}"
    )
    kept = pack(Settings(specimens=(numbered,)))
    (tmp_path / "kunci").mkdir()
    with running_secret_service(tmp_path / "kunci") as service:
        service.run("-m", "tests.keyrings.settings_program", "save-packed", kept)
        spoken = sign(
            office.workshop, "--jobs-file", jobs, "--stamp", "bernomor", "--json",
            environment=service.environment,
        )  # fmt: skip

    told = [Path(one["signed"]) for one in spoken.json]
    shown = [
        office.renderer.find(office.renderer.open(path), f"No. {number}")
        for path, number in zip(told, ("7/X", "800/2/BKD"), strict=True)
    ]
    assert all(shown)
    assert "nomor 800/2/BKD dibaca dari dokumen" in spoken.stderr


def test_stamp_that_there_is_not_is_told_with_those_that_there_are(
    office: Office, letter_path: Path
) -> None:
    spoken = sign(office.workshop, letter_path, "--stamp", "cap basah")

    assert spoken.status == 2
    assert "cap basah" in spoken.stderr
    assert "lambang" in spoken.stderr


def test_anchor_places_the_stamp_over_the_text(
    office: Office, letter_path: Path
) -> None:
    spoken = sign(office.workshop, letter_path, "--anchor", papers.ANCHOR, "--json")

    (told,) = spoken.json
    (hit,) = office.renderer.find(office.renderer.open(letter_path), papers.ANCHOR)
    (report,) = office.verify(letter_path.with_name("surat_TTE.pdf")).signatures
    assert told["signed"]
    assert report.page == 1
    assert report.rect is not None
    assert report.rect.x0 < hit.x0 < hit.x1 < report.rect.x1


def test_pin_is_read_from_standard_input(office: Office, letter_path: Path) -> None:
    spoken = sign(
        office.workshop, letter_path, "--pin-stdin", pin=None, stdin=f"{PIN}\n"
    )

    assert spoken.status == 0
    assert PIN not in spoken.stdout + spoken.stderr


def test_pin_is_not_read_from_where_nobody_can_be_asked(
    office: Office, letter_path: Path
) -> None:
    spoken = sign(office.workshop, letter_path, pin=None)

    assert spoken.status == 2
    assert "--pin-stdin" in spoken.stderr
    assert names_in(letter_path.parent) == {"surat.pdf"}


def test_taken_name_gets_a_number(office: Office, letter_path: Path) -> None:
    taken = letter_path.with_name("surat_TTE.pdf")
    taken.write_bytes(b"milik orang lain")

    spoken = sign(office.workshop, letter_path, "--json")

    (told,) = spoken.json
    assert told["signed"] == str(letter_path.with_name("surat_TTE (2).pdf"))
    assert taken.read_bytes() == b"milik orang lain"


def test_original_is_never_the_output(office: Office, letter_path: Path) -> None:
    before = letter_path.read_bytes()

    spoken = sign(office.workshop, letter_path, "-o", letter_path, "--json")

    assert spoken.json[0]["signed"] == str(letter_path.with_name("surat (2).pdf"))
    assert letter_path.read_bytes() == before


def test_several_documents_need_one_pin_and_one_bad_one_stops_no_other(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "hasil"
    folder.mkdir()
    for name in ("satu.pdf", "tiga.pdf"):
        (tmp_path / name).write_bytes(papers.letter())
    (tmp_path / "dua.pdf").write_bytes(b"bukan pdf")
    files = [tmp_path / name for name in ("satu.pdf", "dua.pdf", "tiga.pdf")]

    spoken = sign(office.workshop, *files, "--out-dir", folder, "--json")

    told = spoken.json
    assert spoken.status == 2
    assert [bool(one["signed"]) for one in told] == [True, False, True]
    assert told[1]["error"]["code"] == "not_a_pdf"
    assert names_in(folder) == {"satu_TTE.pdf", "tiga_TTE.pdf"}


def test_poppler_finds_each_signature_valid_and_the_last_covering_the_file(
    office: Office, letter_path: Path
) -> None:
    sign(office.workshop, letter_path)
    first = letter_path.with_name("surat_TTE.pdf")

    spoken = sign(office.workshop, first, "--page", "1", "--json")

    told = subprocess.run(
        [shutil.which("pdfsig") or "pdfsig", spoken.json[0]["signed"]],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    last = told[told.index("Signature #2") :]
    assert told.count("Signature is Valid") == 2
    assert "Total document signed" in last
    assert "Not total" not in last


@pytest.mark.parametrize("level", ["B-T", "B-LT", "B-LTA"])
def test_a_level_that_needs_an_authority_is_refused_in_words_without_one(
    office: Office, letter_path: Path, level: str
) -> None:
    spoken = sign(office.workshop, letter_path, "--level", level, "--json")

    assert spoken.status == 2
    assert spoken.json[0]["error"]["code"] == "no_time_stamp_authority"
    assert level in spoken.stderr


def test_wrong_usage_is_told_without_a_trace(office: Office, letter_path: Path) -> None:
    spoken = sign(office.workshop, letter_path, "--rect", "1,2,tiga,4")

    assert spoken.status == 2
    assert "--rect" in spoken.stderr
    assert "Traceback" not in spoken.stderr


def test_page_is_drawn_as_a_picture(letter_path: Path) -> None:
    target = letter_path.with_name("halaman.png")

    spoken = run("render", letter_path, "--page", "2", "--dpi", "72", "-o", target)

    assert spoken.status == 0
    assert target.read_bytes().startswith(b"\x89PNG")
    assert names_in(letter_path.parent) == {"surat.pdf", "halaman.png"}


def test_picture_that_cannot_be_stored_leaves_nothing(letter_path: Path) -> None:
    target = letter_path / "halaman.png"

    spoken = run("render", letter_path, "-o", target)

    assert spoken.status == 1
    assert "tidak dapat disimpan" in spoken.stderr
    assert names_in(letter_path.parent) == {"surat.pdf"}
