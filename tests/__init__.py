"""Tests: ``engine`` and ``window`` mirror the packages, ``scenarios`` are journeys.

What they share lies in ``states``, ``papers``, ``tokens`` and ``keyrings``; the other
rooms are hunts and measurements of their own, each with a command of the Makefile.
"""
