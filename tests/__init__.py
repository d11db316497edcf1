"""Tests: ``engine`` and ``window`` mirror the packages, ``scenarios`` are journeys."""
