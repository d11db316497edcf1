"""When this version was released, so that its age can be told without a network."""

from __future__ import annotations

from typing import Final

RELEASED: Final = "2026-11-30"
"""Day in ISO 8601; changed together with the number of the version."""
