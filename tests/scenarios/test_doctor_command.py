"""``ttedesktop doctor``: why a token does not work, for people and for scripts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.scenarios.command_line import LABEL, Spoken, run
from tests.tokens.fault_module import FaultModule, build
from tests.tokens.workshop import PIN, Workshop, one_official, open_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tokens.workshop import Authority

NAME = "SITI AMINAH"
ORGANISATION = "Pemerintah Kabupaten Tirta Raya"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Yield a SoftHSM with one token: that of other tests may have more by now."""
    made = open_workshop(tmp_path_factory.mktemp("softhsm"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in made.environment.items():
            patch.setenv(name, value)
        yield made


@pytest.fixture(scope="module")
def authority(workshop: Workshop) -> Authority:
    return one_official(workshop)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


@pytest.fixture
def fault(built: FaultModule, authority: Authority) -> FaultModule:
    """Return the fault module before the official's token."""
    del authority
    built.log.unlink(missing_ok=True)
    built.does()
    return built


def doctor(
    fault: FaultModule, *arguments: str | Path, pin: str = "", **environment: str
) -> Spoken:
    return run(
        "doctor",
        *arguments,
        stdin=f"{pin}\n" if pin else None,
        environment={
            "TTE_PKCS11_MODULES": fault.module,
            **fault.environment,
            **environment,
        },
    )


def verdicts(spoken: Spoken) -> dict[str, str]:
    return {rung["question"]: rung["verdict"] for rung in spoken.json["rungs"]}


def facts_of(workshop: Workshop) -> tuple[str, str, str]:
    """Return serial number of the token, of the certificate, and fingerprint."""
    listed = run(
        "tokens", "--module", workshop.module, "--token", LABEL, "--json",
        environment=workshop.environment,
    )  # fmt: skip
    (token,) = listed.json["tokens"]
    certificate: dict[str, Any] = token["certificates"][0]
    return token["serial"], certificate["serial"], certificate["sha256"]


def test_token_is_ready_and_nobody_is_named(
    fault: FaultModule, workshop: Workshop
) -> None:
    spoken = doctor(fault, "--json")

    assert spoken.status == 0, spoken.stderr
    assert spoken.json["state"] == "ready"
    assert verdicts(spoken)["driver"] == verdicts(spoken)["certificate"] == "ok"
    assert verdicts(spoken)["trial"] == "none"
    assert spoken.json["trial"] is None
    (module,) = spoken.json["modules"]
    assert module["error"] is None
    assert module["driven"] == "python-pkcs11"
    assert module["architecture"] in {"x86-64", "ARM64"}
    (token,) = spoken.json["tokens"]
    assert any(line.startswith("RSA PKCS#1: mentah") for line in token["mechanisms"])
    for secret in (NAME, ORGANISATION, LABEL, *facts_of(workshop)):
        assert secret not in spoken.stdout + spoken.stderr


def test_names_are_told_to_whoever_asks(fault: FaultModule, workshop: Workshop) -> None:
    spoken = doctor(fault, "--json", "--with-names")

    for known in (NAME, ORGANISATION, LABEL, *facts_of(workshop)):
        assert known in spoken.stdout


def test_report_for_people_has_a_line_for_each_check(fault: FaultModule) -> None:
    spoken = doctor(fault)

    assert spoken.status == 0
    assert spoken.stdout == ""
    for title in (
        "Layanan kartu pintar",
        "Pembaca",
        "Driver token",
        "Token",
        "Sertifikat",
        "Uji tanda tangan",
    ):
        assert len([one for one in spoken.stderr.splitlines() if f" {title}: " in one])


def test_report_is_saved_and_names_nobody(fault: FaultModule, tmp_path: Path) -> None:
    file = tmp_path / "laporan.txt"

    spoken = doctor(fault, "--save", file, "--json")

    assert spoken.status == 0
    assert spoken.json["state"] == "ready"
    text = file.read_text("utf-8")
    assert "Token 1" in text
    assert NAME not in text


def test_report_that_cannot_be_saved_is_told(
    fault: FaultModule, tmp_path: Path
) -> None:
    spoken = doctor(fault, "--save", tmp_path / "none" / "laporan.txt", "--json")

    assert spoken.status == 1
    assert spoken.json["error"]["code"] == "report_not_written"


def test_module_in_a_home_folder_is_told_without_its_owner(
    fault: FaultModule, tmp_path: Path
) -> None:
    home = tmp_path / "siti"
    home.mkdir()
    module = home / "libvendor.so"
    shutil.copy(fault.path, module)

    spoken = doctor(fault, HOME=str(home), TTE_PKCS11_MODULES=str(module))

    assert "~/libvendor.so" in spoken.stderr
    assert str(home) not in spoken.stderr


# --- the test signature ----------------------------------------------------------


def test_signature_is_made_and_compared(fault: FaultModule) -> None:
    spoken = doctor(fault, "--sign", "--pin-stdin", "--json", pin=PIN)

    assert spoken.status == 0, spoken.stderr
    assert verdicts(spoken)["trial"] == "ok"
    assert spoken.json["trial"] == {"token": "Token 1", "fits": True, "error": None}
    assert len(fault.calls("C_Login")) == 1
    assert PIN not in spoken.stdout + spoken.stderr


def test_pin_may_come_from_the_environment(fault: FaultModule) -> None:
    spoken = doctor(
        fault, "--sign", "--pin-env", "SECRET", "--token", LABEL, SECRET=PIN
    )

    assert spoken.status == 0, spoken.stderr
    assert "✓ Uji tanda tangan: Berhasil" in spoken.stderr


def test_wrong_pin_is_told_and_sent_once(fault: FaultModule) -> None:
    fault.does("tries 3")

    spoken = doctor(fault, "--sign", "--pin-stdin", "--json", pin="999999")

    assert spoken.status == 1
    assert spoken.json["state"] == "trial_failed"
    assert verdicts(spoken)["trial"] == "warn"
    assert spoken.json["trial"]["error"]["code"] == "pin_incorrect"
    assert spoken.json["tokens"][0]["pin"]["is_count_low"], "as it is since"
    assert len(fault.calls("C_Login")) == 1


def test_token_that_stops_while_signing_is_told(fault: FaultModule) -> None:
    fault.does("crash C_Sign")

    spoken = doctor(fault, "--sign", "--pin-stdin", "--json", pin=PIN)

    assert spoken.status == 1
    assert verdicts(spoken)["trial"] == "bad"
    assert spoken.json["trial"]["error"]["code"] == "token_stopped_answering"


def test_no_pin_is_asked_for_while_the_token_cannot_sign(fault: FaultModule) -> None:
    fault.does("locked")

    spoken = doctor(fault, "--sign", "--pin-stdin", "--json", pin=PIN)

    assert spoken.status == 1
    assert spoken.json["state"] == "token_locked"
    assert spoken.json["trial"] is None
    assert fault.calls("C_Login") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sign",),
        ("--pin-stdin",),
        ("--token", LABEL),
        ("--sign", "--pin-stdin", "--token", "Tidak ada"),
    ],
)
def test_wrong_usage_is_told_as_such(
    fault: FaultModule, arguments: tuple[str, ...]
) -> None:
    spoken = doctor(fault, *arguments)

    assert spoken.status == 2
    assert "Traceback" not in spoken.stderr
    assert fault.calls("C_Login") == []


