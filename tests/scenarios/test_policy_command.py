"""``ttedesktop policy``: an administrator tries a file and reads what it means."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.command_line import run
from ttedesktop.settings.catalogue import CATALOGUE

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "policy.example.toml"


def test_the_example_is_explained(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    file.chmod(0o644)

    told = run("policy", "--explain", "--file", str(file))
    listed = run("policy", "--json", "--file", str(file))

    assert told.status == 0
    assert all(one.key in told.stdout for one in CATALOGUE)
    assert "Dikunci administrator: /srv/naskah/tte" in told.stdout
    assert "Diusulkan administrator: Tirtapura" in told.stdout
    settings = {one["key"]: one for one in listed.json["settings"]}
    assert settings["queue.reading"] == {
        "key": "queue.reading",
        "value": 3,
        "locked": True,
    }


def test_what_is_not_understood_is_named(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[signing]\nfoldr = "/srv"\n', "utf-8")
    file.chmod(0o644)

    told = run("policy", "--file", str(file))

    assert told.status == 2
    assert "signing.foldr" in told.stderr
