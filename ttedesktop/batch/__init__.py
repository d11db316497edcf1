"""Many documents signed in one go: each step noted, nothing lost, nothing doubled."""