# --- drivers in trouble ------------------------------------------------------------


@pytest.mark.parametrize(
    ("directive", "code"),
    [
        ("crash C_GetTokenInfo", "token_stopped_answering"),
        ("fail C_Initialize 0x30", "module_unusable"),
    ],
)
def test_driver_that_does_not_work_is_told(
    fault: FaultModule, directive: str, code: str
) -> None:
    fault.does(directive)

    spoken = doctor(fault, "--json")

    assert spoken.status == 1
    assert spoken.json["state"] != "ready"
    assert "Traceback" not in spoken.stderr
    (module,) = spoken.json["modules"]
    assert module["error"]["code"] == code


def test_named_file_that_is_no_driver_is_told_beside_the_others(
    fault: FaultModule, tmp_path: Path
) -> None:
    file = tmp_path / "vendor.so"
    file.write_bytes(b"text")

    spoken = doctor(fault, "--module", file, "--json")

    assert spoken.status == 0, "the token works all the same"
    assert spoken.json["verdict"] == "warn"
    assert {
        one["error"] and one["error"]["code"] for one in spoken.json["modules"]
    } == {
        None,
        "module_unusable",
    }


def test_module_known_for_it_is_driven_directly(
    fault: FaultModule, tmp_path: Path
) -> None:
    module = tmp_path / "viettel-ca_v6.so"
    shutil.copy(fault.path, module)

    spoken = doctor(
        fault, "--sign", "--pin-stdin", "--json",
        pin=PIN, TTE_PKCS11_MODULES=str(module),
    )  # fmt: skip

    assert spoken.status == 0, spoken.stderr
    assert [one["driven"] for one in spoken.json["modules"]] == ["direct"]
    assert spoken.json["trial"]["fits"]


def test_computer_without_any_driver_is_told_what_is_missing() -> None:
    spoken = run("doctor", "--json", environment={"TTE_PKCS11_MODULES": ""})

    assert spoken.status == 1
    assert spoken.json["modules"] == []
    assert spoken.json["state"] in {"no_reader_service", "no_reader", "no_driver"}
