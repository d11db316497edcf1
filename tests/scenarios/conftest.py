"""Journeys through the window use the same window as its tests."""

from __future__ import annotations

from tests.window.conftest import (
    application,
    demonstration,
    lasting_children,
    letter,
    person,
)

__all__ = ["application", "demonstration", "lasting_children", "letter", "person"]
