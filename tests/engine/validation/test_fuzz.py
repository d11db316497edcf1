"""A short, repeatable part of ``make fuzz``."""

from __future__ import annotations

from tests.engine.validation.fuzz import DIFFERENT, Hunt


def test_nothing_that_is_drawn_differently_is_called_valid() -> None:
    counts = Hunt(seed=2026, most=70).run()

    assert counts["tried"] == 70
    assert counts["valid"] + counts["valid_with_notes"]
    assert counts[DIFFERENT] == 0
