"""What cannot be drawn must not be signed, not even where nobody looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.files import all_files
from tests.scenarios.command_line import sign

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("box-of-a-country", "page_undrawable"),
        ("contents-with-an-absurd-predictor", "page_undrawable"),
        ("arrays-in-arrays", "signer_cannot_read_document"),
        ("pages-that-hold-themselves", "document_damaged"),
    ],
)
def test_hostile_file_is_not_signed_from_the_command_line(
    office: Office, tmp_path: Path, name: str, error: str
) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(all_files()[name].make())

    spoken = sign(office.workshop, path, "--json")

    (told,) = spoken.json
    assert (told["signed"], told["error"]["code"]) == (None, error)
    assert spoken.status != 0
    assert "Traceback" not in spoken.stderr
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
