"""The pages of a document as they are seen: laid out, drawn, selected, pointed at."""
