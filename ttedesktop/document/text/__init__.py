"""The words of a document: read, folded for searching, found."""
