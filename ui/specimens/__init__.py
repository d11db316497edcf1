"""How a signature looks, and who stands in it: the editor of specimens and roles."""
