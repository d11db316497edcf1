"""The words of the demonstration's documents, read from the resources."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def words_of(name: str) -> dict[str, Any]:
    """Return what ``resources/demo/NAME.toml`` holds."""
    source = files("resources") / "demo" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
