"""``ttedesktop tokens --change-pin``: both PINs in, one word out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.command_line import LABEL, run
from tests.tokens.workshop import PIN, Workshop, one_official, open_workshop

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.command_line import Spoken

NEW_PIN = "24681357"


@pytest.fixture
def own(tmp_path: Path) -> Workshop:
    """Return a token whose PIN may be changed."""
    made = open_workshop(tmp_path / "softhsm")
    one_official(made)
    return made


def change(own: Workshop, *arguments: str, stdin: str | None = None) -> Spoken:
    return run(
        "tokens", "--module", own.module, "--change-pin", *arguments,
        stdin=stdin,
        environment={**own.environment, "OLD": PIN, "NEW": NEW_PIN},
    )  # fmt: skip


def accepts(own: Workshop, pin: str) -> bool:
    try:
        own.run(
            "pkcs11-tool", "--module", own.module, "--token-label", LABEL,
            "--login", "--pin", pin, "--list-objects",
        )  # fmt: skip
    except AssertionError:
        return False
    return True


def test_pin_is_changed_from_standard_input(own: Workshop) -> None:
    spoken = change(own, "--pin-stdin", stdin=f"{PIN}\n{NEW_PIN}\n")

    assert spoken.status == 0
    assert LABEL in spoken.stderr
    assert PIN not in spoken.stdout + spoken.stderr
    assert accepts(own, NEW_PIN)
    assert not accepts(own, PIN)


def test_pin_is_changed_from_variables(own: Workshop) -> None:
    spoken = change(own, "--pin-env", "OLD", "--new-pin-env", "NEW", "--token", LABEL)

    assert spoken.status == 0
    assert accepts(own, NEW_PIN)


def test_wrong_old_pin_is_told_in_words(own: Workshop) -> None:
    spoken = change(own, "--pin-stdin", stdin=f"00000000\n{NEW_PIN}\n")

    assert spoken.status == 1
    assert "PIN salah" in spoken.stderr
    assert accepts(own, PIN)


@pytest.mark.parametrize(
    "arguments", [(), ("--pin-env", "OLD"), ("--pin-env", "MISSING")]
)
def test_without_both_pins_nothing_is_changed(
    own: Workshop, arguments: tuple[str, ...]
) -> None:
    spoken = change(own, *arguments)

    assert spoken.status == 2
    assert accepts(own, PIN)


def test_pins_are_for_a_change_only(own: Workshop) -> None:
    spoken = run(
        "tokens", "--module", own.module, "--pin-stdin",
        stdin=f"{PIN}\n",
        environment=own.environment,
    )  # fmt: skip

    assert spoken.status == 2
