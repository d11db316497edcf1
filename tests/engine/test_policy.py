"""What an administrator fixed holds, or is refused aloud; it never falls away."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ttedesktop.policy import Policy, read_policy
from ttedesktop.policy_errors import PolicyUnreadable

if TYPE_CHECKING:
    from pathlib import Path

FIXED = '[token]\nmodules = ["/opt/vendor/libtoken.so"]\n'


def read(path: Path) -> Policy:
    return read_policy(path, owner=os.getuid())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def write(path: Path, words: str, mode: int = 0o644) -> None:
    path.write_text(words)
    path.chmod(mode)


def test_without_a_file_nothing_is_fixed(path: Path) -> None:
    assert read(path) == Policy()


def test_modules_are_fixed(path: Path) -> None:
    write(path, FIXED)

    assert read(path) == Policy(modules=("/opt/vendor/libtoken.so",))


@pytest.mark.parametrize(
    ("said", "meant"), [("false", Policy(recent=False)), ("true", Policy(recent=True))]
)
def test_list_of_recent_documents_is_fixed(
    path: Path, said: str, meant: Policy
) -> None:
    write(path, f"[reading]\nrecent = {said}\n")

    assert read(path) == meant


@pytest.mark.parametrize("words", ["", "[token]\n", "[reading]\n", "# nothing\n"])
def test_empty_file_fixes_nothing(path: Path, words: str) -> None:
    write(path, words)

    assert read(path) == Policy()


@pytest.mark.parametrize("mode", [0o666, 0o664, 0o646])
def test_file_that_others_may_write_is_refused(path: Path, mode: int) -> None:
    write(path, FIXED, mode)

    with pytest.raises(PolicyUnreadable) as refusal:
        read(path)
    assert refusal.value.reason == "not_protected"


def test_file_of_somebody_else_is_refused(path: Path) -> None:
    write(path, FIXED)

    with pytest.raises(PolicyUnreadable) as refusal:
        read_policy(path, owner=os.getuid() + 1)
    assert refusal.value.reason == "not_protected"


@pytest.mark.parametrize(
    "words",
    [
        "[token",
        "[token]\nmodules = 3\n",
        "[token]\nmodules = [3]\n",
        '[token]\nmodules = ["libtoken.so"]\n',
        '[token]\nmodulse = ["/opt/libtoken.so"]\n',
        "token = 1\n",
        "[reading]\nrecent = 0\n",
        '[reading]\nrecent = "false"\n',
        "[reading]\nrecents = false\n",
        "[something]\n",
        "a = " + "[" * 5000,
    ],
)
def test_what_is_not_understood_is_refused(path: Path, words: str) -> None:
    write(path, words)

    with pytest.raises(PolicyUnreadable) as refusal:
        read(path)
    assert refusal.value.reason == "not_understood"


def test_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir()

    with pytest.raises(PolicyUnreadable):
        read(path)
