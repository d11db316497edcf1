"""Tests of TTE Desktop: ``engine`` and ``window`` mirror the packages, ``scenarios`` are journeys."""
