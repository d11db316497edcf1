"""What an administrator fixed holds, or is refused aloud; it never falls away."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttedesktop.errors.policy_errors import PolicyUnreadable
from ttedesktop.policy import Policy, read_policy, understood
from ttedesktop.policy_registry import PROPOSED, REGISTRY, document_of, values_in
from ttedesktop.settings.catalogue import CATALOGUE, declared, default_of
from ttedesktop.settings.values import Settings

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).parent.parent.parent
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

    assert read(path).modules == ("/opt/vendor/libtoken.so",)


@pytest.mark.parametrize(("said", "is_forbidden"), [("false", True), ("true", False)])
def test_list_of_recent_documents_is_fixed(
    path: Path, said: str, *, is_forbidden: bool
) -> None:
    write(path, f"[reading]\nrecent = {said}\n")

    assert read(path).forbids_recent is is_forbidden


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


# --- every setting, fixed or proposed ---------------------------------------------

WRITTEN: dict[str, object] = {
    "appearance.language": "en",
    "appearance.colours": "dark",
    "appearance.text_size": 115,
    "appearance.night": True,
    "signing.reason": "Pengesahan",
    "signing.location": "Tirtapura",
    "signing.read_to_the_end": True,
    "signing.folder": "/srv/hasil",
    "signing.suffix": "_sah",
    "signing.level": "B-LT",
    "timestamp.later": False,
    "timestamp.by_itself": True,
    "timestamp.address": "https://tsa.contoh.example/",
    "timestamp.fallbacks": "https://tsa2.contoh.example/",
    "timestamp.account": "dinas",
    "timestamp.room": 32,
    "network.patience": 30,
    "network.proxy": "manual",
    "network.proxy_address": "http://proksi.contoh.example:8080",
    "network.proxy_account": "kantor",
    "network.authorities": ["/etc/ttedesktop/kantor.pem"],
    "network.local": "tsa.kantor.example",
    "archive.folders": ["/srv/arsip"],
    "token.pin_after": 15,
    "token.modules": ["/opt/vendor/libtoken.so"],
    "reading.recent": False,
    "register.kept": False,
    "queue.reading": "all",
    "trust.strict": True,
    "trust.anchors": ["/etc/ttedesktop/root.pem"],
    "trust.own": False,
}


def told(key: str, *, locked: bool) -> str:
    value = json.dumps(WRITTEN[key])
    table, name = key.split(".")
    entry = value if locked else f"{{value = {value}, locked = false}}"
    return f"[{table}]\n{name} = {entry}\n"


def test_every_setting_of_the_catalogue_is_tried_here() -> None:
    assert set(WRITTEN) == {one.key for one in CATALOGUE}


@pytest.mark.parametrize("key", WRITTEN)
def test_every_setting_can_be_locked(path: Path, key: str) -> None:
    write(path, told(key, locked=True))
    policy, setting = read(path), declared(key)

    assert policy.locks(key)
    (said,) = policy.said
    assert setting.control.tell(said.value) == WRITTEN[key]
    if setting.field:
        chosen = setting.put(Settings(), default_of(setting))
        assert setting.value_in(policy.impose(chosen)) == said.value
        assert policy.propose(chosen) == chosen


@pytest.mark.parametrize("key", [k for k in WRITTEN if declared(k).field])
def test_every_setting_of_a_person_can_be_proposed(path: Path, key: str) -> None:
    write(path, told(key, locked=False))
    policy, setting = read(path), declared(key)

    assert not policy.locks(key)
    taken = policy.propose(Settings())
    assert setting.value_in(taken) == policy.initial(setting) != default_of(setting)
    # Gone back to the default by the person, it is not proposed a second time.
    back = setting.put(taken, default_of(setting))
    assert policy.propose(back) == back
    assert policy.impose(back) == back


@pytest.mark.parametrize("key", [k for k in WRITTEN if not declared(k).field])
def test_what_is_no_persons_setting_cannot_be_proposed(path: Path, key: str) -> None:
    write(path, told(key, locked=False))

    with pytest.raises(PolicyUnreadable) as refusal:
        read(path)
    assert refusal.value.entry == key


def test_another_proposal_replaces_the_one_before_but_no_choice(path: Path) -> None:
    write(path, '[signing]\nlocation = {value = "Lama", locked = false}\n')
    taken = read(path).propose(Settings())
    write(path, '[signing]\nlocation = {value = "Baru", locked = false}\n')

    assert read(path).propose(taken).location == "Baru"
    chosen = replace(taken, location="Milik saya")
    assert read(path).propose(chosen).location == "Milik saya"


@pytest.mark.parametrize(
    "words",
    [
        '[appearance]\nlanguage = "fr"\n',
        "[token]\npin_after = 7\n",
        "[token]\npin_after = true\n",
        '[signing]\nsuffix = "a/b"\n',
        f'[signing]\nreason = "{"x" * 201}"\n',
        '[signing]\nfolder = "hasil"\n',
        '[signing]\nlocation = {valeu = "x"}\n',
        '[signing]\nlocation = {value = "x", locked = 0}\n',
        "[queue]\nreading = -1\n",
        '[queue]\nreading = "some"\n',
    ],
)
def test_a_value_out_of_range_is_named(path: Path, words: str) -> None:
    write(path, words)

    with pytest.raises(PolicyUnreadable) as refusal:
        read(path)
    assert refusal.value.entry in WRITTEN


def test_the_example_in_the_documentation_is_understood(path: Path) -> None:
    example = (ROOT / "docs" / "policy.example.toml").read_text("utf-8")
    write(path, example)

    policy = read(path)

    # Every setting is shown there, if only as a comment.
    assert all(one.key.split(".")[1] in example for one in CATALOGUE)
    assert policy.modules
    assert policy.locks("signing.folder")
    assert not policy.locks("signing.location")


def test_registry_says_the_same_as_a_file() -> None:
    document = document_of(
        fixed=[("reading.recent", 0), ("token.pin_after", 15)],
        proposed=[("signing.location", "Tirtapura"), ("reading.recent", 1)],
    )

    assert document == {
        "signing": {"location": {"value": "Tirtapura", "locked": False}},
        "reading": {"recent": False},
        "token": {"pin_after": 15},
    }


class NoMoreItems(OSError):
    winerror = 259


class Registry:
    """Does what the documentation says of ``winreg``, as far as a policy asks."""

    HKEY_LOCAL_MACHINE, KEY_READ, KEY_WOW64_64KEY = 0x80000002, 0x20019, 0x100
    REG_NONE, REG_SZ, REG_EXPAND_SZ, REG_BINARY, REG_DWORD, REG_MULTI_SZ = (
        0, 1, 2, 3, 4, 7,
    )  # fmt: skip

    def __init__(self, branches: dict[str, list[tuple[str, object, int]]]) -> None:
        self.branches = branches
        self.refusal: OSError | None = None
        self.gone = 0

    @contextmanager
    def OpenKey(  # noqa: N802 - of Windows
        self, _root: int, branch: str, _reserved: int, access: int
    ) -> Generator[list[tuple[str, object, int]]]:
        assert access == self.KEY_READ | self.KEY_WOW64_64KEY
        if self.refusal is not None:
            raise self.refusal
        if branch not in self.branches:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        yield self.branches[branch]

    def QueryInfoKey(  # noqa: N802 - of Windows
        self, key: list[tuple[str, object, int]]
    ) -> tuple[int, int, int]:
        return 0, len(key) + self.gone, 133_000_000_000_000_000

    def EnumValue(  # noqa: N802 - of Windows
        self, key: list[tuple[str, object, int]], number: int
    ) -> tuple[str, object, int]:
        if number >= len(key):
            raise NoMoreItems(22, "No more data is available")
        return key[number]


def policy_of(*values: tuple[str, object, int]) -> Policy:
    registry = Registry({REGISTRY: list(values)})
    document = document_of(values_in(registry, REGISTRY), values_in(registry, PROPOSED))
    return understood(document, REGISTRY)


def test_registry_is_read_as_its_tools_write_it() -> None:
    registry = Registry(
        {
            REGISTRY: [
                ("Reading.Recent", 0, Registry.REG_DWORD),
                ("token.modules", ["/opt/t.so", "/opt/u.so"], Registry.REG_MULTI_SZ),
                ("", "", Registry.REG_SZ),
            ],
            PROPOSED: [("signing.location", "Tirtapura", Registry.REG_SZ)],
        }
    )
    # One was taken away while it was read.
    registry.gone = 1

    policy = understood(
        document_of(values_in(registry, REGISTRY), values_in(registry, PROPOSED)),
        REGISTRY,
    )

    assert policy.recent is False
    assert policy.modules == ("/opt/t.so", "/opt/u.so")
    assert policy.propose(Settings()).location == "Tirtapura"
    assert not policy.locks("signing.location")
    assert values_in(Registry({}), REGISTRY) == []


def test_registry_that_refuses_or_asks_the_environment_fixes_nothing_unseen() -> None:
    registry = Registry({REGISTRY: []})
    registry.refusal = PermissionError(13, "Access is denied")
    with pytest.raises(PolicyUnreadable):
        values_in(registry, REGISTRY)
    module = ("token.modules", r"%ProgramFiles%\t.dll", Registry.REG_EXPAND_SZ)
    with pytest.raises(PolicyUnreadable) as told:
        policy_of(module)
    assert told.value.entry == "token.modules"


@pytest.mark.parametrize("key", [one.key for one in CATALOGUE])
def test_value_of_a_wrong_kind_in_the_registry_is_told_and_never_a_crash(
    key: str,
) -> None:
    kinds = Registry
    for value, kind in (
        (None, kinds.REG_NONE), (b"\x01\x00", kinds.REG_BINARY),
        (None, kinds.REG_BINARY), (["a", "b"], kinds.REG_MULTI_SZ),
        ([], kinds.REG_MULTI_SZ), (4_294_967_295, kinds.REG_DWORD),
        (2, kinds.REG_DWORD), ("\x00\ud800", kinds.REG_SZ), ("", kinds.REG_SZ),
    ):  # fmt: skip
        with suppress(PolicyUnreadable):
            policy_of((key, value, kind))
    with pytest.raises(PolicyUnreadable):
        policy_of((key, b"\x01", kinds.REG_BINARY))
    with pytest.raises(PolicyUnreadable):
        policy_of((key.partition(".")[0], "x", kinds.REG_SZ))
