"""Batches signed while a token misbehaves at random, and what must hold after each."""
