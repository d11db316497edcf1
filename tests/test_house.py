"""Keeps the house as it was built: budgets, names, imports, licence, locks, icons."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ttedesktop import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
ROOMS = ("ttedesktop", "ui", "resources", "tests")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
VAGUE_NAMES = {"utils", "util", "helpers", "common", "manager", "base", "misc"}
# The text of version 3 as the Free Software Foundation publishes it.
AGPL_SHA256 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked(*patterns: str) -> tuple[Path, ...]:
    """Return the files of the project; what others leave in the folders is not."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns],  # noqa: S607 - the git on PATH
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    named = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in named if path.is_file())


def sources() -> tuple[Path, ...]:
    return tracked(*(f"{room}/*.py" for room in ROOMS))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path, line: int | None = None) -> str:
    return f"{path.relative_to(ROOT)}{'' if line is None else f':{line}'}"


def run_tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name(name), *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )


def test_there_are_sources_to_look_at() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in sources()}

    assert found == set(ROOMS)


def test_every_file_can_be_read_in_one_sitting() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in sources()}

    too_long = {place(p): n for p, n in lengths.items() if n > LONGEST_FILE}

    assert not too_long


def test_every_function_can_be_seen_at_once() -> None:
    too_long = {
        f"{place(path, node.lineno)} {node.name}": length
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, Function)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }

    assert not too_long


def test_no_function_is_complex_even_where_a_comment_would_allow_it() -> None:
    checked = run_tool("ruff", "check", "--ignore-noqa", "--select", "C901", *ROOMS)

    assert checked.returncode == 0, checked.stdout


def test_every_exemption_names_its_rule_and_its_reason() -> None:
    exemption = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore)(.*)")
    reasoned = re.compile(r"(: ?[A-Z]+\d+(, ?[A-Z]+\d+)*|\[[\w, -]+\])( - |  # )\w")

    unexplained = [
        place(path, number)
        for path in sources()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := exemption.search(line))
        and not reasoned.match(found[2])
        # This file speaks about exemptions.
        and path != Path(__file__)
    ]

    assert not unexplained


def test_no_file_has_a_name_that_could_hold_anything() -> None:
    vague = [place(path) for path in sources() if path.stem in VAGUE_NAMES]

    assert not vague


def test_packages_hold_a_docstring_and_at_most_a_version() -> None:
    attics = [
        place(path)
        for path in sources()
        if path.name == "__init__.py"
        and not all(_may_stand_in_package(node) for node in tree_of(path).body)
    ]

    assert not attics


def _may_stand_in_package(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__version__"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_version_is_the_same_everywhere() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert declared["project"]["version"] == __version__


def test_no_source_holds_a_character_that_cannot_be_seen() -> None:
    # Cf are the invisible ones, those that turn the direction of writing among them.
    hidden = [
        f"{place(path)}: U+{ord(character):04X}"
        for path in tracked("*.py", "*.toml", "*.sh", "*.md", "*.po", "Makefile")
        for character in set(path.read_text("utf-8"))
        if unicodedata.category(character) in {"Cf", "Cc", "Co", "Cs", "Zl", "Zp"}
        and character not in "\n\t"
    ]

    assert not hidden


def test_rooms_know_only_the_rooms_they_may_know() -> None:
    checked = run_tool("lint-imports")

    assert checked.returncode == 0, checked.stdout


def test_licence_is_the_whole_unchanged_agpl() -> None:
    text = (ROOT / "LICENSE").read_bytes()

    assert hashlib.sha256(text).hexdigest() == AGPL_SHA256


# --- locks -------------------------------------------------------------------------


def locked(name: str) -> dict[str, str]:
    """Return the versions that a lock holds, by the name of the distribution."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    return {canonicalize_name(package): version for package, version in pins}


def asked_for(group: str | None = None) -> Iterator[Requirement]:
    """Yield what pyproject.toml asks for, of the program or of a group."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = (
        declared["project"]["dependencies"]
        if group is None
        else declared["dependency-groups"][group]
    )
    for line in lines:
        if isinstance(line, dict):
            yield from asked_for(line["include-group"])
        else:
            yield Requirement(line)


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("run", (None, "build")),
        ("develop", (None, "develop")),
        ("bundle", (None, "bundle")),
        ("lock", ("lock",)),
    ],
)
def test_lock_holds_what_the_project_asks_for(
    lock: str, groups: tuple[str | None, ...]
) -> None:
    versions = locked(lock)

    unmet = [
        str(wish)
        for group in groups
        for wish in asked_for(group)
        if not wish.specifier.contains(versions.get(canonicalize_name(wish.name), "0"))
        or canonicalize_name(wish.name) not in versions
    ]

    assert not unmet, "make lock"


@pytest.mark.parametrize("lock", ["develop", "bundle"])
def test_locks_agree_with_one_another(lock: str) -> None:
    running = locked("run")

    assert running.items() <= locked(lock).items()


def test_every_locked_version_has_hashes() -> None:
    without = [
        f"{place(path)}: {requirement.split()[0]}"
        for path in tracked("requirements/*.txt")
        for requirement in re.split(
            r"^(?=\w)", path.read_text("utf-8"), flags=re.MULTILINE
        )
        if requirement[0] != "#" and "--hash=sha256:" not in requirement
    ]

    assert not without


def test_set_up_names_no_host() -> None:
    addresses = [
        place(path)
        for path in tracked(
            "requirements", "installer", "Makefile", ".ci", "pyproject.toml"
        )
        if re.search(r"://|--(extra-)?index-url|--find-links", path.read_text("utf-8"))
    ]

    assert not addresses


# --- icons -------------------------------------------------------------------------


def shipped_icons() -> set[str]:
    files = tracked("resources/icons/*.svg")
    return {re.sub(r"_\d+_(regular|filled)$", "", path.stem) for path in files}


def words_in(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def icons_asked_for() -> Iterator[tuple[str, str]]:
    """Yield the names that stand where an icon is asked for, and where."""
    for path in tracked("ui/*.py"):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call):
                continue
            named = [word.value for word in node.keywords if word.arg == "icon"]
            if ast.unparse(node.func) in {"icons.icon", "icons.pixmap"}:
                named += node.args[:1]
            for name in named:
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield name.value, place(path, node.lineno)


def test_every_icon_that_is_asked_for_is_shipped() -> None:
    shipped = shipped_icons()

    missing = {(name, at) for name, at in icons_asked_for() if name not in shipped}

    assert not missing


def test_every_icon_that_is_shipped_is_asked_for() -> None:
    # The catalogue of settings names the picture of each, for whoever shows it.
    asking = (*tracked("ui/*.py"), *tracked("ttedesktop/settings/catalogue.py"))
    mentioned = {word for path in asking for word in words_in(path)}

    assert not sorted(shipped_icons() - mentioned)
