"""Why a token works or does not: facts, the ladder of rungs, words."""
