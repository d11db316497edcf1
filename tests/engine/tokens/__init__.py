"""Tests of the tokens: SoftHSM, and a module that fails on purpose before it."""
